import { type Framing, longestRecord, type RecordSink } from '../framing.ts';

/** Rows under a line of names. https://www.rfc-editor.org/rfc/rfc4180 */
export const csv: Framing = {
  claims(head) {
    const first = head.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '';
    const names = first.split(',');
    return names.length >= 3 && names.every((name) => /^\s*"?[A-Za-z_@][\w .:()/@-]{0,80}"?\s*$/.test(name));
  },
  open: (sink) => new CsvReader(sink),
};

class CsvReader {
  readonly #sink: RecordSink;
  #names: readonly string[] | undefined;
  #cells: string[] = [];
  #cell = '';
  #isQuoted = false;
  #wasQuote = false;
  #line = 1;
  #rowLine = 1;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  push(text: string): void {
    for (const character of text) this.#take(character);
  }

  end(): void {
    if (this.#isQuoted && !this.#wasQuote)
      this.#sink.gap({
        kind: 'truncated',
        reason: 'the file ends in the middle of a record',
        line: this.#rowLine,
      });
    else if (this.#cell !== '' || this.#cells.length > 0) this.#row();
  }

  #take(character: string): void {
    if (character === '\n') this.#line += 1;
    if (this.#wasQuote) {
      this.#wasQuote = false;
      if (character === '"') {
        this.#cell += '"';
        return;
      }
      this.#isQuoted = false;
    } else if (this.#isQuoted) {
      if (character === '"') this.#wasQuote = true;
      else if (this.#cell.length < longestRecord) this.#cell += character;
      return;
    }
    if (character === '"' && this.#cell === '') this.#isQuoted = true;
    else if (character === ',') this.#close();
    else if (character === '\n') this.#row();
    else if (character !== '\r') this.#cell += character;
  }

  #close(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
  }

  #row(): void {
    this.#close();
    const cells = this.#cells;
    const line = this.#rowLine;
    this.#cells = [];
    this.#rowLine = this.#line;
    if (cells.length === 1 && cells[0] === '') return;
    if (!this.#names) {
      this.#names = cells.map((name) => name.replace(/^\ufeff/, '').trim());
      return;
    }
    const value = Object.fromEntries(this.#names.map((name, index) => [name, cells[index] ?? '']));
    this.#sink.record({ value, evidence: { path: this.#sink.path, line } });
  }
}
