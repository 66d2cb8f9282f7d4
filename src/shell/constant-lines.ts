import { plainField, shellQuoted } from './field.ts';

/** A pattern in a text, and the line for a shell that a match stands for. */
type Rule = readonly [pattern: RegExp, line: (...parts: readonly string[]) => string];

/** The lines that constants in a text stand for, by rule. */
export const by =
  (rules: readonly Rule[]) =>
  (text: string): readonly string[] =>
    rules.flatMap(([pattern, line]) =>
      [...text.matchAll(pattern)].map(([, ...parts]) => line(...parts.map((part) => part ?? ''))),
    );

export const quoted = (word: string): string => shellQuoted(plainField(word)).text;

/** `'a', "b c"` as words. */
export const listed = (list: string): string =>
  [...list.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g)]
    .map(([, double, single]) => quoted((double ?? single ?? '').replace(/\\(.)/g, '$1')))
    .join(' ');

/** Strings in double quotes or backquotes as words. */
export const constants = (list = ''): string =>
  [...list.matchAll(/"(?:[^"\\]|\\.)*"|`[^`]*`/g)].map(([text]) => constant(text)).join(' ');

/** A string with its quotes as a word. */
export const constant = (text: string): string => quoted(unquoted(text));

/** What a string with its quotes holds. */
export const unquoted = (text: string): string => text.slice(1, -1).replace(/\\(["'\\])/g, '$1');
