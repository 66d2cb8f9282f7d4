import type { Origin } from './stream.ts';

/** One argument after all expansions. */
export interface Field {
  readonly text: string;
  /** Part of the text is an expansion whose value is not known; it stands there as written. */
  readonly dynamic: boolean;
  /** Has glob characters that are not quoted. */
  readonly glob: boolean;
  readonly origins: readonly Origin[];
}

export function plainField(text: string, origins: readonly Origin[] = []): Field {
  return { text, dynamic: false, glob: false, origins };
}

/** The part of a field, as the value in `--output=value`. */
export function partOf(field: Field, from: number, to?: number): Field {
  return { ...field, text: field.text.slice(from, to) };
}
