import { code } from '../markdown.ts';

/** Of what has no spaces, such as a path or an address: whole, up to a bound that nobody’s name needs. */
const longestName = 240;

/** A command line or a name from evidence as a code span: words are left out in its middle, and none is cut inside. */
export function quoted(text: string, lengthAtMost: number): string {
  return code(fewerWords(text.trim(), lengthAtMost), longestName);
}

/** What a human said: cut at its end, since it begins with what is wanted. */
export function said(words: string, lengthAtMost: number): string {
  const text = masked(words.trim());
  if (text.length <= lengthAtMost) return code(text, lengthAtMost);
  const cut = text.slice(0, lengthAtMost).replace(/\s+\S*$/, '');
  return code(`${cut}…`, lengthAtMost + 1);
}

/** What stands for a secret, here or in the record itself, as a row of one letter, tells nobody that it is one. */
function masked(text: string): string {
  return text
    .replace(/\[([a-z][a-z-]*) \d+ [0-9a-f]{8}\]/g, '(a credential, masked: $1)')
    .replace(/[\w-]*?([xX*•#])\1{11,}[\w-]*/g, '(a credential, masked)');
}

/** So few are a name, or a line that says nothing without one of them. */
const fewWords = 8;

function fewerWords(text: string, lengthAtMost: number): string {
  const words = text.split(/\s+/);
  if (text.length <= lengthAtMost || words.length <= fewWords) return text;
  const head = [words.shift() ?? ''];
  const tail: string[] = [];
  let left = lengthAtMost - (head[0]?.length ?? 0);
  while (words.length > 0) {
    const isFromEnd = tail.length < head.length / 2;
    const word = (isFromEnd ? words.at(-1) : words[0]) ?? '';
    left -= word.length + 1;
    if (left < 0) break;
    if (isFromEnd) tail.unshift(words.pop() ?? '');
    else head.push(words.shift() ?? '');
  }
  return [...head, ...(words.length > 0 ? ['…'] : []), ...tail].join(' ');
}
