import type { Language, StringForm } from './languages.ts';

/** A string of a program, with its escapes undone where that does not move words. */
export interface Literal {
  readonly value: string;
  /** Offsets of the opening mark and past the closing one. */
  readonly start: number;
  readonly end: number;
  readonly lines: boolean;
  /** Where the text begins, if that is another line than the mark. */
  readonly textStart?: number;
}

/** A program taken apart: its strings, and its code with comments and strings blanked out. */
export interface SourceParts {
  readonly literals: readonly Literal[];
  /** As long as the source; line breaks stay. */
  readonly code: string;
}

/** Linear in the length of the source, whatever it holds. */
export function readLiterals(source: string, language: Language): SourceParts {
  const literals: Literal[] = [];
  const blanks: [number, number][] = [];
  const marks = marksOf(language);
  for (let at = nextMark(source, 0, marks); at !== -1; ) {
    const end =
      commentEnd(source, at, language) ??
      (language.patterns && patternEnd(source, at)) ??
      heredocEnd(source, at, language, literals) ??
      stringEnd(source, at, language, literals) ??
      at + 1;
    if (end > at + 1) blanks.push([at, end]);
    at = nextMark(source, end, marks);
  }
  return { literals, code: blanked(source, blanks) };
}

function marksOf(language: Language): RegExp {
  const opens = [
    ...language.lineComments,
    ...language.blockComments.map(([open]) => open),
    ...language.strings.map(({ open }) => open),
    ...(language.patterns ? ['/'] : []),
    ...(language.heredocs ? ['<<'] : []),
  ];
  const alternatives = opens.map((open) => open.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(alternatives, 'g');
}

function nextMark(source: string, from: number, marks: RegExp): number {
  marks.lastIndex = from;
  return marks.exec(source)?.index ?? -1;
}

function commentEnd(source: string, at: number, language: Language): number | undefined {
  for (const [open, close] of language.blockComments) {
    if (!source.startsWith(open, at)) continue;
    const end = source.indexOf(close, at + open.length);
    return end === -1 ? source.length : end + close.length;
  }
  for (const open of language.lineComments) {
    if (!source.startsWith(open, at) || !opensComment(source, at, open)) continue;
    const end = source.indexOf('\n', at);
    return end === -1 ? source.length : end;
  }
  return undefined;
}

/** `https://` is no comment, and neither is `$#` or `a;b` in the middle of a word. */
function opensComment(source: string, at: number, open: string): boolean {
  const before = source[at - 1] ?? '\n';
  if (open === '//') return before !== ':';
  if (open === '#' || open === ';') return /[\s;({[,]/.test(before);
  if (open === '--') return /\s/.test(before) && /[\s-]/.test(source[at + 2] ?? ' ');
  return true;
}

/** Past a regular expression; undefined where the slash divides. */
function patternEnd(source: string, at: number): number | undefined {
  if (
    source[at] !== '/' ||
    !/(?:^|[=(,:;[!&|?{}+*%<>~^-]|\b(?:return|typeof|case|in|of|do|else|void|await|yield))\s*$/.test(
      source.slice(Math.max(0, at - 40), at),
    )
  ) {
    return undefined;
  }
  let inClass = false;
  for (let right = at + 1; right < source.length && source[right] !== '\n'; right += 1) {
    const character = source[right];
    if (character === '\\') right += 1;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) return right + 1;
  }
  return undefined;
}

/** From the word that announces a text to the line on which it stands alone. */
function heredocEnd(
  source: string,
  at: number,
  { heredocs }: Language,
  literals: Literal[],
): number | undefined {
  if (!heredocs || source[at] !== '<') return undefined;
  heredocs.lastIndex = at;
  const word = heredocs.exec(source)?.[2];
  const begin = source.indexOf('\n', at) + 1;
  if (word === undefined || begin === 0) return undefined;
  const last = new RegExp(`^[ \\t]*${word}\\b`, 'm').exec(source.slice(begin, begin + longestHeredoc));
  if (!last) return undefined;
  const end = begin + last.index + last[0].length;
  literals.push({
    value: source.slice(begin, begin + last.index),
    start: at,
    end,
    lines: true,
    textStart: begin,
  });
  return end;
}

const longestHeredoc = 256 * 1024;

function stringEnd(source: string, at: number, language: Language, literals: Literal[]): number | undefined {
  const found = language.strings.find(({ open }) => source.startsWith(open, at));
  if (!found) return undefined;
  const close = closing(source, at + found.open.length, found);
  if (close === undefined) return undefined;
  const inner = source.slice(at + found.open.length, close);
  const value = found.escapes ? unescaped(inner) : inner;
  const end = close + found.close.length;
  literals.push({ value, start: at, end, lines: found.lines && inner.includes('\n') });
  return end;
}

function closing(source: string, from: number, { close, escapes, lines }: StringForm): number | undefined {
  for (let at = from; at < source.length; at += 1) {
    const character = source[at];
    if (escapes && character === '\\') at += 1;
    else if (!lines && character === '\n') return undefined;
    else if (source.startsWith(close, at)) return at;
  }
  return undefined;
}

export function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (whole, next: string) => {
    if (next === 'n') return '\n';
    if (next === 't') return '\t';
    return next === '\n' ? ' ' : /["'`\\$]/.test(next) ? next : whole;
  });
}

function blanked(source: string, blanks: readonly (readonly [number, number])[]): string {
  let code = '';
  let from = 0;
  for (const [start, end] of blanks) {
    code += source.slice(from, start) + source.slice(start, end).replace(/[^\n]/g, ' ');
    from = end;
  }
  return code + source.slice(from);
}
