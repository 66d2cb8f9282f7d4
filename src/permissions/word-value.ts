import type { Word } from '../shell/syntax.ts';

/** What a word comes to before the shell runs it. */
export interface WordValue {
  /** Text with quotes removed and what is known filled in; unknown parts as written. */
  readonly text: string;
  /** Some part is only known when the line runs. */
  readonly dynamic: boolean;
  /** An unquoted `*`, `?` or `[…]` stands in it. */
  readonly glob: boolean;
}

/** Reads one word; `$HOME` and a leading `~` are known, other variables are not. */
export function wordValue(word: Word, home: string): WordValue {
  let text = '';
  let dynamic = false;
  let glob = false;
  for (const piece of word.pieces) {
    if (piece.kind === 'text') text += piece.text;
    else if (piece.kind === 'glob') {
      glob = true;
      text += piece.text;
    } else if (piece.kind === 'variable' && piece.name === 'HOME' && piece.operator === undefined) {
      text += home;
    } else {
      dynamic = true;
      text += 'text' in piece ? piece.text : word.text;
    }
  }
  return { text: text === '' && word.pieces.length === 0 ? word.value : text, dynamic, glob };
}
