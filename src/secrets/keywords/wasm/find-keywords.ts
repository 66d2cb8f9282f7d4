/**
 * Finds where keywords of several tables stand in a text of one byte a character, in one walk over it: the first three
 * bytes of a place tell by their hash of which tables a keyword may begin there; of such a table the first two bytes
 * name a list of keywords, whose first eight bytes are compared at once.
 *
 * AssemblyScript, compiled to WebAssembly; memory is laid out by `keyword-memory.ts`.
 */

// For the hash of three bytes: a bit for each table.
let beginnings: u32;
// The tables, one behind the other.
let tables: u32;

// A table: where its lists, their ranges and its places begin, and how many places were found.
const tableBytes: u32 = 16;
// A keyword: bits to set in the text, bits to look at, and what they are then.
const keywordBytes: u32 = 24;

export function configure(beginningsAt: u32, tablesAt: u32): void {
  beginnings = beginningsAt;
  tables = tablesAt;
}

/** The same as in `keyword-memory.ts`. */
export function hash(bytes: u32): u32 {
  return ((bytes & 0xffffff) * 0x9e3779b1) >> 17;
}

/**
 * Writes the places of each table, counted from the first byte, in their order.
 * @param end behind the last byte at which a keyword may begin; eight more are looked at
 * @param count of the tables
 */
export function find(from: u32, end: u32, count: u32): void {
  for (let table: u32 = 0; table < count; table += 1) store<u32>(tables + table * tableBytes, 0, 12);
  for (let at = from; at < end; at += 1) {
    let begun: u32 = load<u8>(beginnings + hash(load<u32>(at)));
    for (; begun != 0; begun &= begun - 1) {
      const table = tables + <u32>ctz(begun) * tableBytes;
      if (begins(at, table)) note(at - from, table);
    }
  }
}

function note(place: u32, table: u32): void {
  const found = load<u32>(table, 12);
  store<u32>(load<u32>(table, 8) + (found << 2), place);
  store<u32>(table, found + 1, 12);
}

/** Whether a keyword of a table does, by its first eight bytes. */
function begins(at: u32, table: u32): bool {
  const text = load<u64>(at);
  if ((text & 0x8080) != 0) return false;
  // For two bytes: 0, or the number of a list; for the number of a list: where its keywords begin and end.
  const pair = (<u32>load<u8>(at) << 7) | <u32>load<u8>(at, 1);
  const list = <u32>load<u16>(load<u32>(table) + (pair << 1));
  const range = load<u32>(table, 4) + (list << 3);
  const end = load<u32>(range, 4);
  for (let keyword = load<u32>(range); keyword < end; keyword += keywordBytes) {
    if (((text | load<u64>(keyword)) & load<u64>(keyword, 8)) == load<u64>(keyword, 16)) return true;
  }
  return false;
}
