import type { Opened, OpenName } from './address.ts';
import type { Book } from './book.ts';

/** How things of a case are named, in links and in notes. */
export class References {
  readonly #book: Book;
  /** The first call of each. */
  readonly #calls = new Map<string, number>();

  constructor(book: Book) {
    this.#book = book;
    for (const { reference, number } of book.rows)
      if (!this.#calls.has(reference)) this.#calls.set(reference, number);
  }

  isKnown(reference: string): boolean {
    const { incidents, findings, links } = this.#book.case;
    return (
      this.#calls.has(reference) ||
      incidents.some(({ id }) => id === reference) ||
      [...findings, ...links].some((one) => one.reference === reference)
    );
  }

  /** As a link names it: calls of one record have one reference, and a number behind it. */
  nameOf({ kind, number }: Opened): string {
    if (kind === 'incident') return this.#book.case.incidents[number]?.id ?? '';
    if (kind === 'case') return 'short';
    if (kind === 'finding' || kind === 'link') return String(number + 1);
    const reference = this.#book.rows[number]?.reference ?? '';
    const ordinal = number - (this.#calls.get(reference) ?? number);
    return ordinal === 0 ? reference : `${reference}~${ordinal}`;
  }

  /** Undefined where the case has none of that name. */
  named({ kind, name }: OpenName): Opened | undefined {
    const { incidents, findings, links } = this.#book.case;
    if (kind === 'case') return { kind, number: 0 };
    if (kind === 'incident') {
      const number = incidents.findIndex(({ id }) => id === name);
      return number < 0 ? undefined : { kind, number };
    }
    if (kind === 'finding' || kind === 'link') {
      const number = Number(name) - 1;
      return (kind === 'finding' ? findings : links)[number] ? { kind, number } : undefined;
    }
    const [, reference = name, ordinal = '0'] = /^(.*)~(\d{1,6})$/s.exec(name) ?? [];
    const first = this.#calls.get(reference);
    const number = (first ?? -1) + Number(ordinal);
    return first !== undefined && this.#book.rows[number] ? { kind, number } : undefined;
  }
}
