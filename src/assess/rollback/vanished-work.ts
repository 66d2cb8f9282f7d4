import type { PossibleLoss } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';

const programsAtMost = 5;

/** Changes that were there before a program ran and not after it. */
export function vanishedWork({ repository, vanished }: RepositoryFacts): PossibleLoss[] {
  return vanished.flatMap(({ paths, programs, seenBy }) => {
    const ran = programs
      .slice(0, programsAtMost)
      .map(({ argument }) => `\`${argument}\``)
      .join(', ');
    return paths.map((path) => ({
      what: `${repository.path}/${path}`,
      reason: `a recorded call saw changes there that no commit holds, and the next look no longer found them: ${ran} ran between the two`,
      decide:
        'what that program does to files, and whether somebody else took the changes away meanwhile: a backup, or an editor that had the file open, may hold them',
      evidence: [seenBy, ...programs.slice(0, programsAtMost).map(({ evidence }) => evidence)],
    }));
  });
}
