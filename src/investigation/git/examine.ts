import { resolve } from 'node:path';
import type { Gap } from '../../evidence/gap.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import { openHomeOf } from '../../invocation/open-home.ts';
import { CallAnalyser } from '../../transcripts/effects/call-analyser.ts';
import { homeInCommands } from '../../transcripts/effects/home-in-commands.ts';
import { inventory } from '../../transcripts/inventory.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { type ExaminedRepository, examineRepositories } from './examine-repositories.ts';
import { type CollectedWork, collectWork } from './recorded-work.ts';

/** Options that say which repositories are examined, and what of them. */
export type WorkOption = 'repo' | 'since' | 'until' | 'deep';

/**
 * The repositories in which recorded sessions worked, and those that operands and `--repo` name.
 * @param gaps grows while the repositories are taken
 */
export function examine(
  work: CollectedWork,
  invocation: Invocation<WorkOption>,
  gaps: Gap[],
): AsyncIterable<ExaminedRepository> {
  const { options, operands, cwd, env, progress } = invocation;
  return examineRepositories(work, {
    home: openHomeOf(invocation),
    given: [...options.repo, ...operands.map((operand) => resolve(cwd, operand))],
    since: options.since,
    until: options.until,
    searchPath: env['PATH'] ?? '',
    deep: options.deep === true,
    reportGap: (gap: Gap) => gaps.push(gap),
    progress,
  });
}

/**
 * Reads every transcript of the home once.
 * @param observe sees each call with its effects on the way
 */
export async function readWork(
  invocation: Invocation,
  gaps: Gap[],
  observe: (call: ToolCall) => void = () => undefined,
): Promise<CollectedWork> {
  const home = openHomeOf(invocation);
  invocation.progress('reading transcripts');
  const analyser = new CallAnalyser(homeInCommands(home));
  const collector = collectWork();
  const calls = inventory(home);
  for await (const recorded of calls) {
    const analysed = analyser.analyse(recorded);
    collector.take(analysed);
    observe(analysed.call);
  }
  const account = calls.account();
  gaps.push(...account.gaps);
  return collector.finish(account);
}
