import { flag, type KnownGroup } from '../digest/group-digest.ts';
import type { CallRow } from '../plan/call-list.ts';
import type { IdHash } from '../scanner/scanned-value.ts';

/** Columns that a call and its result have together. */
export const resultColumns = [
  'outcome',
  'resultCopy',
  'resultAt',
  'resultOffset',
  'resultLength',
  'resultLine',
  'resultFile',
] as const;

/** Where a call stands. */
export interface CallPlace {
  readonly file: number;
  readonly line: number;
  readonly offset: number;
  readonly length: number;
  readonly ordinal: number;
}

/**
 * What two places of one id hold, read again: `same` where the one does not say more than the other, which of them says
 * more where the other leaves out or hides a part of it, and `other` where they do different things.
 */
export type CompareCopies = (first: CallPlace, second: CallPlace) => 'same' | 'first' | 'second' | 'other';

/** How variants are judged. */
export interface VariantRules {
  /** The row that an id stands for. */
  readonly known: (id: IdHash) => CallRow | undefined;
  /** Whether the first row counts more, of two copies of one call. */
  readonly precedes: (one: CallRow, other: CallRow) => boolean;
  readonly compare: CompareCopies;
}

/**
 * Decides of calls whose id another call has, and whose bytes differ: a copy that is only written in another way is
 * dropped, as is what says less; one that does something else stays a call of its own, with the result of that id.
 * @returns the places of ids that stand for several calls
 */
export function settleVariants(
  groups: readonly KnownGroup[],
  { known, precedes, compare }: VariantRules,
): (readonly CallPlace[])[] {
  const disputed = new Map<string, CallPlace[]>();
  for (const variant of variantsIn(groups)) {
    const owner = known(idOf(groups, variant));
    const [place, other] = [owner && placeOf(groups, owner), placeOf(groups, variant)];
    if (!owner || !place || !other) continue;
    shareResult(groups, owner, variant);
    const told = compare(place, other);
    if (told === 'other') {
      const places = disputed.get(keyOf(place)) ?? [place];
      disputed.set(keyOf(place), [...places, other]);
    } else if (told === 'second' || (told === 'same' && precedes(variant, owner))) {
      setFlags(groups, owner, { add: flag.dropped });
      setFlags(groups, variant, { remove: flag.variant });
    } else setFlags(groups, variant, { add: flag.dropped });
  }
  return [...disputed.values()];
}

function* variantsIn(groups: readonly KnownGroup[]): Generator<CallRow> {
  for (const [group, { calls }] of groups.entries()) {
    for (let row = 0; row < calls.count; row += 1) {
      const flags = calls.column.flags[row] ?? 0;
      if ((flags & flag.variant) !== 0 && (flags & flag.dropped) === 0) yield { group, row };
    }
  }
}

function idOf(groups: readonly KnownGroup[], { group, row }: CallRow): IdHash {
  const column = groups[group]?.calls.column;
  return { low: column?.idLow[row] ?? 0, high: column?.idHigh[row] ?? 0 };
}

function placeOf(groups: readonly KnownGroup[], { group, row }: CallRow): CallPlace | undefined {
  const column = groups[group]?.calls.column;
  if (!column) return undefined;
  const [file = 0, line = 0, offset = 0] = [column.file[row], column.line[row], column.offset[row]];
  return { file, line, offset, length: column.length[row] ?? 0, ordinal: column.ordinal[row] ?? 0 };
}

function keyOf({ file, line, ordinal }: CallPlace): string {
  return `${file}:${line}:${ordinal}`;
}

/** A result names the id alone: it may be that of either. */
function shareResult(groups: readonly KnownGroup[], owner: CallRow, variant: CallRow): void {
  const isAnswered = ({ group, row }: CallRow): boolean =>
    ((groups[group]?.calls.column.flags[row] ?? 0) & flag.hasResult) !== 0;
  if (isAnswered(owner) === isAnswered(variant)) return;
  const [from, to] = isAnswered(owner) ? [owner, variant] : [variant, owner];
  const [source, target] = [groups[from.group]?.calls.column, groups[to.group]?.calls.column];
  if (!source || !target) return;
  for (const name of resultColumns) target[name][to.row] = source[name][from.row] ?? 0;
  const shared = flag.hasResult | flag.isError | flag.contradicted | flag.started;
  setFlags(groups, to, { add: (source.flags[from.row] ?? 0) & shared });
}

function setFlags(
  groups: readonly KnownGroup[],
  { group, row }: CallRow,
  { add = 0, remove = 0 }: { readonly add?: number; readonly remove?: number },
): void {
  const column = groups[group]?.calls.column;
  if (column) column.flags[row] = ((column.flags[row] ?? 0) | add) & ~remove;
}
