/**
 * Walks one line of JSON and notes where the values lie that a table of names asks for.
 *
 * It accepts exactly what `JSON.parse` accepts as an object (RFC 8259, checked byte by byte; UTF-8 is checked
 * elsewhere), except that it gives back, undecided, what only a parser can tell: a name written with escapes, a name
 * that occurs twice in one object, nesting without end. A quote inside a string is always escaped, so that what a
 * string contains can never pass for structure.
 *
 * AssemblyScript, compiled to WebAssembly with SIMD: sixteen bytes of a string at a time. Memory is laid out by
 * `memory-layout.ts`, the table of names by `compile-shape.ts`, and the tape is read by `scanned-value.ts`.
 */
import { isDigit } from './digit';
import { hash, setKey } from './sip-hash';
import { time } from './time';

export { hash };

// What a scan says of a line; the same numbers stand in `line-scanner.ts`.
const accepted: u32 = 0;
const refused: u32 = 1;
const escapedName: u32 = 2;
const repeatedName: u32 = 3;
const beyondBounds: u32 = 4;

// Kinds of values on the tape.
const aString: u32 = 1;
const aNumber: u32 = 2;
const aTrue: u32 = 3;
const aFalse: u32 = 4;
const aNull: u32 = 5;
const anObject: u32 = 6;
const anArray: u32 = 7;

// Flags of an item of the tape.
const withEscapes: u32 = 0x10000;
const unmeasured: u32 = 0x40000;

// How an entry of the table wants its value read.
const asName: u32 = 1;
const asRepeated: u32 = 2;
const asId: u32 = 3;
const asTime: u32 = 4;

// An item of the tape: field | kind << 8 | flags, start, end, index of the next sibling, eight bytes of value.
const itemBytes: u32 = 24;
// A frame of the stack: is it an array, its node or entry of elements, its item, names seen so far.
const frameBytes: u32 = 24;
// The table of the members of one object: four bytes a field.
const indexBytes: u32 = 512;

let tape: u32;
let tapeEnd: u32;
let stack: u32;
let stackEnd: u32;
let recent: u32;
let names: u32;
// Where a scan leaves how many items there are, and where it came to its end or stopped.
let told: u32;

let top: u32;
let stoppedAt: u32;
let stringEscapes: u32;
let listsNames: bool;

/** Where the regions begin that `memory-layout.ts` names, and the secret key of {@link hash}. */
export function configure(at: u32, k0: u64, k1: u64): void {
  stack = load<u32>(at);
  stackEnd = load<u32>(at, 4);
  recent = load<u32>(at, 8);
  tape = load<u32>(at, 12);
  tapeEnd = load<u32>(at, 16);
  names = load<u32>(at, 20);
  told = load<u32>(at, 24);
  setKey(k0, k1);
}

/** How many items there are on the tape. */
function items(): u32 {
  return (top - tape) / itemBytes;
}

/**
 * Writes a table of the members of an object: for each field its item, or -1.
 * @returns whether the item is an object
 */
export function index(item: u32, into: u32): bool {
  const at = tape + item * itemBytes;
  if (((load<u32>(at) >> 8) & 0xff) != anObject) return false;
  for (let slot: u32 = 0; slot < indexBytes; slot += 16) v128.store(into + slot, i8x16.splat(-1));
  const end = load<u32>(at, 12);
  for (let member = item + 1; member < end; ) {
    const one = tape + member * itemBytes;
    store<u32>(into + ((load<u32>(one) & 0xff) << 2), member);
    member = load<u32>(one, 12);
  }
  return true;
}

/**
 * @param at first byte of a line
 * @param limit behind the last byte that has been read; a line feed is written there, which ends every scan
 * @param root entry of the table for the whole line
 * @param canonical the line was written by `JSON.stringify`: escapes in names are taken as they are
 * @param listNames puts names written with escapes on the tape instead of giving up
 */
