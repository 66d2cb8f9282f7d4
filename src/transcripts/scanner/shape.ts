/**
 * How a value is read besides where it lies. `name`: it tells what its object is, so it must not hide behind escapes;
 * `repeated`: mostly the same as the last one; `id`: hashed; `time`: ISO 8601 to milliseconds.
 */
export const modes = ['plain', 'name', 'repeated', 'id', 'time'] as const;
type Mode = (typeof modes)[number];

/** One value that is wanted, and what is wanted inside it. */
export interface Wanted<Field extends string> {
  readonly field: Field;
  readonly mode?: Mode;
  /** If it is an object: these of its members. */
  readonly members?: readonly Wanted<Field>[];
  /** If it is an object: the names of all its members, as this field. */
  readonly names?: Field;
  /** If it is an array: its elements. */
  readonly elements?: Wanted<Field>;
  /** The member's name where it is not the field's. */
  readonly name?: string;
}
