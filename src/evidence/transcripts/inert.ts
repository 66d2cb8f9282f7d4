import type { LineBytes } from './line-bytes.ts';

/** The type of a `progress` record stands in its first bytes; if it does not, the record is read like any other. */
const headBytes = 768;
/** Longer ones carry a subagent's message. */
const longestInertBytes = 4096;

/**
 * Whether a line is a `progress` record in which no call, result, prompt or mode can stand: one in six lines of real
 * transcripts. Quotes inside JSON strings are escaped, so these needles match only JSON's own strings. A needle
 * written with `\uXXXX` escapes, which no known writer does for letters, makes the line not inert.
 */
export function isInert({ window, start, end }: LineBytes): boolean {
  if (end - start > longestInertBytes) return false;
  const head = window.toString('latin1', start, Math.min(end, start + headBytes));
  if (!head.includes('"type":"progress"')) return false;
  const line = window.toString('latin1', start, end);
  return line.endsWith('}') && !needles.some((needle) => line.includes(needle)) && !letterEscape.test(line);
}

const needles = ['_use"', '_result"', '"user"', 'permissionMode'];

/** U+0020 to U+007E. */
const letterEscape = /\\u00[2-7]/i;
