/** Replaces people by `person-1`, `person-2`, …, the same one by the same name wherever it stands. */
export interface Anonymiser {
  /** Learns who is named in a value: owners of home folders and of e-mail addresses. */
  learn(value: unknown): void;
  apply(value: unknown): unknown;
}

const homeFolder =
  /(?:\/home\/|\/Users\/|[A-Za-z]:\\{1,2}Users\\{1,2}|[A-Za-z]:\/Users\/)([^/\\\s"'`:;,<>|]{1,64})/g;
const address = /\b([A-Za-z0-9._%+-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})\b/g;
/** `Dana Roe <dana@…>`, as git writes authors. */
const author = /([\p{L}][\p{L}.' -]{1,60}) <[^<>\s@]{1,64}@[^<>\s]{1,255}>/gu;

/** Folders of a home's parent that belong to no person, and accounts of programs. */
const nobody: ReadonlySet<string> = new Set([
  'Shared',
  'Public',
  'Default',
  'root',
  'git',
  'noreply',
  'runner',
]);
/** Shorter names are parts of too many words. */
const shortest = 3;

export function createAnonymiser(): Anonymiser {
  const people = new Map<string, string>();
  let pattern: RegExp | undefined;
  const meet = (name: string) => {
    const known = name.trim();
    if (known.length < shortest || nobody.has(known) || people.has(known)) return;
    people.set(known, `person-${people.size + 1}`);
    pattern = undefined;
  };
  const hideDomain = (whole: string, name: string) => (people.has(name) ? `${name}@domain.invalid` : whole);
  const learnText = (text: string) => {
    for (const [, name = ''] of text.matchAll(homeFolder)) meet(name);
    for (const [, name = ''] of text.matchAll(author)) meet(name);
    for (const [, name = ''] of text.matchAll(address)) meet(name);
  };
  const applyText = (text: string) => {
    if (people.size === 0) return text;
    pattern ??= patternOf([...people.keys()]);
    return text.replace(address, hideDomain).replace(pattern, (name) => people.get(name) ?? name);
  };
  return {
    learn: (value) => eachText(value, learnText),
    apply: (value) => mapTexts(value, applyText),
  };
}

/** Longest first, so that `dana.roe` is not taken for `dana`. */
function patternOf(names: readonly string[]): RegExp {
  const escaped = [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\d])(?:${escaped.join('|')})(?![\\p{L}\\d])`, 'gu');
}

function eachText(value: unknown, visit: (text: string) => void): void {
  if (typeof value === 'string') visit(value);
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) eachText(inner, visit);
  }
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)]));
}
