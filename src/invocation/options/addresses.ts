import { TriageError } from '../../errors.ts';

/** With its protocol. @throws {TriageError} for any other word */
export function webAddressOf(word: string): string {
  if (URL.canParse(word) && /^https?:$/.test(new URL(word).protocol)) return word;
  throw new TriageError(
    `not an address: ${word}`,
    'give one with its protocol: https://collector.example.com:4318',
  );
}
