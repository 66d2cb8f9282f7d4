import type { AttributedRefMove } from '../../assess/attribution.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import { examine, readWork } from '../git/examine.ts';

/** The newest move of a ref to or from a commit, in the repositories in which sessions worked; with the call that made it. */
export async function refMoveOf(
  commit: string,
  invocation: Invocation<'repo' | 'git'>,
  gaps: Gap[],
): Promise<AttributedRefMove | undefined> {
  const work = await readWork(invocation, gaps);
  const options = { ...invocation.options, since: undefined, until: undefined, deep: undefined };
  for await (const { moves } of examine(work, { ...invocation, options, operands: [] }, gaps)) {
    const those = moves.filter((move) => namesOf(move).some((sha) => sha.startsWith(commit)));
    const made = those.filter(({ sha, toolCallId }) => sha.startsWith(commit) && toolCallId !== undefined);
    const move = made.at(-1) ?? those.at(-1);
    if (move) return move;
  }
  return undefined;
}

function namesOf({ sha, previousSha, lostOfOthers = [] }: AttributedRefMove): readonly string[] {
  return [sha, ...(previousSha === undefined ? [] : [previousSha]), ...lostOfOthers];
}
