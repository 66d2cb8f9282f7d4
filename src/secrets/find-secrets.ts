import { namedKinds, type SecretKind, secretKinds } from './secret-kinds.ts';

/** A secret's kind and length; its value stays where it was found. */
export interface FoundSecret {
  readonly kind: string;
  /** Characters. */
  readonly length: number;
  /** Offset of the secret in the text. */
  readonly offset: number;
}

/** Kinds with the one expression that finds all their keywords at once. */
interface Table {
  readonly trigger: RegExp;
  /** By the first letter of a keyword, in lower case. */
  readonly byLetter: ReadonlyMap<string, readonly SecretKind[]>;
  readonly ignoresCase: boolean;
}

/**
 * A short keyword inside a word is none, unless the letter before belongs to an escape: `\n`, `%3D`, or a terminal's
 * colour (`[32m`).
 */
const beginsWord = '(?<!(?<!\\\\|%[0-9A-Fa-f]|\\[[\\d;]{0,10})[A-Za-z0-9])';

const tables: readonly Table[] = [table(secretKinds, false), table(namedKinds, true)];

/** Every secret in a text, in its order. Where two kinds fit one place, the first of the table counts. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const given of tables) searchTable(text, given, found);
  return found.length < 2 ? found : found.sort((a, b) => a.offset - b.offset);
}

function searchTable(text: string, { trigger, byLetter, ignoresCase }: Table, found: FoundSecret[]): void {
  const before = found.slice();
  trigger.lastIndex = 0;
  for (let match = trigger.exec(text); match; match = trigger.exec(text)) {
    const letter = match[0].charAt(0).toLowerCase();
    const keyword = ignoresCase ? match[0].toLowerCase() : match[0];
    const secret = secretAt(text, match.index, { kinds: byLetter.get(letter) ?? [], keyword });
    if (!secret || before.some((other) => overlaps(other, secret))) {
      trigger.lastIndex = match.index + 1;
      continue;
    }
    found.push(secret);
    trigger.lastIndex = secret.offset + secret.length;
  }
}

function secretAt(
  text: string,
  index: number,
  { kinds, keyword }: { readonly kinds: readonly SecretKind[]; readonly keyword: string },
): FoundSecret | undefined {
  for (const { name, keywords, pattern, accepts } of kinds) {
    if (!keywords.some((word) => keyword.startsWith(word) || word.startsWith(keyword))) continue;
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (!match) continue;
    const secret = match.groups?.['secret'] ?? match[1] ?? match[0];
    if (accepts && !accepts(secret, match[0])) continue;
    return { kind: name, length: secret.length, offset: index + match[0].lastIndexOf(secret) };
  }
  return undefined;
}

function overlaps(a: FoundSecret, b: FoundSecret): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

function table(kinds: readonly SecretKind[], ignoresCase: boolean): Table {
  const keywords = [...new Set(kinds.flatMap((kind) => kind.keywords))].sort((a, b) => b.length - a.length);
  const isPlain = (word: string) => ignoresCase || !/^[A-Za-z0-9]/.test(word) || /^.{3,}[-_.]$/.test(word);
  const inWords = keywords.filter(isPlain).map(escaped);
  const atWords = keywords.filter((word) => !isPlain(word)).map(escaped);
  const alternatives = [
    ...(inWords.length > 0 ? [`(?:${inWords.join('|')})`] : []),
    ...(atWords.length > 0 ? [`${beginsWord}(?:${atWords.join('|')})`] : []),
  ];
  const byLetter = new Map<string, SecretKind[]>();
  for (const kind of kinds) {
    for (const letter of new Set(kind.keywords.map((word) => word.charAt(0).toLowerCase()))) {
      byLetter.set(letter, [...(byLetter.get(letter) ?? []), kind]);
    }
  }
  return { trigger: new RegExp(alternatives.join('|'), ignoresCase ? 'gi' : 'g'), byLetter, ignoresCase };
}

function escaped(word: string): string {
  return word.replace(/[.\\+*?^$|()[\]{}]/g, '\\$&');
}
