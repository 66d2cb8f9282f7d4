/**
 * Finds the first of many short byte strings, sixteen bytes at a time: for each place a table says which strings can
 * begin there by the two halves of its first four bytes, and only those are compared.
 * The way is "Teddy" of https://github.com/BurntSushi/aho-corasick/blob/master/src/packed/teddy/README.md.
 *
 * AssemblyScript, compiled to WebAssembly with SIMD; memory is laid out by `needle-finder.ts`.
 */

// Eight tables of sixteen bytes: for each of the first four bytes of a string, by its lower and its upper half.
const tables: u32 = 64;
// How many strings each of the eight groups has, one byte each.
const counts: u32 = 192;
const scratch: u32 = 208;
// The strings of each group: text and mask of eight bytes each, and the length.
const needles: u32 = 256;
const needleBytes: u32 = 24;
const groupBytes: u32 = 24 * 32;

/** @returns where the first string begins, or `end` */
export function find(from: u32, end: u32): u32 {
  const low0 = v128.load(tables);
  const high0 = v128.load(tables, 16);
  const low1 = v128.load(tables, 32);
  const high1 = v128.load(tables, 48);
  const low2 = v128.load(tables, 64);
  const high2 = v128.load(tables, 80);
  const half = i8x16.splat(15);
  for (let at = from; at < end; at += 16) {
    const first = v128.load(at);
    const second = v128.load(at, 1);
    const third = v128.load(at, 2);
    let groups = v128.and(
      i8x16.swizzle(low0, v128.and(first, half)),
      i8x16.swizzle(high0, upper(first, half)),
    );
    groups = v128.and(groups, i8x16.swizzle(low1, v128.and(second, half)));
    groups = v128.and(groups, i8x16.swizzle(high1, upper(second, half)));
    groups = v128.and(groups, i8x16.swizzle(low2, v128.and(third, half)));
    groups = v128.and(groups, i8x16.swizzle(high2, upper(third, half)));
    if (!v128.any_true(groups)) continue;
    const fourth = v128.load(at, 3);
    groups = v128.and(groups, i8x16.swizzle(v128.load(tables, 96), v128.and(fourth, half)));
    groups = v128.and(groups, i8x16.swizzle(v128.load(tables, 112), upper(fourth, half)));
    if (!v128.any_true(groups)) continue;
    v128.store(scratch, groups);
    let places = i8x16.bitmask(i8x16.ne(groups, i8x16.splat(0)));
    while (places != 0) {
      const index = <u32>ctz(places);
      if (stands(at + index, end, load<u8>(scratch + index))) return at + index;
      places &= places - 1;
    }
  }
  return end;
}

/** The upper half of each byte; no processor shifts single bytes. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function upper(bytes: v128, half: v128): v128 {
  return v128.and(i16x8.shr_u(bytes, 4), half);
}

function stands(at: u32, end: u32, groups: u32): bool {
  const text = load<u64>(at);
  let left = groups;
  while (left != 0) {
    const group = <u32>ctz(left);
    const first = needles + group * groupBytes;
    const count = <u32>load<u8>(counts + group);
    for (let index: u32 = 0; index < count; index += 1) {
      const needle = first + index * needleBytes;
      if ((text & load<u64>(needle, 8)) == load<u64>(needle) && at + load<u32>(needle, 16) <= end)
        return true;
    }
    left &= left - 1;
  }
  return false;
}
