import { agentCommits } from '../../assess/agent-commits.ts';
import { attributeUnnamed } from '../../assess/attribute.ts';
import { recordedRoots } from '../../assess/recorded-roots.ts';
import type { FileFacts } from '../../assess/rollback/file-facts.ts';
import { fileGuards } from '../../assess/rollback/file-guard.ts';
import type { FileGuard, RollbackPlan } from '../../assess/rollback/plan.ts';
import { planRollback } from '../../assess/rollback/plan-rollback.ts';
import { planStamp } from '../../assess/rollback/plan-stamp.ts';
import {
  changedBranches,
  type RemovedRef,
  type RepositoryFacts,
} from '../../assess/rollback/repository-facts.ts';
import type { FileLedger } from '../../events/files/file-ledger.ts';
import { configuredBackups } from '../../evidence/backups/configured-backups.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import { readEditorHistory } from '../../evidence/editors/editor-history.ts';
import { readFileHistory } from '../../evidence/file-history.ts';
import { fileState } from '../../evidence/file-state.ts';
import type { RepositoryEvidence } from '../../evidence/git/repository-evidence.ts';
import type { WorktreeState } from '../../evidence/git/worktree-state.ts';
import type { Home } from '../../evidence/home.ts';
import { writeRecovered } from '../../evidence/recovered-contents.ts';
import { neverRan } from '../../transcripts/tool-call.ts';
import type { CollectedWork } from './collected-work.ts';
import { dropsStaged } from './discarding.ts';
import type { ExaminedRepository } from './examine-repositories.ts';
import type { FileSearch } from './file-contents.ts';
import { filesInside, filesOutside } from './gather-files.ts';
import { mayHide } from './may-hide.ts';
import { stashedWork } from './stashed-work.ts';
import { takenWork } from './taken-work.ts';
import { vanishedChanges } from './vanished-changes.ts';

/** Makes one plan for all repositories and for the machine. */
export interface RollbackPlanner {
  /** Asks the repository what the plan needs; while it is open. */
  add(examined: ExaminedRepository): Promise<void>;
  /** @param now the time of the plan, from which the names of its copies are made */
  finish(now: Date): RollbackPlan;
}

export interface PlannerSettings {
  readonly evidence: Evidence;
  /** Folder to which contents that transcripts hold are written; absent: they are not. */
  readonly recover?: string | undefined;
}

export function rollbackPlanner(
  work: CollectedWork,
  { evidence, recover }: PlannerSettings,
): RollbackPlanner {
  const { home, reportGap } = evidence;
  const wanted = new Map<string, string>();
  const search: FileSearch = {
    home,
    ledger: work.files,
    history: readFileHistory(home, reportGap),
    editors: readEditorHistory(home, reportGap),
    ...(recover !== undefined && { recover }),
    wanted: (blobId, content) => wanted.set(blobId, content),
  };
  const repositories: RepositoryFacts[] = [];
  const files: FileFacts[] = [];
  return {
    async add(examined) {
      const facts = await gatherFacts(examined, search);
      repositories.push(facts);
      files.push(...(await filesInside(search, { facts, open: examined.open })));
    },
    finish(now) {
      files.push(
        ...filesOutside(
          search,
          repositories.map(({ repository }) => repository),
        ),
      );
      if (recover !== undefined) writeRecovered(home, recover, wanted);
      return planRollback({
        repositories,
        files,
        places: work.reach.places(),
        destructions: work.destroyed.destructions(),
        backups: configuredBackups(evidence),
        uploads: work.reach.uploads,
        stamp: planStamp(now),
        sessions: work.sessions,
        home: home.recordedPath,
        isCut: work.files.cut,
      });
    },
  };
}

/** Refs whose files recorded calls removed, as if they were no more than files. */
function removedRefs({ commonDirectory }: RepositoryEvidence, files: FileLedger): RemovedRef[] {
  return files.records().flatMap(({ path, deletions }) => {
    const ref = path.startsWith(`${commonDirectory}/`) ? path.slice(commonDirectory.length + 1) : '';
    const mark = deletions.at(-1);
    return mark && /^refs\/(?:(?:heads|tags)\/.|stash$)/.test(ref) ? [{ ref, mark }] : [];
  });
}

async function gatherFacts(
  { repository, open, work, skewMs, moves }: ExaminedRepository,
  { home, ledger: files }: FileSearch,
): Promise<RepositoryFacts> {
  const { contain } = recordedRoots(repository, work);
  const branches = [];
  for (const branch of changedBranches(repository, moves)) {
    const { before, now } = branch;
    const comparison =
      before === undefined || now === undefined || before === now || repository.gone.has(before)
        ? undefined
        : await open.compare(before, now);
    const alone = comparison && now !== undefined ? await open.reachedOnlyBy(branch.ref, now) : undefined;
    branches.push({ ...branch, ...(comparison && { comparison }), ...(alone && { alone }) });
  }
  const state = await open.worktreeState();
  const calls = work.calls
    .filter(({ directories, outcome }) => !neverRan(outcome) && directories.some(contain))
    .toSorted((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
  const takesFiles = files.records().some(({ path, deletions }) => deletions.length > 0 && contain(path));
  const unnamed = takesFiles || mayHide(calls, repository) ? await open.unnamed() : undefined;
  const found = unnamed ? attributeUnnamed(repository, work, unnamed.commits) : [];
  return {
    repository,
    moves,
    calls,
    branches,
    stashed: await stashedWork({ repository, open, skewMs, moves }, files),
    taken: await takenWork({ repository, open, skewMs, moves }, files),
    removedRefs: removedRefs(repository, files),
    vanished: vanishedChanges({ repository, calls, moves, ...(state && { state }) }, { home, files }),
    skewMs,
    dropsStaged: calls.some(({ invocations }) => invocations.some(dropsStaged)),
    ...(unnamed && { unnamed }),
    ownUnnamed: agentCommits(found),
    ...(state && { state }),
    uncommitted: state ? uncommittedFiles(repository.path, state, home) : [],
  };
}

/** Hashing more would take longer than the plan. */
const hashedAtMost = 500;

/** Changed and untracked files, as they are now. */
function uncommittedFiles(
  root: string,
  { changed, deleted, untracked }: WorktreeState,
  home: Home,
): readonly FileGuard[] {
  const gone = new Set(deleted);
  const paths = [...changed.filter((path) => !gone.has(path)), ...untracked].filter(
    (path) => !path.endsWith('/'),
  );
  return paths.slice(0, hashedAtMost).flatMap((path) => {
    const absolute = `${root}/${path}`;
    const now = fileState(home, absolute);
    // What cannot be found here may be on the machine all the same.
    return now.kind === 'file' ? fileGuards(absolute, now) : [];
  });
}
