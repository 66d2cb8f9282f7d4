import type { OptionsOf } from '../../invocation/options.ts';
import type { ExaminedRepository } from './examine-repositories.ts';

/** What a window that the user gave hides of the repositories; a count that grows while they are taken. */
export interface LeftOutMoves {
  take(examined: ExaminedRepository): void;
  /** One sentence, or none where nothing is hidden. */
  notes(): readonly string[];
}

export function leftOutMoves({ since, until }: OptionsOf<'since' | 'until'>): LeftOutMoves {
  let count = 0;
  return {
    take({ leftOut }) {
      count += leftOut;
    },
    notes() {
      // Without one, what came before the first session is no part of the question.
      if (count === 0 || (since === undefined && until === undefined)) return [];
      return [`the window leaves out ${count} movement${count === 1 ? '' : 's'} of refs`];
    },
  };
}
