import type { ByteSource } from '../../../evidence/lines/byte-source.ts';
import type { Line } from '../../../evidence/lines/read-lines.ts';

/** An array is held in memory whole, up to here. */
const mostBytes = 256 * 1024 * 1024;

const character = { quote: 0x22, backslash: 0x5c, open: 0x7b, close: 0x7d, lineFeed: 0x0a } as const;

/**
 * Whether a file holds one JSON document instead of lines: an array, as `claude-execution-output.json` of the GitHub
 * Action does, or an object that is written over several lines, as chats of other agents are.
 */
export function holdsDocument(source: ByteSource): boolean {
  const head = Buffer.alloc(256);
  const read = source.read(head, 0, 0);
  return /^\s{0,200}(?:\[\s{0,200}\{|\{[ \t\r]{0,20}\n)/.test(head.toString('latin1', 0, read));
}

/** The outermost objects of a JSON document, each as if it were a line; `number` is the line on which it begins. */
export function eachElement(source: ByteSource, visit: (line: Line) => void): void {
  const window = Buffer.allocUnsafeSlow(Math.min(source.sizeBytes, mostBytes));
  const size = source.read(window, 0, 0);
  let [depth, start, number, startNumber] = [0, 0, 1, 1];
  for (let index = 0; index < size; index += 1) {
    const byte = window[index];
    if (byte === character.quote) index = stringEnd(window, index + 1);
    else if (byte === character.lineFeed) number += 1;
    else if (byte === character.open) {
      if (depth === 0) [start, startNumber] = [index, number];
      depth += 1;
    } else if (byte === character.close && depth > 0) {
      depth -= 1;
      const element = { window, start, end: index + 1, number: startNumber, offset: start };
      if (depth === 0) visit({ ...element, unterminated: false, cut: false });
    }
  }
  const cut = size < source.sizeBytes;
  if (depth > 0 || cut)
    visit({ window, start, end: size, number: startNumber, offset: start, unterminated: true, cut });
}

function stringEnd(window: Buffer, start: number): number {
  for (let index = start; index < window.length; index += 1) {
    if (window[index] === character.backslash) index += 1;
    else if (window[index] === character.quote) return index;
  }
  return window.length;
}
