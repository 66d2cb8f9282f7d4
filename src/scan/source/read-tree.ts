import type { SyntaxNodeRef, Tree } from '@lezer/common';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import type { Literal, SourceParts } from './read-literals.ts';
import { unescaped } from './read-literals.ts';

/** A broken program is not read by guesses at what was meant: on a hostile one, these take hours. */
const strict = true;

/** Languages that are read by a parser, by the extension of their files. */
const parsers = new Map(
  Object.entries({
    'js mjs cjs jsx': javascript.configure({ dialect: 'jsx', strict }),
    'ts mts cts': javascript.configure({ dialect: 'ts', strict }),
    tsx: javascript.configure({ dialect: 'ts jsx', strict }),
    'py pyi pyw': python.configure({ strict }),
  }).flatMap(([extensions, parser]) =>
    extensions.split(' ').map((extension) => [extension, parser] as const),
  ),
);

/** In characters: what is larger is the output of a bundler, and its strings are found without a tree. */
const largestParsed = 2 * 1024 * 1024;

/**
 * The same as `readLiterals`, by the parser of the language: it knows text on a page from strings. Undefined where there
 * is no parser for the extension, or the program is broken or too large for it.
 */
export function readTree(source: string, extension: string): SourceParts | undefined {
  const tree = treeOf(source, extension);
  if (!tree) return undefined;
  const reader = new TreeReader(source);
  tree.iterate({ enter: (node) => reader.enter(node), leave: (node) => reader.leave(node) });
  return reader.parts();
}

function treeOf(source: string, extension: string): Tree | undefined {
  if (source.length > largestParsed) return undefined;
  try {
    return parsers.get(extension)?.parse(source);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const texts = new Set(['String', 'TemplateString', 'FormatString']);
const speech = new Set([
  'LineComment',
  'BlockComment',
  'Comment',
  'RegExp',
  'JSXText',
  'JSXAttributeValue',
  'Hashbang',
]);
const insertions = new Set(['Interpolation', 'FormatReplacement']);

interface OpenText {
  readonly from: number;
  readonly name: string;
  readonly holes: (readonly [number, number])[];
}

class TreeReader {
  readonly #source: string;
  readonly #literals: Literal[] = [];
  readonly #open: OpenText[] = [];
  /** Parts of the source that are no code. */
  readonly #blanks: [number, number][] = [];
  /** The parts of a string that Python joins. */
  #joined: { readonly from: number; readonly parts: Literal[] } | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  enter({ name, from, to }: SyntaxNodeRef): boolean {
    if (speech.has(name)) this.#blanks.push([from, to]);
    else if (name === 'ContinuedString') this.#joined ??= { from, parts: [] };
    else if (texts.has(name)) this.#open.push({ from, name, holes: [] });
    else if (insertions.has(name)) this.#open.at(-1)?.holes.push([from, to]);
    return !speech.has(name);
  }

  leave({ name, from, to }: SyntaxNodeRef): void {
    if (texts.has(name)) this.#close(to);
    else if (name === 'ContinuedString' && this.#joined?.from === from) this.#join(to);
  }

  parts(): SourceParts {
    const literals = this.#literals.sort((a, b) => a.start - b.start);
    return { literals, code: blanked(this.#source, this.#blanks) };
  }

  #close(to: number): void {
    const text = this.#open.pop();
    if (!text) return;
    const { from, name, holes } = text;
    const raw = this.#source.slice(from, to);
    const marks = /^([rbfuRBFU]{0,2})("""|'''|["'`])/.exec(raw);
    const prefix = marks?.[1] ?? '';
    const open = (marks?.[1]?.length ?? 0) + (marks?.[2]?.length ?? 1);
    const close = raw.endsWith(marks?.[2] ?? '') ? (marks?.[2]?.length ?? 0) : 0;
    const filled = withHoles(this.#source, { from: from + open, to: to - close, holes });
    const value = /r/i.test(prefix) ? filled : unescaped(filled);
    const lines = name !== 'String' || marks?.[2]?.length === 3 ? filled.includes('\n') : false;
    this.#blank(from, to, holes);
    const literal = { value, start: from, end: to, lines };
    if (this.#joined && this.#open.length === 0) this.#joined.parts.push(literal);
    else this.#literals.push(literal);
  }

  #join(to: number): void {
    const parts = this.#joined?.parts ?? [];
    const [first] = parts;
    this.#joined = undefined;
    if (!first) return;
    const value = parts.map((part) => part.value).join('');
    this.#literals.push({ value, start: first.start, end: to, lines: parts.some(({ lines }) => lines) });
  }

  /** What is inserted stays code, without the brackets around it. */
  #blank(from: number, to: number, holes: readonly (readonly [number, number])[]): void {
    let at = from;
    for (const [start, end] of holes) {
      this.#blanks.push([at, start + (this.#source[start] === '$' ? 2 : 1)]);
      at = end - 1;
    }
    this.#blanks.push([at, to]);
  }
}

/** The text between the marks, with a variable in the place of what is inserted; one that names the agent keeps its name. */
function withHoles(
  source: string,
  { from, to, holes }: { from: number; to: number; holes: readonly (readonly [number, number])[] },
): string {
  let text = '';
  let at = from;
  for (const [start, end] of holes) {
    const inner = source.slice(start, end);
    const name = /claude/i.test(inner) && !/["'`]/.test(inner) ? '$claude' : '$_';
    // Lines stay where they are.
    text += `${source.slice(at, start)}${name}${inner.replace(/[^\n]/g, '')}`;
    at = end;
  }
  return text + source.slice(at, to);
}

function blanked(source: string, blanks: readonly (readonly [number, number])[]): string {
  const sorted = [...blanks].sort(([a], [b]) => a - b);
  let code = '';
  let from = 0;
  for (const [start, end] of sorted) {
    if (end <= from) continue;
    const begin = Math.max(start, from);
    code += source.slice(from, begin) + source.slice(begin, end).replace(/[^\n]/g, ' ');
    from = end;
  }
  return code + source.slice(from);
}
