import { copies, flag, type KnownGroup } from '../digest/group-digest.ts';
import type { IdTable } from '../digest/id-table.ts';
import type { CallRow } from '../plan/call-list.ts';
import type { IdHash } from '../scanner/scanned-value.ts';
import { permissionModeSources, permissionModes } from '../tool-call.ts';
import { resultColumns } from './settle-variants.ts';
import { type CallBytes, differ, variantKey } from './variant-key.ts';

/** What a session printed names its mode, even where its transcript does not. */
const initRecord = permissionModeSources.indexOf('init-record');
const unknownMode = permissionModes.indexOf('unknown');
const wire = copies.indexOf('wire');

function bytesAt(groups: readonly KnownGroup[], { group: index, row }: CallRow): CallBytes {
  const group = groups[index];
  return {
    tool: group?.names[group.calls.column.toolName[row] ?? 0] ?? '',
    content: group?.calls.column.content[row] ?? 0,
  };
}

/** The id of a row, as a table of a group holds it. */
export function idAt(
  column: { readonly idLow: Uint32Array; readonly idHigh: Uint32Array } | undefined,
  row: number,
): IdHash {
  return { low: column?.idLow[row] ?? 0, high: column?.idHigh[row] ?? 0 };
}

/** Takes a row of a group for the call of its id, for a copy of it, or for a variant: another call of that id. */
export function claim(groups: readonly KnownGroup[], table: IdTable, one: CallRow): void {
  const column = groups[one.group]?.calls.column;
  if (!column) return;
  const id = idAt(column, one.row);
  const flags = column.flags[one.row] ?? 0;
  const isVariant = (flags & flag.variant) !== 0;
  const other = isVariant ? undefined : table.claim(id, one.group, one.row);
  const isOther = other && differ(bytesAt(groups, one), bytesAt(groups, other));
  if (other && !isOther) joinCopies(groups, table, { id, one, other });
  if (!isVariant && !isOther) return;
  column.flags[one.row] = flags | flag.variant;
  const key = variantKey(id, bytesAt(groups, one));
  const same = table.claim(key, one.group, one.row);
  if (same) joinCopies(groups, table, { id: key, one, other: same });
}

interface Copies {
  /** The key under which they are known. */
  readonly id: IdHash;
  readonly one: CallRow;
  readonly other: CallRow;
}

function joinCopies(groups: readonly KnownGroup[], table: IdTable, { id, one, other }: Copies): void {
  const first = precedes(groups, one, other) ? one : other;
  const second = first === one ? other : one;
  if (first === one) table.replace(id, one.group, one.row);
  const kept = groups[first.group]?.calls.column;
  const dropped = groups[second.group]?.calls.column;
  if (!kept || !dropped) return;
  const [keptFlags = 0, droppedFlags = 0] = [kept.flags[first.row], dropped.flags[second.row]];
  if ((keptFlags & flag.hasResult) === 0 && (droppedFlags & flag.hasResult) !== 0) {
    for (const name of resultColumns) kept[name][first.row] = dropped[name][second.row] ?? 0;
    kept.flags[first.row] = keptFlags | (droppedFlags & (flag.hasResult | flag.isError | flag.contradicted));
  }
  kept.flags[first.row] = (kept.flags[first.row] ?? 0) | (droppedFlags & flag.started);
  const isSameRun = sessionIdAt(groups, first) === sessionIdAt(groups, second);
  if (isSameRun && kept.mode[first.row] === unknownMode && dropped.source[second.row] === initRecord) {
    for (const name of ['mode', 'source'] as const) kept[name][first.row] = dropped[name][second.row] ?? 0;
  }
  dropped.flags[second.row] = droppedFlags | flag.dropped;
}

function sessionIdAt(groups: readonly KnownGroup[], { group, row }: CallRow): string {
  const digest = groups[group];
  return digest ? sessionIdOf(digest, row) : '';
}

/**
 * What says something before what says nothing; a record before its copies; among equals the earliest, because older
 * versions gave copies a later time.
 */
export function precedes(groups: readonly KnownGroup[], one: CallRow, other: CallRow): boolean {
  const [a, b] = [groups[one.group], groups[other.group]];
  if (!a || !b) return false;
  const isToldOnce = isTold(a.calls.column, one.row) !== isTold(b.calls.column, other.row);
  if (isToldOnce) return isTold(a.calls.column, one.row);
  const byCopy = (a.calls.column.copy[one.row] ?? 0) - (b.calls.column.copy[other.row] ?? 0);
  const byTime = (a.calls.column.at[one.row] ?? 0) - (b.calls.column.at[other.row] ?? 0);
  const [s, t] = [sessionIdOf(a, one.row), sessionIdOf(b, other.row)];
  return (byCopy || byTime || compareIds(s, t)) < 0;
}

/** The list of inputs is compared with nothing, so nothing is known of how it writes them. */
function isTold({ content, copy }: KnownGroup['calls']['column'], row: number): boolean {
  return content[row] !== 0 || copy[row] === wire;
}

function sessionIdOf(group: KnownGroup, row: number): string {
  return group.sessions[group.calls.column.session[row] ?? 0]?.sessionId ?? '';
}

export function compareIds(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
