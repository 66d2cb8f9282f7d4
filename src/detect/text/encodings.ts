/** Bytes kept as one character each, so that encodings can follow one another. */
type Bytes = string;

const latin1 = (buffer: Buffer): Bytes => buffer.toString('latin1');

/** `utf16` begins with a byte order mark, the others do not. */
export const utf16Encodings = {
  utf16le: (text: string): Bytes => latin1(Buffer.from(text, 'utf16le')),
  wide: (text: string): Bytes => latin1(Buffer.from(text, 'utf16le')),
  utf16be: (text: string): Bytes => latin1(Buffer.from(text, 'utf16le').swap16()),
  utf16: (text: string): Bytes => `\xff\xfe${latin1(Buffer.from(text, 'utf16le'))}`,
} as const;

/** @param bytes from an encoding, or plain text, which counts as UTF-8 */
export function base64(bytes: Bytes | string, isBytes: boolean): string {
  return toBuffer(bytes, isBytes).toString('base64');
}

/**
 * The part of the Base64 form that does not change with what stands before and after, for each of the three
 * places where a text may begin. The cuts are those of pySigma:
 * https://github.com/SigmaHQ/pySigma/blob/main/sigma/modifiers.py
 */
export function base64AtEveryOffset(bytes: Bytes | string, isBytes: boolean): string[] {
  const buffer = toBuffer(bytes, isBytes);
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset, 0x20), buffer]).toString('base64');
    const start = [0, 2, 3][offset];
    const end = [encoded.length, -3, -2][(buffer.length + offset) % 3];
    return encoded.slice(start, end);
  });
}

function toBuffer(bytes: string, isBytes: boolean): Buffer {
  return Buffer.from(bytes, isBytes ? 'latin1' : 'utf8');
}
