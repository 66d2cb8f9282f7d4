/** Tells how many characters end a part at this place; 0 for none. */
export type EndAt = (at: number, text: string) => number;

const opening = '({';
const closing = ')}';

/**
 * Where what begins here and is no code of its own ends: a string, a here-string, a comment, an escaped character.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 * @returns the place after it; the same place where no such thing begins; `Infinity` where nothing ends it
 */
function skip(text: string, at: number): number {
  const character = text[at];
  if (character === '`') return at + 2;
  const hereString = /^@(["'])[ \t]*\r?\n/.exec(text.slice(at, at + 80))?.[1];
  if (hereString) return after(text, `\n${hereString}@`, at + 2);
  if (text.startsWith('<#', at)) return after(text, '#>', at + 2);
  const isComment = character === '#' && (at === 0 || /[\s;({]/.test(text[at - 1] ?? ''));
  if (isComment) return Math.min(after(text, '\n', at) - 1, text.length);
  if (character === "'") return after(text, "'", at + 1);
  return character === '"' ? afterDoubleQuoted(text, at + 1) : at;
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? Number.POSITIVE_INFINITY : at + end.length;
}

function afterDoubleQuoted(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '`') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return Number.POSITIVE_INFINITY;
}

/** Splits outside of quotes, comments, parentheses and braces. */
export function splitPowerShell(text: string, endAt: EndAt): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const next = skip(text, at);
    const width = next === at && depth === 0 ? endAt(at, text) : 0;
    if (width > 0) {
      parts.push(text.slice(from, at));
      from = at + width;
    } else if (next === at) depth = Math.max(0, depth + step(text[at]));
    at = next > at ? next : at + Math.max(1, width);
  }
  parts.push(text.slice(from));
  return parts;
}

/** What stands between two parentheses or braces. */
interface Group {
  readonly text: string;
  /** `@{ name = value }`: names and values, no statements. */
  readonly isTable: boolean;
}

/** The outermost groups of a text. */
export function groupsIn(text: string): readonly Group[] {
  const groups: Group[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const next = skip(text, at);
    if (next > at) {
      at = next;
      continue;
    }
    const change = step(text[at]);
    if (depth === 0 && change === 1) from = at + 1;
    if (depth === 1 && change === -1)
      groups.push({ text: text.slice(from, at), isTable: text.slice(from - 2, from) === '@{' });
    depth = Math.max(0, depth + change);
    at += 1;
  }
  return groups;
}

/** Whether a quote, a comment, a parenthesis or a brace has no end, or an end has no begin. */
export function isUnbalanced(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const next = skip(text, at);
    if (next === at) depth += step(text[at]);
    if (depth < 0 || next === Number.POSITIVE_INFINITY) return true;
    at = next > at ? next : at + 1;
  }
  return depth > 0;
}

function step(character: string | undefined): number {
  if (character === undefined) return 0;
  if (opening.includes(character)) return 1;
  return closing.includes(character) ? -1 : 0;
}

/** A statement ends with its line, unless the line ends in a pipe or a comma. */
export const isStatementEnd: EndAt = (at, text) => {
  const character = text[at];
  if (character === ';') return 1;
  if (character === '\n' || character === '\r')
    return /[|,]\s*$/.test(text.slice(Math.max(0, at - 40), at)) ? 0 : 1;
  return text.startsWith('&&', at) || text.startsWith('||', at) ? 2 : 0;
};

export const isPipe: EndAt = (at, text) => (text[at] === '|' ? 1 : 0);

export const isBlank: EndAt = (at, text) => (/\s/.test(text[at] ?? '') ? 1 : 0);

export const isComma: EndAt = (at, text) => (text[at] === ',' ? 1 : 0);
