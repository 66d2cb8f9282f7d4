/** One segment of a gitignore pattern against one segment of a path. */
export type SegmentMatcher = (segment: string) => boolean;

type Token =
  | { readonly kind: 'any' }
  | { readonly kind: 'one'; readonly fits: (character: string) => boolean };

/**
 * `*`, `?`, `[a-z]`, `[!a-z]` and `\` as in https://git-scm.com/docs/gitignore, none of them across a `/`.
 * Backtracks to the last `*` only, so that work stays within pattern times text.
 */
export function segmentGlob(pattern: string, ignoreCase: boolean): SegmentMatcher {
  const written = ignoreCase ? pattern.toLowerCase() : pattern;
  if (!/[*?[\\]/.test(written)) return (segment) => fold(segment, ignoreCase) === written;
  const tokens = tokenise(written);
  return (segment) => fits([...fold(segment, ignoreCase)], tokens);
}

function fold(text: string, ignoreCase: boolean): string {
  return ignoreCase ? text.toLowerCase() : text;
}

function tokenise(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let rest = pattern; rest !== ''; ) {
    const [token, length] = firstToken(rest);
    tokens.push(token);
    rest = rest.slice(length);
  }
  return tokens;
}

function firstToken(text: string): [Token, number] {
  const character = String.fromCodePoint(text.codePointAt(0) ?? 0);
  if (character === '*') return [{ kind: 'any' }, 1];
  if (character === '?') return [{ kind: 'one', fits: () => true }, 1];
  if (character === '\\' && text.length > 1) return [literal(text.charAt(1)), 2];
  const end = character === '[' ? text.indexOf(']', /^\[[!^]/.test(text) ? 3 : 2) : -1;
  if (end !== -1) return [characterClass(text.slice(1, end)), end + 1];
  return [literal(character), character.length];
}

function literal(expected: string): Token {
  return { kind: 'one', fits: (character) => character === expected };
}

function characterClass(body: string): Token {
  const negated = /^[!^]/.test(body);
  const members = [...(negated ? body.slice(1) : body)];
  const ranges: [string, string][] = [];
  for (let at = 0; at < members.length; at += 1) {
    const from = members[at] ?? '';
    const to = members[at + 1] === '-' ? members[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  const inside = (character: string) => ranges.some(([from, to]) => from <= character && character <= to);
  return { kind: 'one', fits: (character) => inside(character) !== negated };
}

function fits(text: readonly string[], tokens: readonly Token[]): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const current = tokens[token];
    if (current?.kind === 'one' && current.fits(text[at] ?? '')) {
      at += 1;
      token += 1;
    } else if (current?.kind === 'any') {
      star = token;
      resume = at;
      token += 1;
    } else if (star !== -1) {
      token = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  return tokens.slice(token).every(({ kind }) => kind === 'any');
}
