import { TriageError } from '../../errors.ts';

/** @throws {TriageError} for any other word */
export function oneOf<Word extends string>(given: string, known: readonly Word[], what: string): Word {
  const word = known.find((candidate) => candidate === given);
  if (word !== undefined) return word;
  throw new TriageError(`unknown ${what}: ${given}`, `choose one of ${known.join(', ')}`);
}

/** Empty text stands in every name. */
export function nonEmptyName(word: string): string {
  if (word.trim() !== '') return word;
  throw new TriageError('an empty name selects nothing');
}

/** It becomes a part of file names, so only what is safe there. */
export function hostIdOf(word: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(word)) return word;
  throw new TriageError(
    `not a host id: ${word}`,
    'give up to 64 letters, digits, dots, hyphens, underscores',
  );
}

export function labelOf(word: string): string {
  if (/^[a-z][\w.-]{0,30}=[\p{L}\p{N} ._:/@+-]{1,100}$/u.test(word)) return word;
  throw new TriageError(`not a label: ${word}`, 'give a name and a value: team=payments');
}

/** An IANA name. @throws {TriageError} for any other word */
export function timeZoneNamed(word: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: word }).resolvedOptions().timeZone;
  } catch {
    throw new TriageError(
      `unknown time zone: ${word}`,
      'give an IANA name: Europe/Berlin, UTC, America/New_York',
    );
  }
}
