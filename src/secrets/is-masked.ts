/** Runs of one sign that nobody runs, opens or fetches. */
const signs = /^(?:\*{3,}|•{3,}|█+|▇+|■+|[xX]{3,}|#{3,}|_{3,}|\?{3,}|-{3,}|\.{3}|…)$/;

const words =
  'redacted|removed|hidden|masked|censored|scrubbed|omitted|stripped|withheld|erased|blanked|filtered|private|sanitized|sanitised|anonymized|anonymised|expunged|deleted|truncated';
const nouns = 'command|content|input|text|value|data|secret|path|output|file|url|pii';

/** `[REDACTED]`, `<redacted: secret>`, `***REDACTED***`, `[content removed]` */
const bracketed = new RegExp(
  `^(?:[[<{(«]|[*_]{2,3}|%{2})[[<{(*_]{0,2}\\s*(?:(?:${nouns})[ _-])?(?:${words})(?:[ _:,=|-][\\w .:,=|-]{0,60})?[\\])}>»*_%]{1,3}$`,
  'i',
);
const bare = /^(?:redacted|censored|withheld|scrubbed|expunged)$/i;

const longestMask = 100;

/** Whether a text is nothing but what stands where another was taken out. */
export function isMasked(text: string): boolean {
  if (text.length > longestMask) return false;
  const mask = text.trim();
  return signs.test(mask) || bracketed.test(mask) || bare.test(mask);
}

/** What stands in a text where a part of it was taken out. */
export const maskInText =
  /\[[^[\]\n]{0,60}redacted[^[\]\n]{0,60}\]|<[^<>\n]{0,60}redacted[^<>\n]{0,60}>|<truncated \d{1,12} bytes>|\[[A-Z_]{3,30}\]|\bREDACTED\b|\*{3,}|•{3,}|█{3,}/gi;

/** Whether a part of a text was taken out and something put in its place. */
export function holdsMask(text: string): boolean {
  return text.search(maskInText) !== -1;
}
