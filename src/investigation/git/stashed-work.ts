import { isAgents } from '../../assess/agent-commits.ts';
import type { StashedWork } from '../../assess/rollback/taken-work.ts';
import type { FileLedger } from '../../events/files/file-ledger.ts';
import type { ExaminedRepository } from './examine-repositories.ts';
import { withHeld, writtenByOthers } from './taken-work.ts';

/** Each is a few questions to git. */
const stashesAtMost = 50;

/** Trees without a file, which git knows without an object. https://git-scm.com/docs/git-hash-object */
const emptyTrees: Readonly<Record<number, string>> = {
  40: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  64: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};

/** Stashes that calls made of work of others, and that stand among the stashes still. */
export async function stashedWork(
  { repository, open, skewMs, moves }: Pick<ExaminedRepository, 'repository' | 'open' | 'skewMs' | 'moves'>,
  files: FileLedger,
): Promise<StashedWork[]> {
  const commits = new Map(repository.commits.map((commit) => [commit.sha, commit]));
  const stashes = moves.filter((move) => move.ref === 'refs/stash' && isAgents(move));
  const found: StashedWork[] = [];
  for (const { sha, at } of stashes.slice(-stashesAtMost)) {
    const [base, , untracked] = commits.get(sha)?.parents ?? [];
    if (base === undefined || repository.gone.has(sha)) continue;
    const isOthers = writtenByOthers(repository.path, files);
    const sides = [
      { sha, from: base },
      ...(untracked === undefined ? [] : [{ sha: untracked, from: emptyTrees[untracked.length] ?? base }]),
    ];
    const inRecords = new Date(Date.parse(at) - skewMs).toISOString();
    const held = [];
    for (const side of sides) {
      const changed = await open.changed(side.from, side.sha);
      for (const { path, before } of changed.filter(isOthers(changed, inRecords)))
        held.push({ path, sha: side.sha, ...(before !== undefined && { base: before }) });
    }
    if (held.length > 0) found.push({ sha, files: await withHeld(held, { repository, open }) });
  }
  return found;
}
