import { layout } from './memory-layout.ts';
import { modes, type Wanted } from './shape.ts';

const entryBytes = 64;
const longestName = 32;
const chains = 64;
const nodeBytes = chains * 4 + 8;
const mostMembers = 64;

/**
 * Writes a shape into the scanner's memory: for each object a node of 64 chains, for each wanted name an entry of
 * field, mode, node, entry of the elements, length, bit, next entry of the chain, entry of the name, and its bytes.
 * @returns the entry for a whole line
 */
export function compileShape<Field extends string>(
  root: Wanted<Field>,
  fields: readonly Field[],
  memory: ArrayBuffer,
): number {
  const words = new Uint32Array(memory);
  const bytes = new Uint8Array(memory);
  let free: number = layout.shape;

  function allocate(size: number): number {
    const at = free;
    free += size;
    if (free > layout.names) throw new Error('the shape is larger than its region');
    return at;
  }

  function entry(wanted: Wanted<Field>, bit: number): number {
    const at = allocate(entryBytes);
    const node = wanted.members ? members(wanted.members) : wanted.names ? everyName(wanted.names) : 0;
    const elements = wanted.elements ? entry(wanted.elements, 0) : 0;
    const name = Buffer.from(wanted.name ?? wanted.field);
    if (name.length > longestName) throw new Error(`${name} is longer than a name may be`);
    const mode = modes.indexOf(wanted.mode ?? 'plain');
    words.set([fields.indexOf(wanted.field), mode, node, elements, name.length, bit, 0, 0], at / 4);
    bytes.set(name, at + 32);
    return at;
  }

  function members(list: readonly Wanted<Field>[]): number {
    if (list.length > mostMembers) throw new Error('an object has more wanted members than bits');
    const node = allocate(nodeBytes);
    list.forEach((wanted, bit) => {
      const at = entry(wanted, bit);
      const length = words[at / 4 + 4] ?? 0;
      const [first = 0, last = 0] = [bytes[at + 32], bytes[at + 31 + length]];
      const chain = node / 4 + ((length * 5 + first * 3 + last) & (chains - 1));
      words[at / 4 + 6] = words[chain] ?? 0;
      words[chain] = at;
    });
    return node;
  }

  /** One entry for every member, which wants nothing of the value but the name before it. */
  function everyName(field: Field): number {
    const node = allocate(nodeBytes);
    const at = entry({ field }, 0);
    words[at / 4 + 7] = entry({ field, mode: 'id' }, 0);
    words[node / 4 + chains] = at;
    return node;
  }

  return entry(root, 0);
}

/** Writes the names that the scanner tells by their number, from 1 on. */
export function writeKnownNames(names: readonly string[], memory: ArrayBuffer): void {
  if (names.length > layout.mostNames) throw new Error('more names than the scanner has room for');
  names.forEach((name, index) => {
    const at = layout.names + index * layout.nameBytes;
    const written = new Uint8Array(memory, at + 16, longestName);
    new Uint32Array(memory, at, 1)[0] = Buffer.from(name).copy(written);
  });
}
