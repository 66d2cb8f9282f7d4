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

/** Whether the command that moved the ref wrote the commit as well; what a remote's ref is moved to was fetched. */
export function wroteCommit({ ref, action, message = '' }: MoveWords): boolean {
  const makes: ReadonlySet<string> = makesCommit;
  return (
    makes.has(action) &&
    !ref.startsWith('refs/remotes/') &&
    !/fast-forward|\((?:start|finish|abort)\)/i.test(message)
  );
}

interface MoveWords {
  readonly ref: string;
  readonly action: string;
  readonly message?: string;
}
