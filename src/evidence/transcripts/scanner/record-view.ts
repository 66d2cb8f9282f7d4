import { kind, type LineScanner } from './line-scanner.ts';
import { type Field, field, fields } from './record-shape.ts';
import { type IdHash, idOf, ScannedValue, textOf, timeOf } from './scanned-value.ts';

/** The record that was scanned last, by the names of {@link recordShape}; valid until the next one is scanned. */
export class RecordView {
  readonly #scanner: LineScanner<Field>;
  /** Items of the record's own members, -1 for none. */
  readonly #items = new Int32Array(fields.length);
  /** The last text of each `repeated` field. */
  readonly #texts: (string | undefined)[] = [];

  constructor(scanner: LineScanner<Field>) {
    this.#scanner = scanner;
  }

  /** Takes over what the scanner has found. */
  take(): void {
    const scanner = this.#scanner;
    this.#items.fill(-1);
    for (let item = 1; item < scanner.items; item += 1) {
      if (scanner.isNew(item)) this.#texts[scanner.field(item)] = textOf(scanner, item);
    }
    for (let item = 1; item < scanner.items; item = scanner.next(item)) {
      this.#items[scanner.field(item)] = item;
    }
  }

  has(name: Field): boolean {
    return this.#item(name) !== -1;
  }

  isTrue(name: Field): boolean {
    const item = this.#item(name);
    return item !== -1 && this.#scanner.kind(item) === kind.true;
  }

  /** Of a `repeated` field; absent for anything but a string that says something. */
  repeated(name: Field): string | undefined {
    const item = this.#item(name);
    return item !== -1 && this.#scanner.kind(item) === kind.string ? this.#texts[field[name]] : undefined;
  }

  text(name: Field): string | undefined {
    const item = this.#item(name);
    return item !== -1 && this.#scanner.kind(item) === kind.string ? textOf(this.#scanner, item) : undefined;
  }

  id(name: Field): IdHash | undefined {
    const item = this.#item(name);
    return item === -1 ? undefined : idOf(this.#scanner, item);
  }

  /** Milliseconds since 1970; NaN for none. */
  time(name: Field): number {
    const item = this.#item(name);
    return item === -1 ? Number.NaN : timeOf(this.#scanner, item);
  }

  value(name: Field): ScannedValue | undefined {
    const item = this.#item(name);
    return item === -1 ? undefined : new ScannedValue(this.#scanner, item);
  }

  #item(name: Field): number {
    return this.#items[field[name]] ?? -1;
  }
}
