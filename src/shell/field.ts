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

/** A path that a program prints, of which no more is known than where it lies. */
export function listedField(name: string, origins: readonly Origin[] = []): Field {
  return { text: name, dynamic: true, glob: true, origins };
}

/** Whether the place is known, though not the text. */
export function isListed({ text, dynamic, glob }: Field): boolean {
  return dynamic && glob && !/^[$`%!]/.test(text);
}

/** One text of several words, as programs hand it to a shell. */
export function joinedFields(fields: readonly Field[]): Field {
  return {
    text: fields.map(({ text }) => text).join(' '),
    dynamic: fields.some(({ dynamic }) => dynamic),
    glob: false,
    origins: [...new Set(fields.flatMap(({ origins }) => origins))],
  };
}

/** What a program that runs another puts in the place of a mark: `{}` of `find` and `xargs`. */
export function withReplaced(field: Field, mark: string, by: Field): Field {
  if (mark === '' || !field.text.includes(mark)) return field;
  return {
    text: field.text.replaceAll(mark, () => by.text),
    dynamic: field.dynamic || by.dynamic,
    glob: by.glob && field.text === mark,
    origins: [...new Set([...field.origins, ...by.origins])],
  };
}

/** In quotes, where a shell would read more than one word. */
export function shellQuoted(field: Field): Field {
  if (!/[\s;&|<>()'"\\]/.test(field.text)) return field;
  return { ...field, text: `'${field.text.replaceAll("'", "'\\''")}'` };
}
