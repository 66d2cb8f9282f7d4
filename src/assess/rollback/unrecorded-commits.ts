import { wroteCommit } from '../agent-commits.ts';
import type { RepositoryFacts } from './repository-facts.ts';

const namedAtMost = 20;

/**
 * What is to be said of commits that were made here while a session worked with prompts off, and that no recorded call
 * made: a human beside it, a program that a call had started, or a call whose record is gone.
 */
export function unrecordedCommits({ moves, calls }: RepositoryFacts): string[] {
  const unguarded = new Set(
    calls.flatMap(({ permissionMode, sessionId }) =>
      permissionMode === 'bypassPermissions' ? [sessionId] : [],
    ),
  );
  const found = new Set(
    moves.flatMap((move) => {
      const isNobodys = move.attribution === 'session' && unguarded.has(move.sessionId ?? '');
      return isNobodys && wroteCommit(move) ? [move.sha.slice(0, 10)] : [];
    }),
  );
  if (found.size === 0) return [];
  const names = [...found].slice(0, namedAtMost).join(', ');
  const more = found.size > namedAtMost ? ` and ${found.size - namedAtMost} more` : '';
  return [
    `${found.size === 1 ? '1 commit was' : `${found.size} commits were`} made while a session worked with prompts off, and no recorded call made ${found.size === 1 ? 'it' : 'them'}: ${names}${more}; the plan leaves them alone, look at each`,
  ];
}
