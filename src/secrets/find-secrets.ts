import { chainSign } from '../chain-sign.ts';
import { encodedRuns } from './encoded-runs.ts';
import type { FoundSecret } from './found-secret.ts';
import { type KeywordTable, keywordTable, slotOf, standsAt } from './keyword-table.ts';
import { KeywordFinder } from './keywords/keyword-finder.ts';
import { cutLength, wrappedLength } from './partial-secret.ts';
import { disguisedSecrets } from './plain-writing.ts';
import type { SecretKind } from './secret-kind.ts';
import { namedKinds, secretKinds } from './secret-kinds.ts';
import { spokenElsewhere } from './spoken-elsewhere.ts';
import { variableSecrets } from './variable-secrets.ts';
import { wideSecrets } from './wide-text.ts';

/** Characters before a keyword that may belong to the secret, and behind a secret in which its companion may stand. */
const nearby = 160;

interface Walk {
  readonly tables: readonly KeywordTable[];
  readonly finder: KeywordFinder;
}

let made: Walk | undefined;

/** Made for the first text: what prints none does not wait for it. */
function walk(): Walk {
  if (made) return made;
  const tables = [keywordTable(secretKinds, false), keywordTable(namedKinds, true)];
  made = { tables, finder: new KeywordFinder(tables.map(({ keywords }) => keywords)) };
  return made;
}

/**
 * Every secret in a text, in its order. Where two kinds fit one place, the first of the table counts. Steps of a chain
 * are looked at one by one: what a command gives away does not depend on those before and behind it.
 */
export function findSecrets(text: string): readonly FoundSecret[] {
  // Asked for its rarest character, which is found faster than a blank.
  if (!text.includes(chainSign.trim())) return secretsOf(text);
  let from = 0;
  return text.split(chainSign).flatMap((step) => {
    const start = from;
    from += step.length + chainSign.length;
    return secretsOf(step).map((secret) => ({ ...secret, offset: start + secret.offset }));
  });
}

function secretsOf(text: string): readonly FoundSecret[] {
  const found = writtenSecrets(text);
  const further = [
    ...encodedRuns(text, (decoded) => writtenSecrets(decoded).length > 0),
    ...spokenElsewhere(text),
    ...disguisedSecrets(text, writtenSecrets),
    ...wideSecrets(text, writtenSecrets),
    ...variableSecrets(text, writtenSecrets),
  ];
  for (const secret of further) if (!found.some((other) => overlaps(other, secret))) found.push(secret);
  return found.length < 2 ? found : found.sort((a, b) => a.offset - b.offset);
}

function writtenSecrets(text: string): FoundSecret[] {
  const found: FoundSecret[] = [];
  const { tables, finder } = walk();
  const placesOfTables = finder.placesIn(text);
  for (const [index, table] of tables.entries()) {
    const places = placesOfTables[index] ?? [];
    if (places.length === 0) continue;
    const search = { table, before: found.slice(), found };
    let from = 0;
    for (const place of places) if (place >= from) from = searchPlace(text, place, search);
  }
  return found;
}

interface Search {
  readonly table: KeywordTable;
  /** Of other tables. */
  readonly before: readonly FoundSecret[];
  readonly found: FoundSecret[];
}

/** @returns where to go on */
function searchPlace(text: string, index: number, { table, before, found }: Search): number {
  const { slots, slotNumbers, fold } = table;
  const slot = slotNumbers[slotOf(text.charCodeAt(index), text.charCodeAt(index + 1))] ?? 0;
  for (const keyword of slots[slot - 1] ?? []) {
    if (!standsAt(keyword, text, index, fold)) continue;
    const fresh = secretsAt(text, index, keyword.kinds).filter(
      (secret) => !before.some((other) => overlaps(other, secret)) && !overlapsLast(found, secret),
    );
    if (fresh.length === 0) continue;
    found.push(...fresh);
    return Math.max(...fresh.map(({ offset, length }) => offset + length));
  }
  return index + 1;
}

function secretsAt(text: string, index: number, kinds: readonly SecretKind[]): readonly FoundSecret[] {
  for (const kind of kinds) {
    const secret = secretOf(kind, text, index);
    if (secret) return [secret, ...companionOf(kind, text, secret)];
  }
  return [];
}

function secretOf(kind: SecretKind, text: string, index: number): FoundSecret | undefined {
  const { name, pattern, accepts, before } = kind;
  pattern.lastIndex = index;
  const match = pattern.exec(text);
  const secret =
    match?.groups?.['secret'] ?? match?.slice(1).find((group) => group !== undefined) ?? match?.[0];
  if (!match || secret === undefined || (accepts && !accepts(secret, match[0]))) {
    const length = wrappedLength(kind, text, index) ?? cutLength(kind, text, index);
    return length === undefined ? undefined : { kind: name, length, offset: index };
  }
  const start = index + match[0].lastIndexOf(secret);
  if (!before) {
    const end = Math.max(start + secret.length, index + (wrappedLength(kind, text, index) ?? 0));
    return { kind: name, length: end - start, offset: start };
  }
  const lead = before.exec(text.slice(Math.max(0, index - nearby), index))?.[0].length;
  return lead === undefined ? undefined : { kind: name, length: lead + secret.length, offset: index - lead };
}

function companionOf(
  { companion }: SecretKind,
  text: string,
  { offset, length }: FoundSecret,
): readonly FoundSecret[] {
  if (!companion) return [];
  const from = offset + length;
  const behind = text.slice(from, from + nearby);
  return [...behind.matchAll(companion.pattern)]
    .filter(([secret]) => companion.accepts(secret))
    .slice(0, 1)
    .map(({ 0: secret, index }) => ({ kind: companion.name, length: secret.length, offset: from + index }));
}

function overlaps(a: FoundSecret, b: FoundSecret): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

function overlapsLast(found: readonly FoundSecret[], secret: FoundSecret): boolean {
  const last = found.at(-1);
  return last !== undefined && overlaps(last, secret);
}
