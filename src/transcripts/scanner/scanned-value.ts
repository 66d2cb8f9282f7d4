import { type Field, field } from '../sources/claude-code/record-shape.ts';
import { kind, type LineScanner } from './line-scanner.ts';

/** Eight bytes that stand for an id, in two halves. */
export interface IdHash {
  readonly low: number;
  readonly high: number;
}

const backslash = 0x5c;
const space = 0x20;
/** Letters of `\n`, `\r` and `\t`. */
const escapedSpaces = [0x6e, 0x72, 0x74];
/** No tool takes as many. */
const comparedNames = 40;
/** `\uXXXX`, the longest escape. */
const longestEscape = 6;

/** A value of the line that was scanned last; decoded only where it is asked for. */
export class ScannedValue {
  readonly #scanner: LineScanner<Field>;
  readonly #item: number;

  constructor(scanner: LineScanner<Field>, item: number) {
    this.#scanner = scanner;
    this.#item = item;
  }

  get isString(): boolean {
    return this.#scanner.kind(this.#item) === kind.string;
  }

  /** A string that says nothing. */
  get isEmpty(): boolean {
    return this.isString && this.#scanner.start(this.#item) === this.#scanner.end(this.#item);
  }

  /** A string without a character that can be seen. */
  get isBlank(): boolean {
    if (!this.isString) return false;
    const { bytes } = this.#scanner;
    const end = this.#scanner.end(this.#item);
    let place = this.#scanner.start(this.#item);
    while (place < end) {
      const isEscaped = bytes[place] === backslash && escapedSpaces.includes(bytes[place + 1] ?? 0);
      if (bytes[place] !== space && !isEscaped) return false;
      place += isEscaped ? 2 : 1;
    }
    return true;
  }

