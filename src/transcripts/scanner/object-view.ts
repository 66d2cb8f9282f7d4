import { type Field, fields } from '../sources/claude-code/record-shape.ts';
import { kind, type LineScanner } from './line-scanner.ts';
import { type IdHash, idOf, nameOf, ScannedValue, textOf, timeOf } from './scanned-value.ts';

/**
 * The wanted members of one object of the line that was scanned last, by the numbers of their fields. One view is
 * used for one object after the other: there are millions of them.
 */
export class ObjectView {
  readonly #scanner: LineScanner<Field>;
  /** Where the scanner has the items of the members, once one object was opened. */
  readonly #index: number;
  /** The last text of each `repeated` field, and its number. */
  readonly #texts: (string | undefined)[] = [];
  readonly #textNumbers = new Uint32Array(fields.length);
  #item = -1;

  constructor(scanner: LineScanner<Field>) {
    this.#scanner = scanner;
    this.#index = scanner.newIndex();
  }

  /** @returns whether the item is an object, whose members are seen from now on */
  open(item: number): boolean {
    if (item === -1 || !this.#scanner.indexMembers(item, this.#index)) return false;
    this.#item = item;
    return true;
  }

  /** All of it, parsed: for objects whose form is not known. */
  json(): unknown {
    return this.#item === -1 ? undefined : new ScannedValue(this.#scanner, this.#item).json();
  }

  protected itemAt(field: number): number {
    return this.#item === -1 ? -1 : (this.#scanner.indexes[this.#index + field] ?? -1);
  }

  protected isTrueAt(field: number): boolean {
    const item = this.itemAt(field);
    return item !== -1 && this.#scanner.kind(item) === kind.true;
  }

  /** Absent for anything but a string that says something. */
  protected textAt(field: number): string | undefined {
    const item = this.itemAt(field);
    return item !== -1 && this.#scanner.kind(item) === kind.string ? textOf(this.#scanner, item) : undefined;
  }

  /** The same of a `repeated` field: decoded when it is another than before. */
  protected repeatedAt(field: number): string | undefined {
    const scanner = this.#scanner;
    const item = this.itemAt(field);
    if (item === -1 || scanner.kind(item) !== kind.string) return undefined;
    const number = scanner.textNumber(item);
    if (this.#textNumbers[field] !== number) {
      this.#textNumbers[field] = number;
      this.#texts[field] = textOf(scanner, item);
    }
    return this.#texts[field];
  }

  /** Of a field that is read as a name; empty for anything but a string. */
  protected nameAt(field: number): string {
    const item = this.itemAt(field);
    return item === -1 ? '' : nameOf(this.#scanner, item);
  }

  protected idAt(field: number): IdHash | undefined {
    const item = this.itemAt(field);
    return item === -1 ? undefined : idOf(this.#scanner, item);
  }

  /** Milliseconds since 1970; NaN for none. */
  protected timeAt(field: number): number {
    const item = this.itemAt(field);
    return item === -1 ? Number.NaN : timeOf(this.#scanner, item);
  }

  /** Of a number that is not negative; 0 for everything else. */
  protected countAt(field: number): number {
    const item = this.itemAt(field);
    if (item === -1 || this.#scanner.kind(item) !== kind.number) return 0;
    const measured = this.#scanner.measured(item) ?? new ScannedValue(this.#scanner, item).number() ?? 0;
    return Math.max(measured, 0);
  }

  protected valueAt(field: number): ScannedValue | undefined {
    const item = this.itemAt(field);
    return item === -1 ? undefined : new ScannedValue(this.#scanner, item);
  }
}
