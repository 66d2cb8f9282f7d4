import type { Excerpt } from '../../assess/shown-calls.ts';

/** How far back the end of a word is looked for. */
const longestWord = 400;

/** The beginning of a text, cut between two words: half of a secret would not be known for one. */
export function excerptOf(text: string, lengthAtMost: number): Excerpt {
  if (text.length <= lengthAtMost) return { text };
  const end = /[\s"'`,;&|<>(){}[\]][^\s"'`,;&|<>(){}[\]]*$/.exec(
    text.slice(Math.max(0, lengthAtMost - longestWord), lengthAtMost),
  );
  const cut = end
    ? Math.max(0, lengthAtMost - longestWord) + end.index
    : Math.max(0, lengthAtMost - longestWord);
  return { text: text.slice(0, cut), wholeLength: text.length };
}
