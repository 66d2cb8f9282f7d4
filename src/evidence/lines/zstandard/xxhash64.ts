const mask = 0xffffffffffffffffn;
const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;

/**
 * XXH64 without a seed, by which a Zstandard frame says what it holds.
 * https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
 */
export function xxhash64(bytes: Buffer): bigint {
  const stripesEnd = bytes.length - (bytes.length % 32);
  let hash = bytes.length < 32 ? prime5 : converged(bytes, stripesEnd);
  hash = (hash + BigInt(bytes.length)) & mask;
  let at = bytes.length < 32 ? 0 : stripesEnd;
  for (; at + 8 <= bytes.length; at += 8) {
    hash = (rotated(hash ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * prime1 + prime4) & mask;
  }
  if (at + 4 <= bytes.length) {
    hash = (rotated(hash ^ ((BigInt(bytes.readUInt32LE(at)) * prime1) & mask), 23n) * prime2 + prime3) & mask;
    at += 4;
  }
  for (; at < bytes.length; at += 1) {
    hash = (rotated(hash ^ ((BigInt(bytes[at] ?? 0) * prime5) & mask), 11n) * prime1) & mask;
  }
  return avalanched(hash);
}

function converged(bytes: Buffer, end: number): bigint {
  let [a, b, c, d] = [(prime1 + prime2) & mask, prime2, 0n, (mask + 1n - prime1) & mask];
  for (let at = 0; at < end; at += 32) {
    a = round(a, bytes.readBigUInt64LE(at));
    b = round(b, bytes.readBigUInt64LE(at + 8));
    c = round(c, bytes.readBigUInt64LE(at + 16));
    d = round(d, bytes.readBigUInt64LE(at + 24));
  }
  const sum = (rotated(a, 1n) + rotated(b, 7n) + rotated(c, 12n) + rotated(d, 18n)) & mask;
  return [a, b, c, d].reduce((hash, lane) => ((hash ^ round(0n, lane)) * prime1 + prime4) & mask, sum);
}

function round(accumulated: bigint, lane: bigint): bigint {
  return (rotated((accumulated + lane * prime2) & mask, 31n) * prime1) & mask;
}

function rotated(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & mask;
}

function avalanched(hash: bigint): bigint {
  let value = ((hash ^ (hash >> 33n)) * prime2) & mask;
  value = ((value ^ (value >> 29n)) * prime3) & mask;
  return value ^ (value >> 32n);
}
