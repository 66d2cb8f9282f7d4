import { resolve } from 'node:path';
import type { Gap } from '../../evidence/gap.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import { openHomeOf } from '../../invocation/open-home.ts';
import type { CallWatcher } from '../../transcripts/call-watcher.ts';
import { inventory } from '../../transcripts/inventory.ts';
import { returnedBy, watchCalls } from '../watch-calls.ts';
import { type CollectedWork, watchWork } from './collected-work.ts';
import { type ExaminedRepository, examineRepositories, foldersOf } from './examine-repositories.ts';
import { whichGit } from './which-git.ts';

/** Options that say which repositories are examined, and what of them. */
export type WorkOption = 'repo' | 'git' | 'since' | 'until' | 'deep';

/**
 * The repositories in which recorded sessions worked, and those that operands and `--repo` name.
 * @param gaps grows while the repositories are taken
 */
export function examine(
  work: CollectedWork,
  invocation: Invocation<WorkOption>,
  gaps: Gap[],
): AsyncIterable<ExaminedRepository> {
  const { options, operands, cwd, progress } = invocation;
  const given = [...options.repo, ...operands.map((operand) => resolve(cwd, operand))];
  const home = { ...openHomeOf(invocation), repositories: given };
  return examineRepositories(work, {
    home,
    given,
    since: options.since,
    until: options.until,
    searchPath: whichGit(invocation, home, foldersOf(work).recorded),
    deep: options.deep === true,
    reportGap: (gap: Gap) => gaps.push(gap),
    progress,
  });
}

/**
 * Reads every transcript of the home once.
 * @param others what else looks at the calls on the way
 */
export async function readWork(
  invocation: Invocation,
  gaps: Gap[],
  others: readonly CallWatcher<unknown>[] = [],
): Promise<CollectedWork> {
  const home = openHomeOf(invocation);
  invocation.progress('reading transcripts');
  const work = watchWork();
  const account = await returnedBy(watchCalls(inventory(home), home, [work, ...others]));
  gaps.push(...account.gaps);
  return work.result(account);
}
