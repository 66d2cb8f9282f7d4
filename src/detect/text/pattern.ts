/** What a Sigma string is made of besides plain text. */
export const wildcards = { any: 0, one: 1, dash: 2 } as const;
type Piece = string | (typeof wildcards)[keyof typeof wildcards];

/** A Sigma string after its escapes: plain text and wildcards, in order. */
export type Pattern = readonly Piece[];

/** The five characters that `windash` takes for one another. */
const dashes = '-/–—―';

/**
 * Reads Sigma's wildcards and its backslash rules.
 * https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#escape-character
 */
export function parsePattern(text: string): Pattern {
  const pieces: Piece[] = [];
  let plain = '';
  const wildcard = (piece: Piece) => {
    if (plain !== '') pieces.push(plain);
    plain = '';
    pieces.push(piece);
  };
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    const next = text.charAt(i + 1);
    if (character === '\\' && next !== '' && '*?\\'.includes(next)) {
      plain += next;
      i += 1;
    } else if (character === '*') wildcard(wildcards.any);
    else if (character === '?') wildcard(wildcards.one);
    else plain += character;
  }
  if (plain !== '') pieces.push(plain);
  return pieces;
}

/** The same pattern with every dash that starts an option open to all five characters. */
export function withAnyDash(pattern: Pattern): Pattern {
  return pattern.flatMap((piece) => (typeof piece === 'string' ? splitAtDashes(piece) : [piece]));
}

function splitAtDashes(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index } of text.matchAll(/(?<!\w)[-/–—―](?=\w)/gu)) {
    if (index > from) pieces.push(text.slice(from, index));
    pieces.push(wildcards.dash);
    from = index + 1;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

export function isPlain(pattern: Pattern): boolean {
  return pattern.every((piece) => typeof piece === 'string');
}

/** The longest text that every match contains; empty where there is none. */
export function longestText(pattern: Pattern): string {
  return pattern
    .filter((piece) => typeof piece === 'string')
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}

/** A test of whole texts. The pattern is taken as it is: lower it first to ignore case. */
export function compilePattern(pattern: Pattern): (text: string) => boolean {
  if (isPlain(pattern)) {
    const whole = pattern.join('');
    return (text) => text === whole;
  }
  if (pattern.every((piece) => typeof piece === 'string' || piece === wildcards.any)) return inOrder(pattern);
  const units = pattern.flatMap((piece): readonly Piece[] =>
    typeof piece === 'string' ? piece.split('') : [piece],
  );
  return (text) => matches(units, text);
}

/** Texts with `*` around them: each is looked for behind the one before, and the first place is as good as any. */
function inOrder(pattern: Pattern): (text: string) => boolean {
  const start = typeof pattern[0] === 'string' ? pattern[0] : '';
  const last = pattern.at(-1);
  const end = typeof last === 'string' ? last : '';
  const between = pattern
    .slice(start === '' ? 0 : 1, end === '' ? undefined : -1)
    .filter((piece) => typeof piece === 'string');
  const [only = ''] = between;
  if (start === '' && end === '' && between.length === 1) return (text) => text.includes(only);
  return (text) => {
    if (!text.startsWith(start)) return false;
    let at = start.length;
    for (const piece of between) {
      const found = text.indexOf(piece, at);
      if (found === -1) return false;
      at = found + piece.length;
    }
    return text.length - end.length >= at && text.endsWith(end);
  };
}

/** Greedy matching that returns to the last `*` only: time grows with text × pattern, never faster. */
function matches(units: readonly Piece[], text: string): boolean {
  let unit = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = units[unit];
    if (wanted === wildcards.any) {
      star = unit;
      starAt = at;
      unit += 1;
    } else if (unit < units.length && fits(wanted, text[at])) {
      unit += 1;
      at += 1;
    } else if (star >= 0) {
      unit = star + 1;
      starAt += 1;
      at = starAt;
    } else return false;
  }
  return units.slice(unit).every((piece) => piece === wildcards.any);
}

function fits(wanted: Piece | undefined, character: string | undefined): boolean {
  if (wanted === wildcards.one) return true;
  if (wanted === wildcards.dash) return dashes.includes(character ?? ' ');
  return wanted === character;
}
