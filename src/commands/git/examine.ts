import { resolve } from 'node:path';
import type { RecordedWork } from '../../assess/attribute.ts';
import type { Gap } from '../../evidence/gap.ts';
import { openHome } from '../../evidence/home.ts';
import type { Invocation } from '../command.ts';
import { inventory } from '../inventory.ts';
import { type ExaminedRepository, examineRepositories } from './examine-repositories.ts';
import { collectWork } from './recorded-work.ts';

export type ExaminedWork = ExaminedRepository & { readonly work: RecordedWork };

/**
 * The repositories in which recorded sessions worked, and those that operands and `--repo` name.
 * @param gaps grows while the repositories are taken
 */
export async function* examine(invocation: Invocation, gaps: Gap[]): AsyncIterable<ExaminedWork> {
  const { options, operands, cwd, env, progress } = invocation;
  const work = await recordedWork(invocation, gaps);
  const examination = {
    home: openHome(options.home, options.root),
    given: [...options.repo, ...operands.map((operand) => resolve(cwd, operand))],
    since: options.since,
    until: options.until,
    searchPath: env['PATH'] ?? '',
    deep: options.deep === true,
    reportGap: (gap: Gap) => gaps.push(gap),
    progress,
  };
  for await (const repository of examineRepositories(work, examination)) yield { ...repository, work };
}

async function recordedWork({ options, progress }: Invocation, gaps: Gap[]): Promise<RecordedWork> {
  const home = openHome(options.home, options.root);
  progress('reading transcripts');
  const calls = inventory(home);
  const collector = collectWork(home);
  for await (const call of calls) collector.take(call);
  const account = calls.account();
  gaps.push(...account.gaps);
  return collector.finish(account);
}
