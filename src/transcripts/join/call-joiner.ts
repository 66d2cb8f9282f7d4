import { weight } from '../dialects/claude-code/outcome.ts';
import { Columns } from '../digest/columns.ts';
import { type CallColumns, callLayout, copies, flag, type Orphan } from '../digest/group-digest.ts';
import { IdSet } from '../digest/id-set.ts';
import { IdTable } from '../digest/id-table.ts';
import { NameList } from '../digest/name-list.ts';
import type { IdHash } from '../scanner/scanned-value.ts';
import type { ModeMark } from '../sources/claude-code/mode-tracker.ts';
import {
  neverRan,
  type Outcome,
  outcomes,
  type PermissionMode,
  permissionModeSources,
  permissionModes,
} from '../tool-call.ts';
import type { Appearance, JudgedResult } from './appearance.ts';
import { differ, variantKey } from './variant-key.ts';

/** The list of inputs names no tool, and may write them in another way. */
const wire = copies.indexOf('wire');
const unknownOutcome = outcomes.indexOf('unknown');
const ran: ReadonlySet<Outcome> = new Set(['succeeded', 'failed', 'background']);

/** A call as one of its appearances shows it. */
export interface SeenCall {
  readonly id: IdHash;
  readonly tool: string;
  /** Which call of its line it is. */
  readonly ordinal: number;
  /** See `content` in {@link callLayout}. */
  readonly content?: number;
  readonly appearance: Appearance;
}

function keyOf({ low, high }: IdHash): string {
  return `${high}:${low}`;
}

/** The calls of a group, one row each, joined with their best results. */
export class CallJoiner {
  readonly names = new NameList();
  readonly #table = new Columns(callLayout);
  readonly #rows = new IdTable();
  readonly #loose = new Map<string, { readonly id: IdHash; readonly result: JudgedResult }>();
  readonly #started = new IdSet();
  readonly #hookDenials = new Set<string>();

  rowOf(id: IdHash): number | undefined {
    return this.#rows.get(id)?.row;
  }

  outcomeOf(row: number): Outcome {
    return this.#outcomeOf(row);
  }

  toolOf(row: number): string {
    return this.names.at(this.#table.column.toolName[row]);
  }

  /** @returns the call's row; `undefined` where an appearance that counts more was seen before */
  takeCall(call: SeenCall): number | undefined {
    const known = this.rowOf(call.id);
    if (known === undefined || !this.#differs(call, known)) return this.#place(call, call.id);
    const row = this.#place(call, variantKey(call.id, call));
    if (row !== undefined) this.#setFlag(row, flag.variant);
    return row;
  }

  /** @param key under which the row is known: the call's id, or that of its variant */
  #place({ id, tool, ordinal, appearance, content = 0 }: SeenCall, key: IdHash): number | undefined {
    const known = this.rowOf(key);
    if (known !== undefined && !this.#precedes(appearance, known, content)) return undefined;
    const row = known ?? this.#add(id, key);
    const { column } = this.#table;
    const { place } = appearance;
    column.at[row] = appearance.at;
    column.offset[row] = place.offset;
    column.length[row] = place.length;
    column.line[row] = place.line;
    column.file[row] = place.file;
    column.ordinal[row] = ordinal;
    column.content[row] = content;
    column.copy[row] = copies.indexOf(appearance.copy);
    column.session[row] = appearance.session;
    column.toolName[row] = this.names.index(tool);
    column.agentName[row] = this.names.index(appearance.agentId ?? '');
    this.#clearFlag(row, flag.sidechain);
    if (appearance.sidechain) this.#setFlag(row, flag.sidechain);
    if (this.#loose.size > 0 && key === id) this.#joinLoose(id, row);
    return row;
  }

  setMode(row: number, { mode, source }: ModeMark): void {
    this.#table.column.mode[row] = permissionModes.indexOf(mode);
    this.#table.column.source[row] = permissionModeSources.indexOf(source);
  }

  /** The call may have removed records of sessions, by its words. */
  noteRecords(row: number): void {
    this.#setFlag(row, flag.mayRemoveRecords);
  }

  takeResult(id: IdHash, result: JudgedResult): void {
    const row = this.rowOf(id);
    if (row !== undefined) {
      this.#join(row, result);
      this.#applyHook(id, row);
    } else if (!this.#loose.has(keyOf(id))) {
      this.#loose.set(keyOf(id), { id, result });
    }
  }

  isStarted(id: IdHash): boolean {
    return this.#started.has(id);
  }

  /** A record besides its result proves that the call began. */
  noteStart(id: IdHash): void {
    this.#started.add(id);
  }

  /** What became of a call in the end, told apart from its result. */
  settle(id: IdHash, outcome: Outcome): void {
    const row = this.rowOf(id);
    if (row !== undefined) this.#setOutcome(row, outcome);
  }

  /** A hook blocked the call; the result has the hook's own words, whatever they are. */
  denyByHook(id: IdHash): void {
    this.#hookDenials.add(keyOf(id));
    const row = this.rowOf(id);
    if (row !== undefined) this.#applyHook(id, row);
  }

  /** Another record lists the call among those that were refused. */
  deny(id: IdHash): void {
    const row = this.rowOf(id);
    if (row === undefined) return;
    if (this.#outcomeOf(row) === 'succeeded') this.#setFlag(row, flag.contradicted);
    else this.#setOutcome(row, 'denied');
  }

  /** Rows of subagents whose mode nothing of their own tells. */
  *inheriting(): Generator<{ row: number; session: number; at: number; mode: PermissionMode }> {
    const own = ['agent-record', 'agent-metadata'];
    const { column } = this.#table;
    for (let row = 0; row < this.#table.count; row += 1) {
      const source = permissionModeSources[column.source[row] ?? 0] ?? 'none';
      if (((column.flags[row] ?? 0) & flag.sidechain) === 0 || own.includes(source)) continue;
      const mode = permissionModes[column.mode[row] ?? 0] ?? 'unknown';
      yield { row, session: column.session[row] ?? 0, at: column.at[row] ?? Number.NaN, mode };
    }
  }

  data(): CallColumns {
    this.#flagStarted();
    return this.#table.data();
  }

  /** Results whose call is not in the group. */
  orphans(): Orphan[] {
    return [...this.#loose.values()].map(({ id, result: { appearance, outcome, isError } }) => ({
      ...appearance.place,
      id,
      at: appearance.at,
      outcome,
      isError,
    }));
  }

  #flagStarted(): void {
    const { idLow, idHigh } = this.#table.column;
    for (let row = 0; row < this.#table.count; row += 1) {
      if (this.#started.has({ low: idLow[row] ?? 0, high: idHigh[row] ?? 0 }))
        this.#setFlag(row, flag.started);
    }
  }

  #joinLoose(id: IdHash, row: number): void {
    const loose = this.#loose.get(keyOf(id));
    this.#loose.delete(keyOf(id));
    if (loose) this.#join(row, loose.result);
  }

  #add(id: IdHash, key: IdHash): number {
    const row = this.#table.push();
    this.#rows.claim(key, 0, row);
    this.#table.column.idLow[row] = id.low;
    this.#table.column.idHigh[row] = id.high;
    this.#table.column.outcome[row] = unknownOutcome;
    return row;
  }

