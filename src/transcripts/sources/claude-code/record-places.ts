import { type Continuation, type Places, placeWords } from '../../digest/group-digest.ts';
import type { IdHash } from '../../scanner/scanned-value.ts';
import { permissionModes } from '../../tool-call.ts';
import type { ModeTracker } from './mode-tracker.ts';
import type { RecordView } from './record-view.ts';

/** Where a record of a main conversation stands. */
export interface RecordPlace {
  readonly session: number;
  /** Milliseconds, NaN for none. */
  readonly at: number;
  readonly modes: ModeTracker;
}

const unknownMode = permissionModes.indexOf('unknown');

/** In which mode each record of the main conversations stands, and which files carry on another. */
export class RecordPlaces {
  #words: Places = new Uint32Array(64 * placeWords);
  #count = 0;
  readonly #continuations: (Continuation & { readonly rows: number[] })[] = [];
  readonly #beginnings: { readonly modes: ModeTracker; readonly continuation: number }[] = [];
  #isFirst = true;
  /** Of the file, plus 1; 0 for none. */
  #continuation = 0;

  open(): void {
    this.#isFirst = true;
    this.#continuation = 0;
  }

  take(record: RecordView, { session, at, modes }: RecordPlace): void {
    const { uuid } = record;
    if (!uuid) return;
    if (this.#isFirst) this.#begin(record.parentUuid, { session, at, modes });
    this.#isFirst = false;
    const current = modes.current();
    if (this.#count === this.#words.length) this.#grow();
    const words = this.#words;
    words[this.#count] = uuid.low;
    words[this.#count + 1] = uuid.high;
    words[this.#count + 2] = session;
    words[this.#count + 3] = current ? permissionModes.indexOf(current.mode) : unknownMode;
    words[this.#count + 4] = current ? 0 : this.#continuation;
    this.#count += placeWords;
  }

  #grow(): void {
    const before = this.#words;
    this.#words = new Uint32Array(before.length * 2);
    this.#words.set(before);
  }

  #begin(parent: IdHash | undefined, { session, at, modes }: RecordPlace): void {
    if (!parent) return;
    this.#continuation = this.#continuations.push({ parent, session, at, rows: [] });
    this.#beginnings.push({ modes, continuation: this.#continuation });
  }

  /** A subagent's call for which its parent's file has no mode: it may stand in what that file carries on. */
  leaveOpen(row: number, session: number, at: number): void {
    this.#continuations.find((one) => one.session === session && one.at <= at)?.rows.push(row);
  }

  data(): Places {
    return this.#words.slice(0, this.#count);
  }

  continuations(): readonly Continuation[] {
    for (const { modes, continuation } of this.#beginnings) {
      this.#continuations[continuation - 1]?.rows.push(...modes.unmarked);
    }
    this.#beginnings.length = 0;
    return this.#continuations;
  }
}
