import type { FoundSecret } from './found-secret.ts';

/** Runs of one text that are decoded; the rest of it is not what a person or a program writes. */
const runsAtMost = 50;
const run = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{24,24000}={0,2}(?![A-Za-z0-9+/=])/g;

/**
 * Base64 that hides a secret, in a text that speaks of base64: `echo … | base64 -d | sh`. Decoded once: what is
 * encoded twice stays.
 * @param holdsSecret whether a decoded text has one
 */
export function encodedRuns(text: string, holdsSecret: (decoded: string) => boolean): readonly FoundSecret[] {
  if (!/base64|b64decode|atob\(|FromBase64/.test(text)) return [];
  return [...firstRuns(text)]
    .filter(({ 0: encoded }) => isHiding(encoded, holdsSecret))
    .map(({ 0: encoded, index }) => ({ kind: 'encoded-secret', length: encoded.length, offset: index }));
}

function* firstRuns(text: string): Generator<RegExpExecArray> {
  let count = 0;
  for (const match of text.matchAll(run)) {
    if (count === runsAtMost) return;
    count += 1;
    yield match;
  }
}

function isHiding(encoded: string, holdsSecret: (decoded: string) => boolean): boolean {
  const decoded = Buffer.from(encoded, 'base64').toString('latin1');
  return /^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(decoded) && /[ =:]/.test(decoded) && holdsSecret(decoded);
}