  /** The first character of a string, where it is of ASCII and not escaped; else empty. */
  get initial(): string {
    const code =
      this.isString && !this.isEmpty ? (this.#scanner.bytes[this.#scanner.start(this.#item)] ?? 0) : 0;
    return code > 0 && code < 0x80 && code !== backslash ? String.fromCharCode(code) : '';
  }

  get isArray(): boolean {
    return this.#scanner.kind(this.#item) === kind.array;
  }

  /** An array whose elements, or an object whose members, are all wanted: it has none. */
  get isHollow(): boolean {
    return (this.isArray || this.isObject) && this.#scanner.next(this.#item) === this.#item + 1;
  }

  /** As it is written, in bytes. */
  get sizeBytes(): number {
    return this.#scanner.end(this.#item) - this.#scanner.start(this.#item);
  }

  get isObject(): boolean {
    return this.#scanner.kind(this.#item) === kind.object;
  }

  get isNull(): boolean {
    return this.#scanner.kind(this.#item) === kind.null;
  }

  get isTrue(): boolean {
    return this.#scanner.kind(this.#item) === kind.true;
  }

  get isFalse(): boolean {
    return this.#scanner.kind(this.#item) === kind.false;
  }

  /**
   * Absent for anything but a string that says something.
   * @param longest in bytes as it is written; what lies behind is not decoded
   */
  text(longest?: number): string | undefined {
    return this.isString ? textOf(this.#scanner, this.#item, longest) : undefined;
  }

  /** Of a value that is read as a name; empty for anything but a string. */
  name(): string {
    return nameOf(this.#scanner, this.#item);
  }

  /** Whether it is a string that begins with these ASCII characters. */
  startsWith(text: string): boolean {
    const start = this.#scanner.start(this.#item);
    if (!this.isString || this.#scanner.bytes[start] !== text.charCodeAt(0)) return false;
    return this.#scanner.bytes.toString('latin1', start, start + text.length) === text;
  }

  /** What `JSON.parse` makes of it. */
  json(): unknown {
    const [start, end] = [this.#scanner.start(this.#item), this.#scanner.end(this.#item)];
    const inner = this.#scanner.bytes.toString('utf8', start, end);
    return JSON.parse(this.isString ? `"${inner}"` : inner);
  }

  /** The value of a number; absent for everything else. */
  number(): number | undefined {
    if (this.#scanner.kind(this.#item) !== kind.number) return undefined;
    return this.#scanner.measured(this.#item) ?? Number(this.json());
  }

  /** Tells values apart by the bytes that they are written in; 0 for nothing, `null`, `{}` and the empty text. */
  fingerprint(): number {
    if (this.isNull || this.isEmpty || (this.isObject && this.isHollow)) return 0;
    const hash = this.#scanner.hash(this.#scanner.start(this.#item), this.#scanner.end(this.#item));
    return Number(hash & 0xffff_ffffn) || 1;
  }

  /** Of a value that is read as an id; absent for anything but a string that says something. */
  id(): IdHash | undefined {
    return idOf(this.#scanner, this.#item);
  }

  /** A wanted member of an object. */
  member(name: Field): ScannedValue | undefined {
    const wanted = field[name];
    const end = this.#scanner.next(this.#item);
    for (let item = this.#item + 1; item < end; item = this.#scanner.next(item)) {
      if (this.#scanner.field(item) === wanted) return new ScannedValue(this.#scanner, item);
    }
    return undefined;
  }

  /** A member of an object all of whose members are wanted, by its name as it is written. */
  named(name: string): ScannedValue | undefined {
    const scanner = this.#scanner;
    const end = scanner.next(this.#item);
    for (let item = this.#item + 1; item < end; item = scanner.next(item + 1)) {
      const from = scanner.start(item);
      if (scanner.end(item) - from !== name.length || scanner.bytes[from] !== name.charCodeAt(0)) continue;
      if (scanner.bytes.toString('latin1', from, from + name.length) === name)
        return new ScannedValue(scanner, item + 1);
    }
    return undefined;
  }

  /** How the values are of an object all of whose members are wanted, where two have one name; the first few are compared. */
  get repeatsName(): 'same' | 'different' | undefined {
    const scanner = this.#scanner;
    const end = this.isObject ? scanner.next(this.#item) : 0;
    let compared = 0;
    let found: 'same' | undefined;
    for (let item = this.#item + 1; item < end && compared < comparedNames; item = scanner.next(item + 1)) {
      for (let other = this.#item + 1; other < item; other = scanner.next(other + 1)) {
        if (scanner.low(item) !== scanner.low(other) || scanner.high(item) !== scanner.high(other)) continue;
        if (!this.#isWrittenAlike(item + 1, other + 1)) return 'different';
        found = 'same';
      }
      compared += 1;
    }
    return found;
  }

  #isWrittenAlike(one: number, other: number): boolean {
    const { bytes } = this.#scanner;
    const [from, to] = [this.#scanner.start(one), this.#scanner.end(one)];
    return bytes.compare(bytes, this.#scanner.start(other), this.#scanner.end(other), from, to) === 0;
  }

  /** Names and values of an object all of whose members are wanted, in the order of the line. */
  members(): { readonly name: ScannedValue; readonly value: ScannedValue }[] {
    const pairs: { name: ScannedValue; value: ScannedValue }[] = [];
    const end = this.#scanner.next(this.#item);
    if (!this.isObject) return pairs;
    for (let item = this.#item + 1; item < end; item = this.#scanner.next(item + 1)) {
      const value = new ScannedValue(this.#scanner, item + 1);
      pairs.push({ name: new ScannedValue(this.#scanner, item), value });
    }
    return pairs;
  }
}

export function idOf(scanner: LineScanner<Field>, item: number): IdHash | undefined {
  if (scanner.kind(item) !== kind.string || scanner.start(item) === scanner.end(item)) return undefined;
  return { low: scanner.low(item), high: scanner.high(item) };
}

export function timeOf(scanner: LineScanner<Field>, item: number): number {
  if (scanner.kind(item) !== kind.string) return Number.NaN;
  return scanner.measured(item) ?? Date.parse(textOf(scanner, item) ?? '');
}

/** Of a value that is read as a name; empty for anything but a string. */
export function nameOf(scanner: LineScanner<Field>, item: number): string {
  if (scanner.kind(item) !== kind.string) return '';
  return scanner.knownName(item) ?? textOf(scanner, item) ?? '';
}

/** The text of a string; absent for the empty one. */
export function textOf(scanner: LineScanner<Field>, item: number, longest?: number): string | undefined {
  const start = scanner.start(item);
  const whole = scanner.end(item);
  if (start === whole) return undefined;
  const isCut = longest !== undefined && whole - start > longest;
  const end = isCut ? cutAt(scanner.bytes, start + longest, start) : whole;
  const text = scanner.bytes.toString('utf8', start, end);
  return scanner.hasEscapes(item) ? String(JSON.parse(`"${text}"`)) : text;
}

/** The last place up to an index at which a string may be cut: not within a character, nor within an escape. */
function cutAt(bytes: Buffer, index: number, start: number): number {
  let cut = index;
  while (((bytes[cut] ?? 0) & 0xc0) === 0x80) cut -= 1;
  let last = cut - 1;
  while (last > cut - longestEscape && last >= start && bytes[last] !== backslash) last -= 1;
  if (last < start || bytes[last] !== backslash) return cut;
  let before = last;
  while (before >= start && bytes[before] === backslash) before -= 1;
  return (last - before) % 2 === 1 ? last : cut;
}
