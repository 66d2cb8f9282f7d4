import { compiledFinder } from './compiled-finder.ts';

/** What `wasm/find-needles.ts` exports. */
interface Exports {
  readonly find: (from: number, end: number) => number;
}

// Regions of its memory, in bytes; the same numbers stand in `wasm/find-needles.ts`.
const tables = 64;
const counts = 192;
const needleTable = 256;
const needleBytes = 24;
const mostInGroup = 32;
const groups = 8;
const text = 8192;
const pageBytes = 65_536;
/** Eight bytes are looked at together, behind the last one too. */
const slackBytes = 64;
const shortest = 4;
const longest = 8;

let compiled: WebAssembly.Module | undefined;

/** Looks for many short byte strings at once, in a buffer of its own. */
export class NeedleFinder {
  /** What is searched is read into here. */
  readonly bytes: Buffer;
  readonly #exports: Exports;

  /** @param needles of four to eight bytes each */
  constructor(needles: readonly Uint8Array[], sizeBytes: number) {
    if (needles.length > groups * mostInGroup) throw new Error('more strings than there is room for');
    if (needles.some(({ length }) => length < shortest || length > longest)) {
      throw new Error('a string is too short or too long to be looked for');
    }
    const memory = new WebAssembly.Memory({
      initial: Math.ceil((text + sizeBytes + slackBytes) / pageBytes),
    });
    compiled ??= new WebAssembly.Module(Buffer.from(compiledFinder, 'base64'));
    const instance = new WebAssembly.Instance(compiled, { env: { memory } });
    this.#exports = instance.exports as unknown as Exports;
    writeTables(Buffer.from(memory.buffer), needles);
    this.bytes = Buffer.from(memory.buffer, text, sizeBytes);
  }

  /** @returns the offset in `bytes` at which the first of the strings begins; -1 where there is none before `end` */
  find(from: number, end: number): number {
    const found = this.#exports.find(text + from, text + end) - text;
    return found === end ? -1 : found;
  }
}

/** Strings that begin alike come into one group, so that few places look like a beginning. */
function writeTables(memory: Buffer, needles: readonly Uint8Array[]): void {
  const sorted = needles.map((needle) => Buffer.from(needle)).sort(Buffer.compare);
  for (const [index, needle] of sorted.entries()) {
    const group = Math.floor((index * groups) / sorted.length);
    for (let at = 0; at < shortest; at += 1) {
      const byte = needle[at] ?? 0;
      const low = tables + at * 32 + (byte & 15);
      const high = tables + at * 32 + 16 + (byte >> 4);
      memory[low] = (memory[low] ?? 0) | (1 << group);
      memory[high] = (memory[high] ?? 0) | (1 << group);
    }
    const place = memory[counts + group] ?? 0;
    const entry = needleTable + (group * mostInGroup + place) * needleBytes;
    needle.copy(memory, entry);
    memory.fill(0xff, entry + 8, entry + 8 + needle.length);
    memory.writeUInt32LE(needle.length, entry + 16);
    memory[counts + group] = place + 1;
  }
}
