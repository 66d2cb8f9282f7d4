let key0: u64;
let key1: u64;

/** Both halves of the key, before the first text. */
export function setKey(k0: u64, k1: u64): void {
  key0 = k0;
  key1 = k1;
}

/**
 * SipHash-2-4: with a key that nobody knows, nobody can prepare two ids that are taken for one.
 * https://www.aumasson.jp/siphash/siphash.pdf
 */
export function hash(start: u32, length: u32): u64 {
  let v0: u64 = key0 ^ 0x736f6d6570736575;
  let v1: u64 = key1 ^ 0x646f72616e646f6d;
  let v2: u64 = key0 ^ 0x6c7967656e657261;
  let v3: u64 = key1 ^ 0x7465646279746573;
  const whole = start + (length & ~7);
  const end = whole + 8;
  let left: u64 = u64(length) << 56;
  for (let p = start; p <= end; p += 8) {
    let word: u64 = 0;
    if (p < whole) word = load<u64>(p);
    else if (p == whole) {
      for (let n: u32 = 0; n < (length & 7); n += 1) left |= u64(load<u8>(p + n)) << (n * 8);
      word = left;
    }
    if (p == end) v2 ^= 0xff;
    else v3 ^= word;
    const rounds = p == end ? 4 : 2;
    for (let round = 0; round < rounds; round += 1) {
      v0 += v1;
      v1 = rotl(v1, 13);
      v1 ^= v0;
      v0 = rotl(v0, 32);
      v2 += v3;
      v3 = rotl(v3, 16);
      v3 ^= v2;
      v0 += v3;
      v3 = rotl(v3, 21);
      v3 ^= v0;
      v2 += v1;
      v1 = rotl(v1, 17);
      v1 ^= v2;
      v2 = rotl(v2, 32);
    }
    v0 ^= word;
  }
  return v0 ^ v1 ^ v2 ^ v3;
}
