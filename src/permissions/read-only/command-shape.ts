/** How the operands of a program are to be read. */
type Operands = 'files' | 'pattern-files' | 'script-files' | 'find' | 'text' | 'none';

/** What keeps a use of a program harmless. */
export interface CommandShape {
  readonly operands: Operands;
  /** Options with which it writes, runs something, or reaches out. `-i` also stands inside a cluster: `-ni`. */
  readonly refused?: readonly string[];
  /** Options that take the next word with them. */
  readonly valued?: readonly string[];
  /** Further condition on the words after the program. */
  readonly only?: (words: readonly string[]) => boolean;
}

/** Has one of the refused options, under any spelling that the program itself would take. */
export function hasRefused(words: readonly string[], refused: readonly string[]): boolean {
  return options(words).some((word) => refused.some((option) => isSpelling(word, option)));
}

/** The words that are no options and no values of options. */
export function operandsOf(words: readonly string[], valued: readonly string[] = []): readonly number[] {
  const found: number[] = [];
  let ended = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!ended && word === '--') ended = true;
    else if (ended || word === '-' || !word.startsWith('-')) found.push(at);
    else if (valued.includes(word)) at += 1;
  }
  return found;
}

function options(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--');
  return (end === -1 ? words : words.slice(0, end)).filter((word) => word.startsWith('-') && word !== '-');
}

/** GNU programs take every unambiguous beginning of a long option. */
function isSpelling(word: string, option: string): boolean {
  if (word === option) return true;
  if (option.startsWith('--')) {
    const name = word.split('=', 1)[0] ?? word;
    return word.startsWith('--') && name.length > 2 && option.startsWith(name);
  }
  if (option.length === 2) return !word.startsWith('--') && word.includes(option.charAt(1), 1);
  return word.startsWith(`${option}=`);
}
