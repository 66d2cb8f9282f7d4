/** Replaces people by `person-1`, `person-2`, …, the same one by the same name wherever it stands. */
export interface Anonymiser {
  /** Learns who is named in a value: owners of home folders and of e-mail addresses. */
  learn(value: unknown): void;
  apply(value: unknown): unknown;
}

const homeFolder =
  /(?:\/home\/|\/Users\/|[A-Za-z]:\\{1,2}Users\\{1,2}|[A-Za-z]:\/Users\/)([^/\\\s"'`:;,<>|]{1,64})/g;
/** Ends in a name of a domain, which the version in `lodash@4.17.21` is not. */
const address =
  /\b([A-Za-z0-9._%+-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,7}\.[A-Za-z]{2,24})\b/g;
/** `Dana Roe <dana@…>`, as git writes authors. */
const author = /([\p{L}][\p{L}.' -]{1,60}) <([^<>\s@]{1,64})@[^<>\s]{1,255}>/gu;
/** The account on another machine. */
const remoteAccount = /\b(?:ssh|scp|sftp|rsync)\s[^\n]{0,120}?(?<=[\s'"])([A-Za-z_][\w.-]{1,31})@[\w.-]/g;

/** Accounts that belong to no person: of systems, images and programs. */
const nobody =
  /^(?:shared|public|default(?: user)?|all users|root|git|runner|user|users|node|app|dev|admin|administrator|ubuntu|debian|fedora|ec2-user|pi|vagrant|vscode|codespace|coder|jenkins|gitlab-runner|circleci|builder|build|ci|test|guest|claude|anthropic|postgres|www-data|nobody|deploy|linuxbrew|security|support|info|contact|(?:[\w.-]*no-?reply)|(?:[\w.-]*bot))$/i;
/** Shorter names are parts of too many words. */
const shortest = 3;
/** First names and surnames that are words of reports. */
const words =
  /^(?:will|mark|art|bill|grace|hope|may|june|april|page|price|long|young|king|code|case|main|read|write|van|von|der|den|dos)$/i;

export function createAnonymiser(): Anonymiser {
  const people = new Map<string, string>();
  let count = 0;
  let pattern: RegExp | undefined;

  /** All names belong to one person; where one of them is known, it is that one. */
  const meet = (...given: readonly string[]) => {
    const names = given.map((name) => name.trim().toLowerCase()).filter(isName);
    const unknown = names.filter((name) => !people.has(name));
    if (unknown.length === 0) return;
    const known = names.find((name) => people.has(name));
    const pseudonym = (known && people.get(known)) ?? `person-${++count}`;
    for (const name of unknown) people.set(name, pseudonym);
    pattern = undefined;
  };
  const learnText = (text: string) => {
    for (const [, name = '', account = ''] of text.matchAll(author)) {
      if (!nobody.test(accountOf(account))) meet(accountOf(account), name, ...partsOf(name));
    }
    for (const [, name = ''] of text.matchAll(homeFolder)) meet(name);
    for (const [, account = ''] of text.matchAll(address)) meet(accountOf(account));
    for (const [, account = ''] of text.matchAll(remoteAccount)) meet(account);
  };
  const hide = (name: string) => people.get(name.toLowerCase());
  const hideAddress = (whole: string, account: string) => {
    const pseudonym = hide(accountOf(account));
    return pseudonym === undefined ? whole : `${pseudonym}@domain.invalid`;
  };
  const applyText = (text: string) => {
    if (people.size === 0) return text;
    pattern ??= patternOf([...people.keys()]);
    return text
      .replace(address, hideAddress)
      .replace(pattern, (name) => hide(name) ?? hide(name.slice(0, -1)) ?? name);
  };
  return {
    learn: (value) => eachText(value, learnText),
    apply: (value) => mapTexts(value, applyText),
  };
}

function isName(name: string): boolean {
  return name.length >= shortest && !nobody.test(name) && !words.test(name);
}

/** `12345+dana@users.noreply.github.com` and `dana+news@…` are dana. */
function accountOf(account: string): string {
  return account.replace(/^\d+\+/, '').replace(/\+.*$/, '');
}

/** `Dana Roe` is met as `Dana` and as `Roe` too. */
function partsOf(name: string): readonly string[] {
  return name.split(/[\s.]+/).filter((part) => /^\p{Lu}[\p{L}'-]+$/u.test(part));
}

/**
 * Longest first, so that `dana.roe` is not taken for `dana`; with the `s` of `danas-laptop`, and in any case of
 * letters.
 */
function patternOf(names: readonly string[]): RegExp {
  const escaped = [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\d])(?:${escaped.join('|')})s?(?![\\p{L}\\d])`, 'giu');
}

function eachText(value: unknown, visit: (text: string) => void): void {
  if (typeof value === 'string') visit(value);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      visit(name);
      eachText(inner, visit);
    }
  }
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [change(name), mapTexts(inner, change)]),
  );
}
