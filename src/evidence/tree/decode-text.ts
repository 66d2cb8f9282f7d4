import { binaryPropertyListAsXml, isBinaryPropertyList } from '../property-lists/binary-property-list.ts';
import { encodingOf } from '../text-encoding.ts';

/** A text and what had to be given up to read it. */
export interface DecodedText {
  readonly text: string;
  /** One sentence each. */
  readonly losses: readonly string[];
}

/** UTF-8, UTF-16, a binary property list as XML. Never throws. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (isBinaryPropertyList(bytes)) return binaryPropertyListAsXml(bytes);
  const encoding = encodingOf(bytes);
  if (encoding !== 'utf-8') return { text: new TextDecoder(encoding).decode(bytes), losses: [] };
  const losses: string[] = [];
  let text = utf8(bytes);
  if (text === undefined) {
    text = new TextDecoder('utf-8').decode(bytes);
    losses.push('is not valid UTF-8: the bytes that are not were replaced');
  }
  if (text.includes('\0')) {
    text = text.replaceAll('\0', '');
    losses.push('holds NUL bytes, which a shell passes over: they were taken out');
  }
  return { text, losses };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}
