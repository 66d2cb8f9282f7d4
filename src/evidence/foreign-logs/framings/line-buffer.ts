import { longestRecord } from '../framing.ts';

/** Splits text that comes in parts into lines, numbered from 1, without their ends. */
export class LineBuffer {
  #rest = '';
  #line = 0;
  readonly #visit: (text: string, line: number) => void;

  constructor(visit: (text: string, line: number) => void) {
    this.#visit = visit;
  }

  push(text: string): void {
    const all = this.#rest === '' ? text : this.#rest + text;
    let start = 0;
    for (let feed = all.indexOf('\n'); feed !== -1; feed = all.indexOf('\n', start)) {
      this.#line += 1;
      this.#visit(all.slice(start, all.charCodeAt(feed - 1) === 0x0d ? feed - 1 : feed), this.#line);
      start = feed + 1;
    }
    // Of a line without an end only so much is kept as shows that it is too long.
    this.#rest =
      all.length - start > 2 * longestRecord ? all.slice(start, start + longestRecord + 1) : all.slice(start);
  }

  end(): void {
    if (this.#rest !== '') this.#visit(this.#rest, this.#line + 1);
    this.#rest = '';
  }
}
