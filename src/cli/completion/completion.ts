import type { Command } from '../../commands/command.ts';
import { oneOf } from '../../invocation/options/names.ts';
import type { AnyCommandEntry } from '../command-table.ts';
import { bashCompletion } from './bash.ts';
import { type CommandWords, wordsOf } from './command-words.ts';
import { fishCompletion } from './fish.ts';
import { shellsCompleted } from './shells-completed.ts';
import { zshCompletion } from './zsh.ts';

/** A script for a shell to read. */
export interface CompletionScript {
  readonly script: string;
}

const writers = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } satisfies Record<
  (typeof shellsCompleted)[number],
  (commands: readonly CommandWords[]) => string
>;

/** Prints what a shell completes: the words of the whole command table. */
export function completionOf(all: readonly AnyCommandEntry[]): Command<never, CompletionScript> {
  return async ({ operands: [given = ''] }) => {
    const shell = oneOf(given, shellsCompleted, 'shell');
    const document = { script: writers[shell](all.map(wordsOf)) };
    return { shape: 'document', document, status: { level: 'none', gaps: [] } };
  };
}

export function scriptOf({ script }: CompletionScript): string {
  return script;
}
