import type { IdHash } from '../scanner/scanned-value.ts';
import type { ModeTracker } from '../sources/claude-code/mode-tracker.ts';
import type { RecordView } from '../sources/claude-code/record-view.ts';
import { permissionModes } from '../tool-call.ts';
import { Columns } from './columns.ts';
import { type Continuation, type PlaceColumns, placeLayout } from './group-digest.ts';

/** Where a record of a main conversation stands. */
export interface Place {
  readonly session: number;
  /** Milliseconds, NaN for none. */
  readonly at: number;
  readonly modes: ModeTracker;
}

/** In which mode each record of the main conversations stands, and which files carry on another. */
export class PlaceTable {
  readonly #table = new Columns(placeLayout);
  readonly #continuations: (Continuation & { readonly rows: number[] })[] = [];
  readonly #beginnings: { readonly modes: ModeTracker; readonly continuation: number }[] = [];
  #isFirst = true;
  /** Of the file, plus 1; 0 for none. */
  #continuation = 0;

  open(): void {
    this.#isFirst = true;
    this.#continuation = 0;
  }

  take(record: RecordView, { session, at, modes }: Place): void {
    const { uuid } = record;
    if (!uuid) return;
    if (this.#isFirst) this.#begin(record.parentUuid, { session, at, modes });
    this.#isFirst = false;
    const row = this.#table.push();
    const { column } = this.#table;
    const current = modes.current();
    column.idLow[row] = uuid.low;
    column.idHigh[row] = uuid.high;
    column.session[row] = session;
    column.mode[row] = permissionModes.indexOf(current?.mode ?? 'unknown');
    column.continuation[row] = current ? 0 : this.#continuation;
  }

  #begin(parent: IdHash | undefined, { session, at, modes }: Place): void {
    if (!parent) return;
    this.#continuation = this.#continuations.push({ parent, session, at, rows: [] });
    this.#beginnings.push({ modes, continuation: this.#continuation });
  }

  /** A subagent's call for which its parent's file has no mode: it may stand in what that file carries on. */
  leaveOpen(row: number, session: number, at: number): void {
    this.#continuations.find((one) => one.session === session && one.at <= at)?.rows.push(row);
  }

  data(): PlaceColumns {
    return this.#table.data();
  }

  continuations(): readonly Continuation[] {
    for (const { modes, continuation } of this.#beginnings) {
      this.#continuations[continuation - 1]?.rows.push(...modes.unmarked);
    }
    this.#beginnings.length = 0;
    return this.#continuations;
  }
}
