import type { SecretKind } from './secret-kind.ts';

/** Characters that tokens are made of. */
const tokenText = /[A-Za-z0-9_.+=%~-]{6,400}/y;
/** What may stand on the next line. */
const restText = /[A-Za-z0-9_.+=%~-]{1,400}/y;
/** Where a terminal, an editor or a writer of commands breaks a line. */
const lineBreak = /(?:\\?\r?\n|\\\\?n)[ \t>|]{0,8}/y;
/** Breaks of one secret that are looked at. */
const breaksAtMost = 4;
/** Columns of the narrowest terminal whose wrapped lines are joined again. */
const narrowest = 40;

/** Prefixes that ordinary names have too. */
const ambiguous: ReadonlySet<string> = new Set(['npm_', 'key-', 'csk-', 'secret_', 'dapi', 'NRII-', 'API-']);

/**
 * How much of a token stands at a place where its text was cut in the middle of it: the rest of the text is the
 * token's beginning, or only a mark of the cut follows.
 * @returns characters from the keyword on; nothing where this is no part of such a token
 */
export function cutLength(kind: SecretKind, text: string, index: number): number | undefined {
  const first = beginningOf(kind, text, index);
  const end = index + first.length;
  if (first === '' || !/^(?:…|\.{3})?$/.test(text.slice(end, end + 4))) return undefined;
  const keyword = kind.keywords.find((word) => first.startsWith(word)) ?? '';
  const rest = first.slice(keyword.length);
  const isPart = ambiguous.has(keyword) || keyword.length < 4 ? isMixed(rest) : /\d/.test(rest);
  return rest.length >= 4 && isPart ? first.length : undefined;
}

/**
 * The length of a token in which line ends stand.
 * @returns characters from the keyword on, line ends included; nothing where the token ends with its line
 */
export function wrappedLength(kind: SecretKind, text: string, index: number): number | undefined {
  const first = beginningOf(kind, text, index);
  if (first === '') return undefined;
  kind.pattern.lastIndex = 0;
  const isWhole = kind.pattern.test(first) && kind.accepts?.(first, first) !== false;
  let joined = first;
  let end = index + first.length;
  for (let count = 0; count < breaksAtMost; count += 1) {
    lineBreak.lastIndex = end;
    const gap = lineBreak.exec(text)?.[0];
    if (gap === undefined || columnOf(text, end) < narrowest) break;
    restText.lastIndex = end + gap.length;
    const piece = restText.exec(text)?.[0];
    if (piece === undefined || isWord(piece) || (isWhole && !isRandom(piece))) break;
    joined += piece;
    end += gap.length + piece.length;
  }
  kind.pattern.lastIndex = 0;
  const whole = kind.pattern.exec(joined)?.[0].length ?? 0;
  return joined.length > first.length && whole > first.length ? end - index : undefined;
}

function columnOf(text: string, index: number): number {
  return index - Math.max(text.lastIndexOf('\n', index - 1) + 1, text.lastIndexOf('\\n', index - 1) + 2, 0);
}

function beginningOf({ isDistinct, keywords }: SecretKind, text: string, index: number): string {
  if (!isDistinct || !keywords.some((word) => text.startsWith(word, index))) return '';
  tokenText.lastIndex = index;
  return tokenText.exec(text)?.[0] ?? '';
}

function isMixed(text: string): boolean {
  return /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
}

/** Long enough to be the rest of a token that could also end with its line. */
function isRandom(text: string): boolean {
  return text.length >= 8 && /\d/.test(text) && /[A-Za-z]/.test(text);
}

/** What a line begins with otherwise: a word, a variable that is set. */
function isWord(text: string): boolean {
  return /^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(text) || /=(?!=?$)/.test(text);
}