export function scan(at: u32, limit: u32, root: u32, canonical: bool, listNames: bool): u32 {
  store<u8>(limit, 0x0a);
  top = tape;
  listsNames = listNames;
  let frame: u32 = stack;
  let isArray: bool = false;
  let node: u32 = 0;
  let item: u32 = 0;
  let seen: u64 = 0;
  let entry: u32 = root;
  let p: u32 = skip(at);
  if (load<u8>(p) != 0x7b) return stop(p, refused);
  while (true) {
    // A value begins at p, and `entry` says what is wanted of it.
    const first: u32 = load<u8>(p);
    if (first == 0x22) {
      const end = endOfString(p + 1);
      if (end == 0) return stop(stoppedAt, refused);
      if (entry != 0) {
        const mode = load<u32>(entry, 4);
        if (stringEscapes != 0 && (mode == asName || mode == asId) && !canonical) {
          if (!listNames) return stop(p, escapedName);
          if (!note(0xff, aString, p + 1, end)) return stop(p, beyondBounds);
        }
        if (!noteString(entry, mode, p + 1, end)) return stop(p, beyondBounds);
      }
      p = end + 1;
    } else if (first == 0x7b || first == 0x5b) {
      if (frame + frameBytes > stackEnd) return stop(p, beyondBounds);
      store<u32>(frame, u32(isArray));
      store<u32>(frame, node, 4);
      store<u32>(frame, item, 8);
      store<u64>(frame, seen, 16);
      frame += frameBytes;
      isArray = first == 0x5b;
      seen = 0;
      item = 0;
      node = 0;
      if (entry != 0) {
        node = isArray ? load<u32>(entry, 12) : load<u32>(entry, 8);
        item = top;
        if (!note(load<u32>(entry), isArray ? anArray : anObject, p, 0)) return stop(p, beyondBounds);
      }
      p = skip(p + 1);
      if (load<u8>(p) != (isArray ? 0x5d : 0x7d)) {
        if (isArray) {
          entry = node;
          continue;
        }
        const verdict = name(p, node, seen, canonical);
        if (verdict != accepted) return verdict;
        p = nameEnd;
        entry = nameEntry;
        seen |= nameBit;
        continue;
      }
    } else {
      const kind = scalar(p, first);
      if (kind == 0) return stop(p, refused);
      if (entry != 0) {
        const number = kind == aNumber;
        if (!note(load<u32>(entry), kind, p, scalarEnd)) return stop(p, beyondBounds);
        if (number) measure(top - itemBytes, p, scalarEnd);
      }
      p = scalarEnd;
    }
    // Behind a value: the next one, or the end of what holds it.
    while (true) {
      p = skip(p);
      const next: u32 = load<u8>(p);
      if (next == (isArray ? 0x5d : 0x7d)) {
        p += 1;
        if (item != 0) {
          store<u32>(item, p, 8);
          store<u32>(item, items(), 12);
        }
        frame -= frameBytes;
        isArray = load<u32>(frame) != 0;
        node = load<u32>(frame, 4);
        item = load<u32>(frame, 8);
        seen = load<u64>(frame, 16);
        if (frame == stack) {
          p = skip(p);
          return stop(p, load<u8>(p) == 0x0a ? accepted : refused);
        }
        continue;
      }
      if (next != 0x2c) return stop(p, refused);
      p = skip(p + 1);
      if (isArray) {
        entry = node;
      } else {
        const verdict = name(p, node, seen, canonical);
        if (verdict != accepted) return verdict;
        p = nameEnd;
        entry = nameEntry;
        seen |= nameBit;
      }
      break;
    }
  }
}

let nameEnd: u32;
let nameEntry: u32;
let nameBit: u64;

/** Reads a name and its colon, and looks the name up. */
function name(p: u32, node: u32, seen: u64, canonical: bool): u32 {
  if (load<u8>(p) != 0x22) return stop(p, refused);
  const end = endOfString(p + 1);
  if (end == 0) return stop(stoppedAt, refused);
  nameEntry = 0;
  nameBit = 0;
  if (node != 0) {
    const every = load<u32>(node, 256);
    if (every != 0) {
      nameEntry = every;
      if (!noteString(load<u32>(every, 28), asId, p + 1, end)) return stop(p, beyondBounds);
    } else if (stringEscapes != 0 && !canonical) {
      if (!listsNames) return stop(p, escapedName);
      if (!note(0xff, aString, p + 1, end)) return stop(p, beyondBounds);
    } else {
      nameEntry = entryOf(node, p + 1, end - p - 1);
      if (nameEntry != 0) {
        nameBit = u64(1) << load<u32>(nameEntry, 20);
        if ((seen & nameBit) != 0) return stop(p, repeatedName);
      }
    }
  }
  p = skip(end + 1);
  if (load<u8>(p) != 0x3a) return stop(p, refused);
  nameEnd = skip(p + 1);
  return accepted;
}

