import type { AcceptedEntry, CaseFile } from '../../../evidence/case-file/case-file.ts';
import { type Address, addressText, emptyAddress, type Opened, parseAddress } from './address.ts';
import type { Book, Row } from './book.ts';
import { type CaseNotes, notesOf, type Remark } from './case-notes.ts';
import { matcherOf } from './matching.ts';
import { parseQuery } from './query.ts';
import { References } from './references.ts';
import { inSlices } from './slices.ts';

/** What the page shows. */
export interface DeskState extends Omit<Address, 'open'> {
  readonly open?: Opened | undefined;
  /** Numbers of calls in time and query, in order. */
  readonly matches: readonly number[];
  /** Numbers of calls in time, whatever the query: what stands around a match. */
  readonly inTime: readonly number[];
  readonly isSearching: boolean;
  readonly notes: CaseNotes;
  readonly isUnsaved: boolean;
  readonly dialog?: 'help' | 'notes' | undefined;
  readonly isSideOpen: boolean;
  /** The last thing that was said to whoever works here. */
  readonly message: string;
}

/** What it comes to, in short. */
export const theCase = { kind: 'case', number: 0 } as const satisfies Opened;

/** The one place where the page changes. */
export class Desk {
  readonly book: Book;
  readonly references: References;
  #state: DeskState;
  readonly #told = new Set<() => void>();
  #search = 0;

  constructor(book: Book) {
    this.book = book;
    this.references = new References(book);
    // The program has read it by the schema of case files.
    const notes = notesOf(book.case.caseFile as CaseFile, (reference) => this.references.isKnown(reference));
    this.#state = {
      ...emptyAddress,
      ...{ matches: [], inTime: [], isSearching: false, notes, isUnsaved: false },
      ...{ isSideOpen: false, message: '' },
    };
  }

  get state(): DeskState {
    return this.#state;
  }

  /** @returns how to end it */
  subscribe(told: () => void): () => void {
    this.#told.add(told);
    return () => this.#told.delete(told);
  }

  /** Changes what no search depends on. */
  set(changes: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const told of this.#told) told();
  }

  say(message: string): void {
    this.set({ message });
  }

  /** As the address says, which somebody may have typed. */
  go(hash: string): void {
    const { open: named, ...address } = parseAddress(hash);
    // Whoever opens the file without saying what they look for sees what the case comes to.
    const open = hash === '' ? theCase : named && this.references.named(named);
    const message = named && !open ? `This case has no ${named.kind} ${named.name}.` : '';
    this.set({ ...address, open, message });
    void this.search();
  }

  /** Another query, another time: typing leaves no trail in the browser's history. */
  ask(changes: Partial<Pick<DeskState, 'query' | 'time' | 'isAmongAll'>>): void {
    this.set(changes);
    history.replaceState(undefined, '', this.address());
    void this.search();
  }

  /** Opens something; the browser's way back closes it. */
  open(open: Opened | undefined): void {
    const before = this.#state.open;
    const isSame = open?.kind === before?.kind && open?.number === before?.number;
    this.set({ open, isSideOpen: false });
    const isMove = before?.kind === 'call' && open?.kind === 'call';
    if (!isSame) history[isMove ? 'replaceState' : 'pushState'](undefined, '', this.address());
  }

  /** Whose clock times are shown by; the brush stays where it is. */
  turnClock(): void {
    this.set({ zone: this.#state.zone === 'utc' ? 'local' : 'utc' });
    history.replaceState(undefined, '', this.address());
  }

  view(view: DeskState['view']): void {
    this.set({ view });
    history.pushState(undefined, '', this.address());
  }

  address(open: Opened | undefined = this.#state.open): string {
    const { query, time, isAmongAll, view, zone } = this.#state;
    return addressText({
      ...{ query, time, isAmongAll, view, zone },
      open: open && { kind: open.kind, name: this.references.nameOf(open) },
    });
  }

  /** Calls of the list, in order. */
  get listed(): readonly number[] {
    return this.#state.isAmongAll ? this.#state.inTime : this.#state.matches;
  }

  /** The next call of a list, or the one before; the first where none is open. */
  step(by: number, among: readonly number[] = this.listed): void {
    const { open } = this.#state;
    const current = open?.kind === 'call' ? open.number : -1;
    const next =
      current < 0
        ? among[0]
        : by > 0
          ? among.find((one) => one > current)
          : among.findLast((one) => one < current);
    if (next !== undefined) this.open({ kind: 'call', number: next });
  }

  remarkOn(reference: string): Remark | undefined {
    return this.#state.notes.remarks.find((remark) => remark.reference === reference);
  }

  /** @param text undefined takes the mark away */
  remark(reference: string, text: string | undefined): void {
    const { notes } = this.#state;
    const others = notes.remarks.filter((remark) => remark.reference !== reference);
    const remarks = text === undefined ? others : [...others, { reference, text }];
    this.set({ notes: { ...notes, remarks }, isUnsaved: true });
  }

  accept(entry: AcceptedEntry): void {
    const { notes } = this.#state;
    const others = notes.accepted.filter(
      (one) => one.query !== entry.query || one.reference !== entry.reference,
    );
    this.set({ notes: { ...notes, accepted: [...others, entry] }, isUnsaved: true });
  }

  /** Also where more of the calls can be searched than before. */
  async search(): Promise<void> {
    const { book } = this;
    this.#search += 1;
    const own = this.#search;
    const { query, time } = this.#state;
    const marked = new Set(this.#state.notes.remarks.map(({ reference }) => reference));
    const fits = matcherOf(parseQuery(query), book, (row) => marked.has(row.reference));
    const [matches, inTime]: [number[], number[]] = [[], []];
    this.set({ isSearching: true });
    const look = (number: number): void => {
      const row = book.rows[number];
      if (!row || (time && !(row.at >= time.from && row.at <= time.to))) return;
      inTime.push(number);
      if (fits(row)) matches.push(number);
    };
    const isWhole = await inSlices(book.rows.length, look, () => own !== this.#search);
    if (isWhole) this.set({ matches, inTime, isSearching: false });
  }

  row(number: number): Row | undefined {
    return this.book.rows[number];
  }
}
