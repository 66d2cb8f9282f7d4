import { isJsonObject, type JsonObject } from '../../../json-object.ts';
import { type Framing, longestRecord, type RecordSink } from '../framing.ts';

/**
 * JSON that is no line of its own: a list, an object around one (`{"Records": […]}`, `{"hits": {"hits": […]}}`), or
 * objects over several lines. Of a list only one element is held at a time.
 */
export const jsonDocument: Framing = {
  claims(head) {
    const text = head.trimStart().replace(/^\ufeff/, '');
    if (text.startsWith('[')) return /^\[\s*(?:[{\]]|$)/.test(text);
    if (!text.startsWith('{')) return false;
    const [first = '', second = ''] = text.split('\n', 2);
    if (!isWhole(first)) return !/^\{".*\}\s*$/.test(second);
    // An object alone on its line may be a record, or may hold them.
    return second.trim() === '' || wrapped.test(first);
  },
  open: (sink) => new ValueScanner(sink),
};

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Under these names answers and exports hold their records; under any other a list is part of a record. */
const recordLists: ReadonlySet<string> = new Set(
  'Records records data value hits Events events logEvents entries items results logs resourceLogs'.split(
    ' ',
  ),
);

/** An export as a whole on one line. */
const wrapped = /^\{"(?:Records|records|value|events|items|resourceLogs)":\s*\[/;

/** Walks from brace to brace. An object that holds no list of records is a record itself. */
class ValueScanner {
  readonly #sink: RecordSink;
  #text = '';
  #at = 0;
  #line = 1;
  #count = 0;
  /** Open brackets outside of a record. */
  readonly #open: ('{' | 'records' | 'list')[] = [];
  /** The names of the lists and objects that are open, as a JSON Pointer has them. */
  readonly #names: string[] = [];
  /** Where the last text outside of a record begins and ends. */
  #name: readonly [start: number, end: number] = [0, 0];
  /** Where the record that is being read begins; -1 outside of one. */
  #start = -1;
  #startLine = 1;
  #depth = 0;
  #isQuoted = false;
  #isTooLong = false;
  /** The members of the object around the lists, which is a record where it has no list. */
  #around: { readonly start: number; readonly line: number; hasList: boolean } | undefined;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  push(text: string): void {
    this.#text += text;
    this.#scan();
    this.#forget();
  }

  end(): void {
    if (this.#start !== -1 || this.#open.length > 0 || this.#isQuoted)
      this.#sink.gap({
        kind: 'truncated',
        reason: 'the file ends in the middle of a record',
        line: this.#line,
      });
  }

  #scan(): void {
    for (; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text.charCodeAt(this.#at);
      if (character === 0x0a) this.#line += 1;
      if (this.#isQuoted) {
        if (character === 0x5c) this.#at += 1;
        else if (character === 0x22) {
          this.#isQuoted = false;
          if (this.#start === -1) this.#name = [this.#name[0], this.#at];
        }
      } else if (character === 0x22) {
        this.#isQuoted = true;
        if (this.#start === -1) this.#name = [this.#at + 1, this.#at + 1];
      } else if (character === 0x7b || character === 0x5b) this.#opens(character === 0x7b ? '{' : '[');
      else if (character === 0x7d || character === 0x5d) this.#closes();
    }
  }

  #opens(bracket: '{' | '['): void {
    if (this.#start !== -1) {
      this.#depth += 1;
      return;
    }
    if (bracket === '{' && this.#open.at(-1) === 'records') {
      this.#start = this.#at;
      this.#startLine = this.#line;
      this.#depth = 1;
      if (this.#around) this.#around.hasList = true;
      return;
    }
    if (this.#open.length === 0 && bracket === '{')
      this.#around = { start: this.#at, line: this.#line, hasList: false };
    const name = this.#text.slice(...this.#name);
    const kind = bracket === '{' ? bracket : this.#holdsRecords(name) ? 'records' : 'list';
    if (kind === 'records') this.#count = 0;
    if (this.#open.length > 0) this.#names.push(name);
    this.#open.push(kind);
  }

  #holdsRecords(name: string): boolean {
    const isOutermost = this.#open.every((open) => open === '{') && this.#open.length < 3;
    return this.#open.length === 0 || (isOutermost && recordLists.has(name));
  }

  #closes(): void {
    if (this.#start === -1) {
      this.#open.pop();
      this.#names.pop();
      if (this.#open.length === 0 && this.#around) this.#closeAround(this.#around);
      return;
    }
    this.#depth -= 1;
    if (this.#depth > 0) return;
    this.#emit(this.#start, this.#startLine);
    this.#start = -1;
  }

  #closeAround({ start, line, hasList }: { start: number; line: number; hasList: boolean }): void {
    if (!hasList) this.#emit(start, line);
    this.#around = undefined;
  }

  #emit(start: number, line: number): void {
    const isTooLong = this.#isTooLong;
    this.#isTooLong = false;
    if (isTooLong) {
      this.#sink.gap({ kind: 'truncated', reason: 'is longer than this program reads', line });
      return;
    }
    const value = parsed(this.#text.slice(start, this.#at + 1));
    const { path } = this.#sink;
    // Objects one after the other are no document, and have lines alone.
    const isInList = this.#open.at(-1) === 'records';
    const place = isInList ? { pointer: ['', ...this.#names, this.#count].join('/') } : { line };
    if (value) this.#sink.record({ value, evidence: { path, ...place } });
    else this.#sink.gap({ kind: 'malformed', reason: 'is no JSON', line });
    this.#count += 1;
  }

  /** Drops what no record needs any more. */
  #forget(): void {
    const outside = this.#around?.hasList === false ? this.#around.start : Math.min(this.#name[0], this.#at);
    const needed = this.#start === -1 ? outside : this.#start;
    const isTooLong = this.#at - needed > longestRecord;
    if (isTooLong) this.#isTooLong = true;
    const from = Math.min(isTooLong ? this.#at : needed, this.#text.length);
    this.#text = this.#text.slice(from);
    this.#at -= from;
    if (this.#start !== -1) this.#start = Math.max(0, this.#start - from);
    this.#name = [Math.max(0, this.#name[0] - from), Math.max(0, this.#name[1] - from)];
    if (this.#around) this.#around = { ...this.#around, start: Math.max(0, this.#around.start - from) };
  }
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