/** The entry of a name in a node: one of 64 chains, the first bytes compared at once. */
function entryOf(node: u32, at: u32, length: u32): u32 {
  if (length == 0 || length > 32) return 0;
  const slot = (length * 5 + u32(load<u8>(at)) * 3 + u32(load<u8>(at + length - 1))) & 63;
  for (let entry = load<u32>(node + slot * 4); entry != 0; entry = load<u32>(entry, 24)) {
    if (load<u32>(entry, 16) == length && isSame(at, entry + 32, length)) return entry;
  }
  return 0;
}

function isSame(one: u32, other: u32, length: u32): bool {
  for (; length > 16; length -= 16, one += 16, other += 16) {
    if (v128.any_true(v128.xor(v128.load(one), v128.load(other)))) return false;
  }
  const equal = i8x16.bitmask(i8x16.eq(v128.load(one), v128.load(other)));
  const mask = (1 << length) - 1;
  return (equal & mask) == mask;
}

function stop(at: u32, verdict: u32): u32 {
  stoppedAt = at;
  store<u32>(told, items());
  store<u32>(told, at, 4);
  return verdict;
}

/** A line feed ends the line: it is no white space here. */
function skip(p: u32): u32 {
  while (true) {
    const c: u32 = load<u8>(p);
    if (c != 0x20 && c != 0x09 && c != 0x0d) return p;
    p += 1;
  }
}

/** @returns the place of the quote that ends a string, or 0 where the string is not one of JSON */
function endOfString(p: u32): u32 {
  stringEscapes = 0;
  // Whether the first of the sixteen bytes is escaped by the last of those before.
  let carried: u32 = 0;
  while (true) {
    const bytes = v128.load(p);
    const quotesAndControls = v128.or(
      i8x16.eq(bytes, i8x16.splat(0x22)),
      i8x16.lt_u(bytes, i8x16.splat(0x20)),
    );
    const backslashes = i8x16.eq(bytes, i8x16.splat(0x5c));
    let telling: u32 = i8x16.bitmask(quotesAndControls);
    const slashes: u32 = i8x16.bitmask(backslashes);
    if ((slashes | carried) != 0) {
      // Every second backslash of a row escapes what follows it: https://arxiv.org/abs/1902.08318, §3.1.1
      const opening = slashes & ~carried;
      const ends = (((opening << 1) | 0xaaaaaaaa) - opening) ^ 0xaaaaaaaa;
      const escaped = (ends ^ (slashes | carried)) & 0xffff;
      carried = ((ends & slashes) >> 15) & 1;
      telling &= ~escaped | i8x16.bitmask(i8x16.lt_u(bytes, i8x16.splat(0x20)));
      const inside = telling == 0 ? 0xffff : (1 << ctz(telling)) - 1;
      // What lies behind the closing quote is not of this string.
      if ((escaped & inside) != 0) stringEscapes = withEscapes;
      if ((escaped & inside & ~escapable(bytes)) != 0) return notJson(p);
      let unicode = escaped & inside & i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x75)));
      for (; unicode != 0; unicode &= unicode - 1) {
        if (!isHexQuad(p + ctz(unicode) + 1)) return notJson(p);
      }
    }
    if (telling != 0) {
      p += ctz(telling);
      return load<u8>(p) == 0x22 ? p : notJson(p);
    }
    p += 16;
  }
}

function notJson(p: u32): u32 {
  stoppedAt = p;
  return 0;
}

/** Which of sixteen bytes may follow a backslash, `" / \\ b f n r t u`, looked up by their halves. */
function escapable(bytes: v128): u32 {
  const low = i8x16.swizzle(
    i8x16(0, 0, 13, 0, 8, 8, 4, 0, 0, 0, 0, 0, 2, 0, 4, 1),
    v128.and(bytes, i8x16.splat(0x0f)),
  );
  const high = i8x16.swizzle(i8x16(0, 0, 1, 0, 0, 2, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0), i8x16.shr_u(bytes, 4));
  return ~i8x16.bitmask(i8x16.eq(v128.and(low, high), i8x16.splat(0))) & 0xffff;
}

function isHexQuad(p: u32): bool {
  return isHex(p) && isHex(p + 1) && isHex(p + 2) && isHex(p + 3);
}