  #differs({ tool, content = 0 }: SeenCall, row: number): boolean {
    const known = { tool: this.toolOf(row), content: this.#table.column.content[row] ?? 0 };
    return differ({ tool, content }, known);
  }

  /**
   * What says something before what says nothing; a record before its copies; among equals the earliest, because older
   * versions gave copies a later time.
   */
  #precedes(appearance: Appearance, row: number, content: number): boolean {
    const { column } = this.#table;
    const byCopy = copies.indexOf(appearance.copy) - (column.copy[row] ?? 0);
    const isTold = column.content[row] !== 0;
    const isListed = appearance.copy === 'wire' || column.copy[row] === wire;
    if (!isListed && isTold !== (content !== 0)) return !isTold;
    return byCopy < 0 || (byCopy === 0 && appearance.at < (column.at[row] ?? Number.NaN));
  }

  /** Proof that something ran outweighs a refusal: a denial that did not hold must not hide what happened. */
  #join(row: number, { appearance, outcome, isError, contradicted }: JudgedResult): void {
    const { column } = this.#table;
    const copy = copies.indexOf(appearance.copy);
    const before = this.#outcomeOf(row);
    if (((column.flags[row] ?? 0) & flag.hasResult) !== 0) {
      if (neverRan(outcome) ? ran.has(before) : neverRan(before) && ran.has(outcome)) {
        this.#setFlag(row, flag.contradicted);
      }
      if (copy > (column.resultCopy[row] ?? 0) || weight[outcome] >= weight[before]) return;
    }
    this.#setOutcome(row, outcome);
    this.#setFlag(row, flag.hasResult);
    if (isError) this.#setFlag(row, flag.isError);
    if (contradicted) this.#setFlag(row, flag.contradicted);
    column.resultCopy[row] = copy;
    column.resultAt[row] = appearance.at;
    column.resultOffset[row] = appearance.place.offset;
    column.resultLength[row] = appearance.place.length;
    column.resultLine[row] = appearance.place.line;
    column.resultFile[row] = appearance.place.file;
  }

  #applyHook(id: IdHash, row: number): void {
    if (this.#hookDenials.size === 0) return;
    if (this.#hookDenials.has(keyOf(id)) && this.#outcomeOf(row) === 'failed')
      this.#setOutcome(row, 'denied');
  }

  #outcomeOf(row: number): Outcome {
    return outcomes[this.#table.column.outcome[row] ?? unknownOutcome] ?? 'unknown';
  }

  #setOutcome(row: number, outcome: Outcome): void {
    this.#table.column.outcome[row] = outcomes.indexOf(outcome);
  }

  #setFlag(row: number, bit: number): void {
    this.#table.column.flags[row] = (this.#table.column.flags[row] ?? 0) | bit;
  }

  #clearFlag(row: number, bit: number): void {
    this.#table.column.flags[row] = (this.#table.column.flags[row] ?? 0) & ~bit;
  }
}
