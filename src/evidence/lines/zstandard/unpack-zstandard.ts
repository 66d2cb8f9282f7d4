import { Decompress } from 'fzstd';
import { type Frame, framesOf } from './frames.ts';
import { xxhash64 } from './xxhash64.ts';

/** What a packed file holds, as far as it can be told. */
export interface Unpacked {
  readonly bytes: Buffer;
  /** Why that is not all. */
  readonly failure?: string;
}

/**
 * Unpacks frame after frame, the same in every version of Node. What stands before damage is kept; a frame is compared
 * with its checksum where it has one.
 * @param mostBytes that may come out
 */
export function unpackZstandard(packed: Buffer, mostBytes: number): Unpacked {
  const parts: Buffer[] = [];
  let left = mostBytes;
  try {
    for (const frame of framesOf(packed)) {
      const { bytes, failure } = unpackFrame(packed, frame, left);
      parts.push(bytes);
      left -= bytes.length;
      if (failure !== undefined) return { bytes: Buffer.concat(parts), failure };
    }
    return { bytes: Buffer.concat(parts) };
  } catch (error) {
    return { bytes: Buffer.concat(parts), failure: messageOf(error) };
  }
}

class TooLarge extends Error {
  override readonly message = 'unpacks to more than this program reads';
}

function unpackFrame(packed: Buffer, frame: Frame, mostBytes: number): Unpacked {
  const parts: Uint8Array[] = [];
  let size = 0;
  const decompress = new Decompress((data) => {
    size += data.length;
    if (size > mostBytes) throw new TooLarge();
    parts.push(data.slice());
  });
  try {
    decompress.push(packed.subarray(frame.start, frame.end), true);
  } catch (error) {
    const failure = frame.isCut ? 'ends in the middle of a packed frame' : messageOf(error);
    return { bytes: Buffer.concat(parts), failure };
  }
  const bytes = Buffer.concat(parts);
  if (frame.isCut) return { bytes, failure: 'ends in the middle of a packed frame' };
  return isWhole(packed, frame, bytes) ? { bytes } : { bytes, failure: 'a checksum in it does not fit' };
}

/** The checksum is the low half of the hash. */
function isWhole(packed: Buffer, { end, hasChecksum }: Frame, bytes: Buffer): boolean {
  return !hasChecksum || packed.readUInt32LE(end - 4) === Number(xxhash64(bytes) & 0xffffffffn);
}

function messageOf(error: unknown): string {
  return error instanceof TooLarge
    ? error.message
    : `cannot be unpacked: ${error instanceof Error ? error.message : error}`;
}