function isHex(p: u32): bool {
  const c: u32 = load<u8>(p);
  return isDigit(c) || ((c | 0x20) >= 0x61 && (c | 0x20) <= 0x66);
}

let scalarEnd: u32;

/** @returns the kind of a number or a literal, or 0 */
function scalar(p: u32, first: u32): u32 {
  if (first == 0x74) return literal(p, 0x65757274, aTrue);
  if (first == 0x6e) return literal(p, 0x6c6c756e, aNull);
  if (first == 0x66) {
    scalarEnd = p + 5;
    return load<u32>(p + 1) == 0x65736c61 ? aFalse : 0;
  }
  return number(p) ? aNumber : 0;
}

function literal(p: u32, bytes: u32, kind: u32): u32 {
  scalarEnd = p + 4;
  return load<u32>(p) == bytes ? kind : 0;
}

function number(p: u32): bool {
  if (load<u8>(p) == 0x2d) p += 1;
  const leading: u32 = load<u8>(p);
  if (!isDigit(leading)) return false;
  p = leading == 0x30 ? p + 1 : digits(p);
  if (load<u8>(p) == 0x2e) {
    if (!isDigit(load<u8>(p + 1))) return false;
    p = digits(p + 1);
  }
  if ((load<u8>(p) | 0x20) == 0x65) {
    p += 1;
    const sign: u32 = load<u8>(p);
    if (sign == 0x2b || sign == 0x2d) p += 1;
    if (!isDigit(load<u8>(p))) return false;
    p = digits(p);
  }
  scalarEnd = p;
  return true;
}

function digits(p: u32): u32 {
  while (isDigit(load<u8>(p))) p += 1;
  return p;
}

function note(field: u32, kind: u32, start: u32, end: u32): bool {
  if (top + itemBytes > tapeEnd) return false;
  store<u32>(top, field | (kind << 8));
  store<u32>(top, start, 4);
  store<u32>(top, end, 8);
  top += itemBytes;
  store<u32>(top - itemBytes, items(), 12);
  return true;
}

function noteString(entry: u32, mode: u32, start: u32, end: u32): bool {
  const field = load<u32>(entry);
  if (!note(field, aString, start, end)) return false;
  const item = top - itemBytes;
  let flags: u32 = stringEscapes;
  if (mode == asName) {
    store<u32>(item, knownName(start, end - start), 16);
  } else if (mode == asRepeated) {
    store<u32>(item, textNumber(field, start, end - start), 16);
  } else if (mode == asId) {
    store<u64>(item, hash(start, end - start), 16);
  } else if (mode == asTime) {
    const ms = time(start, end - start);
    store<f64>(item, ms, 16);
    if (isNaN(ms)) flags |= unmeasured;
  }
  store<u32>(item, load<u32>(item) | flags);
  return true;
}

/** The number of a name in the list of those that are known, from 1 on; 0 for others. */
function knownName(at: u32, length: u32): u32 {
  if (length == 0 || length > 32) return 0;
  for (let number: u32 = 1, entry = names; load<u32>(entry) != 0; number += 1, entry += 48) {
    if (load<u32>(entry) == length && isSame(at, entry + 16, length)) return number;
  }
  return 0;
}

/** Whole numbers below 10^15; others are left to the reader. */
function measure(item: u32, start: u32, end: u32): void {
  let value: u64 = 0;
  for (let p = start; p < end; p += 1) {
    const c: u32 = load<u8>(p);
    if (!isDigit(c) || end - start > 15) {
      store<u32>(item, load<u32>(item) | unmeasured);
      return;
    }
    value = value * 10 + (c - 0x30);
  }
  store<f64>(item, f64(value), 16);
}

/**
 * A number that stands for a string of a field as long as the next ones are the same, from 1 on; the string is kept
 * for the next question, unless it is long.
 */
function textNumber(field: u32, start: u32, length: u32): u32 {
  const slot = recent + field * 272;
  const number = load<u32>(slot, 4);
  if (load<u32>(slot) == length + 1 && isSame(start, slot + 16, length)) return number;
  store<u32>(slot, length > 256 ? 0 : length + 1);
  store<u32>(slot, number + 1, 4);
  if (length <= 256) memory.copy(slot + 16, start, length);
  return number + 1;
}
