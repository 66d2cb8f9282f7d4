/** A frame of a file, with its first byte and the one behind its last. */
export interface Frame {
  readonly start: number;
  readonly end: number;
  /** Its last four bytes are a checksum of its content. */
  readonly hasChecksum: boolean;
  /** The file ends within it. */
  readonly isCut: boolean;
}

const frameMagic = 0xfd2fb528;
/** Sixteen numbers, the lowest of which this is. */
const skippableMagic = 0x184d2a50;
/** Sizes of the field by its two bits; without a window the first is one byte. */
const contentSizeBytes = [0, 2, 4, 8] as const;
const dictionaryIdBytes = [0, 1, 2, 4] as const;
const runOfOneByte = 1;
const checksumBytes = 4;

/**
 * The frames of a file, told from the sizes that their headers and blocks give: decoders of some versions stop quietly
 * behind the first, or where the file is cut. https://www.rfc-editor.org/rfc/rfc8878#name-zstandard-frames
 * @throws where something stands there that is no frame
 */
export function* framesOf(bytes: Buffer): Generator<Frame> {
  let start = 0;
  while (start < bytes.length) {
    if (start + 4 > bytes.length) return yield { start, end: bytes.length, hasChecksum: false, isCut: true };
    const magic = bytes.readUInt32LE(start);
    if ((magic & 0xfffffff0) >>> 0 === skippableMagic) start += 8 + sizeAt(bytes, start + 4);
    else if (magic === frameMagic) {
      const frame = frameAt(bytes, start);
      yield frame;
      start = frame.end;
    } else throw new Error(`has no Zstandard frame at byte ${start}`);
  }
}

function sizeAt(bytes: Buffer, at: number): number {
  return at + 4 <= bytes.length ? bytes.readUInt32LE(at) : bytes.length;
}

function frameAt(bytes: Buffer, start: number): Frame {
  const descriptor = bytes[start + 4] ?? 0;
  const hasChecksum = (descriptor & 4) !== 0;
  let at = start + 4 + headerBytes(descriptor);
  for (let isLast = false; !isLast; ) {
    if (at + 3 > bytes.length) return { start, end: bytes.length, hasChecksum, isCut: true };
    const header = bytes.readUIntLE(at, 3);
    const type = (header >> 1) & 3;
    at += 3 + (type === runOfOneByte ? 1 : header >> 3);
    isLast = (header & 1) === 1;
  }
  const end = at + (hasChecksum ? checksumBytes : 0);
  return { start, end: Math.min(end, bytes.length), hasChecksum, isCut: end > bytes.length };
}

function headerBytes(descriptor: number): number {
  const hasWindow = (descriptor & 0x20) === 0;
  const sizeBits = descriptor >> 6;
  const contentSize = sizeBits === 0 && !hasWindow ? 1 : (contentSizeBytes[sizeBits] ?? 0);
  return 1 + (hasWindow ? 1 : 0) + (dictionaryIdBytes[descriptor & 3] ?? 0) + contentSize;
}
