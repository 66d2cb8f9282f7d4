/** Of how many rows of one source a state remembers that they are written: the newest. Eight bytes each. */
export const rememberedRows = 200_000;

/** Which rows a source has written, by digests of 64 bits. */
export interface RowDigests {
  /** Whether an earlier run has written it; either way it counts for the next one. */
  wasWritten(digest: bigint): boolean;
  /** Of the rows of this run, for the state. */
  encode(): string;
}

/** @param encoded what the last run left; empty for none */
export function createRowDigests(encoded: string): RowDigests {
  const known = decode(encoded);
  let seen = new BigUint64Array(1024);
  let count = 0;
  return {
    wasWritten(digest) {
      if (count === seen.length && count < rememberedRows) seen = grown(seen);
      // What does not fit is written again by the next run: forgetting is safe, remembering wrongly is not.
      seen[count % rememberedRows] = digest;
      count += 1;
      return holds(known, digest);
    },
    encode() {
      const kept = seen.slice(0, Math.min(count, rememberedRows)).sort();
      return Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength).toString('base64');
    },
  };
}

function decode(encoded: string): BigUint64Array {
  const bytes = Buffer.from(encoded, 'base64');
  const whole = new Uint8Array(bytes.subarray(0, bytes.length - (bytes.length % 8)));
  return new BigUint64Array(whole.buffer, 0, whole.length / 8);
}

function grown(array: BigUint64Array<ArrayBuffer>): BigUint64Array<ArrayBuffer> {
  const larger = new BigUint64Array(Math.min(array.length * 2, rememberedRows));
  larger.set(array);
  return larger;
}

function holds(sorted: BigUint64Array, digest: bigint): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? 0n) < digest) from = middle + 1;
    else to = middle;
  }
  return sorted[from] === digest;
}
