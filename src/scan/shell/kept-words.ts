import type { VariablePiece, Word } from '../../shell/syntax.ts';
import type { Frame } from './shell-text.ts';

/** A word of a variable, of an array or of the arguments of a script, where it was given. */
export interface KeptWord extends Word {
  /** What held where it was given. */
  readonly keptIn: Frame;
}

export function isKept(word: Word): word is KeptWord {
  return 'keptIn' in word;
}

const mostWords = 200;

/**
 * Words that a script keeps for a command: `FLAGS="--yolo"`, `args+=(--force)`, `set -- "$@" -y`. What any branch adds
 * is kept, for any of them may run.
 */
export class KeptWords {
  readonly #kept = new Map<string, readonly KeptWord[]>();

  /**
   * @param name of the variable or array, `@` for the arguments
   * @param given `isMore`: beside what the name holds already
   */
  keep(name: string, words: readonly Word[], { frame, isMore }: { frame: Frame; isMore: boolean }): void {
    const before = isMore ? (this.#kept.get(name) ?? []) : [];
    const given = this.expand(words).map(
      (word): KeptWord => (isKept(word) ? word : { ...word, keptIn: frame }),
    );
    const added = given.filter((word) => !before.includes(word));
    if (before.length + added.length > mostWords) return;
    this.#kept.set(name, [...before, ...added]);
  }

  /** The words of a command, with those that are kept in the place of the variable that holds them. */
  expand(words: readonly Word[]): readonly (Word | KeptWord)[] {
    if (this.#kept.size === 0) return words;
    return words.flatMap((word): readonly (Word | KeptWord)[] => {
      const piece = onlyVariable(word);
      const kept = piece && this.#kept.get(piece.name);
      if (!kept) return [word];
      // What stands in quotes is one word, but for an array.
      const isOne = piece.quoted && piece.index === undefined && piece.name !== '@';
      return isOne && kept.length > 1 ? [word] : kept;
    });
  }
}

/** `$NAME`, `"${NAME[@]}"`, `${NAME[@]+"${NAME[@]}"}`, `${NAME:-}`. */
function onlyVariable({ pieces }: Word): VariablePiece | undefined {
  const [piece] = pieces;
  if (pieces.length !== 1 || piece?.kind !== 'variable') return undefined;
  return piece.operator === undefined || /^:?[-+]$/.test(piece.operator) ? piece : undefined;
}

/** The words of a value that is not quoted where it is used. */
export function wordsOfValue(word: Word): readonly Word[] {
  const parts = word.value.trim().split(/\s+/);
  if (parts.length === 1) return [{ ...word, value: word.value.trim() }];
  return parts.map((part) => {
    const value = part.replace(/^["']|["']$/g, '');
    const name = /^\$\{?(\w+)\}?$/.exec(value)?.[1];
    const piece =
      name === undefined
        ? ({ kind: 'text', text: value, quoted: false } as const)
        : ({ kind: 'variable', name, quoted: false, text: value } as const);
    return { ...word, value, pieces: [piece] };
  });
}
