import { levels } from '../../../level.ts';
import { type BookCase, type BookDetail, type BookRows, detailsPerPart, type Payload } from '../payload.ts';
import { unpack } from './members.ts';
import { breathe } from './slices.ts';

/** One call as the list shows it. */
export interface Row {
  readonly number: number;
  /** Milliseconds since 1970; NaN where no record tells. */
  readonly at: number;
  readonly session: number;
  readonly tool: string;
  readonly agent: string;
  readonly mode: string;
  readonly outcome: string;
  /** Bits, in the order of the case's lists. */
  readonly zones: number;
  readonly actions: number;
  /** -1 for none. */
  readonly prompt: number;
  readonly isSubagent: boolean;
  readonly reference: string;
  readonly argument: string;
  /** Numbers of findings that name it, gravest first. */
  readonly findings: number[];
  readonly incidents: string[];
}

/** The case and its calls, as far as they are unpacked. */
export class Book {
  readonly case: BookCase;
  readonly rows: Row[] = [];
  readonly details: BookDetail[] = [];
  /** What the search for text looks through, in lower case; of calls whose details are unpacked. */
  readonly texts: string[] = [];
  readonly #payload: Payload;

  constructor(payload: Payload, given: BookCase) {
    this.#payload = payload;
    this.case = given;
  }

  /** @throws where a member is damaged */
  static async open(payload: Payload): Promise<Book> {
    const book = new Book(payload, await unpack<BookCase>(payload.case));
    for (const part of payload.rows) {
      book.#addRows(await unpack<BookRows>(part));
      await breathe();
    }
    book.#link();
    return book;
  }

  /** Of calls whose details are unpacked. */
  get isWhole(): boolean {
    return this.details.length === this.rows.length;
  }

  /** Unpacks the details part by part. @param told after each part */
  async readDetails(told: () => void): Promise<void> {
    for (const part of this.#payload.details) {
      for (const detail of await unpack<readonly BookDetail[]>(part)) this.#addDetail(detail);
      told();
      await breathe();
    }
  }

  /** At once where it is not unpacked yet. */
  async detailOf(number: number): Promise<BookDetail | undefined> {
    const known = this.details[number];
    if (known) return known;
    const part = this.#payload.details[Math.floor(number / detailsPerPart)];
    if (part === undefined) return undefined;
    return (await unpack<readonly BookDetail[]>(part))[number % detailsPerPart];
  }

  /** Of the gravest finding that names the call; undefined where none does. */
  gravest(row: Row) {
    return this.case.findings[row.findings[0] ?? -1];
  }

  #addRows(part: BookRows): void {
    const { lists } = this.case;
    const bySubagents = new Set(part.bySubagents);
    let last = 0;
    for (const [index, argument] of part.arguments.entries()) {
      const difference = part.times[index] ?? null;
      if (difference !== null) last += difference;
      this.rows.push({
        number: this.rows.length,
        at: difference === null ? Number.NaN : last,
        session: part.sessions[index] ?? 0,
        tool: lists.tools[part.tools[index] ?? -1] ?? '',
        agent: lists.agents[part.agents[index] ?? -1] ?? '',
        mode: lists.modes[part.modes[index] ?? -1] ?? '',
        outcome: lists.outcomes[part.outcomes[index] ?? -1] ?? '',
        zones: part.zones[index] ?? 0,
        actions: part.actions[index] ?? 0,
        prompt: part.prompts[index] ?? -1,
        isSubagent: bySubagents.has(index),
        reference: `${lists.paths[part.paths[index] ?? -1] ?? ''}${part.places[index] ?? ''}`,
        argument,
        findings: [],
        incidents: [],
      });
    }
  }

  #link(): void {
    const rank = (finding: number) =>
      (levels as readonly string[]).indexOf(this.case.findings[finding]?.level ?? '');
    for (const [number, { calls }] of this.case.findings.entries())
      for (const call of calls) this.rows[call]?.findings.push(number);
    for (const { findings } of this.rows) findings.sort((a, b) => rank(b) - rank(a));
    for (const { id, calls } of this.case.incidents)
      for (const call of calls) this.rows[call]?.incidents.push(id);
  }

  #addDetail(detail: BookDetail): void {
    const row = this.rows[this.details.length];
    this.details.push(detail);
    const prompt = this.case.prompts[row?.prompt ?? -1]?.words ?? '';
    const texts = [row?.reference, row?.argument, detail.input.text, detail.result?.text, prompt];
    this.texts.push(texts.join('\n').toLowerCase());
  }
}
