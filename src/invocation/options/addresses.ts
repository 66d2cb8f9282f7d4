import { TriageError } from '../../errors.ts';

/** An address or a pattern in its place would sanction nothing, in silence. */
export function hostNamed(word: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]*$|^[\da-f:]*:[\da-f:.]*$/iu.test(word)) return word.toLowerCase();
  throw new TriageError(
    `not a host: ${word}`,
    'give a host or a domain, which covers all below it: packages.example.com',
  );
}

/** With its protocol. @throws {TriageError} for any other word */
export function webAddressOf(word: string): string {
  if (URL.canParse(word) && /^https?:$/.test(new URL(word).protocol)) return word;
  throw new TriageError(
    `not an address: ${word}`,
    'give one with its protocol: https://collector.example.com:4318',
  );
}
