import type { AttributedRefMove } from './attribution.ts';
import type { RefAction } from './ref-action.ts';

/** Actions whose entry names a commit that the same command has just written. */
export const makesCommit: ReadonlySet<RefAction> = new Set([
  'commit',
  'amend',
  'merge',
  'cherry-pick',
  'revert',
  'rebase',
  'am',
  'pull',
]);

/** A move that a call made, beyond doubt or nearly so; `session` is too weak to undo somebody's work on. */
export function isAgents({ attribution }: Pick<AttributedRefMove, 'attribution'>): boolean {
  return attribution === 'exact' || attribution === 'strong';
}

/** Commits that recorded calls wrote; those that a fast-forward or a rebase only came upon are somebody else's. */
export function agentCommits(moves: readonly AttributedRefMove[]): ReadonlySet<string> {
  return new Set(moves.flatMap((move) => (isAgents(move) && wroteCommit(move) ? [move.sha] : [])));
}

function wroteCommit({ action, message = '' }: AttributedRefMove): boolean {
  const makes: ReadonlySet<string> = makesCommit;
  return makes.has(action) && !/fast-forward|\((?:start|finish|abort)\)/i.test(message);
}
