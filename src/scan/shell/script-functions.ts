import type { Script, Word } from '../../shell/syntax.ts';
import { printingFunctions } from './quiet-programs.ts';

/** What the functions of a script do with the words that they are given. */
export interface ScriptFunctions {
  /** Print them, and nothing else. */
  readonly printing: ReadonlySet<string>;
  /** Print what a caller takes: `CMD=$(agent_command)`. */
  readonly gives: (name: string) => boolean;
}

export function scriptFunctions(script: Script, source: string): ScriptFunctions {
  const captured = capturedNames(source);
  return {
    printing: printingFunctions(script),
    gives: (name) => (captured.has(name) || valueName.test(name)) && !/usage|help|print|show/.test(name),
  };
}

const valueName = /(?:^|_)(?:cmd|command|args|flags|opts|launch)(?:_|$)/;

/** Functions that stand in a command substitution. */
function capturedNames(source: string): ReadonlySet<string> {
  return new Set([...source.matchAll(/(?:\$\(|`)\s*([A-Za-z_][\w-]*)/g)].map((match) => match[1] ?? ''));
}

/** The words of a command in a function, with what the function was given in the place of `"$@"` and `"$1"`. */
export function withArguments(words: readonly Word[], given: readonly Word[] | undefined): readonly Word[] {
  if (!given) return words;
  return words.flatMap((word) => {
    const [piece] = word.pieces;
    if (word.pieces.length !== 1 || piece?.kind !== 'variable' || piece.operator !== undefined) return [word];
    if (piece.name === '@' || piece.name === '*') return given;
    const position = /^[1-9]$/.test(piece.name) ? given[Number(piece.name) - 1] : undefined;
    return position ? [position] : [word];
  });
}
