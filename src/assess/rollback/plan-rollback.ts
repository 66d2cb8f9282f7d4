import type { Destruction } from '../../events/files/destruction-ledger.ts';
import type { Reach } from '../../events/files/reach-ledger.ts';
import type { ConfiguredBackup } from '../../evidence/backups/configured-backups.ts';
import type { SessionSpan } from '../recorded-work.ts';
import { backupSteps } from './backup-step.ts';
import { branchSteps } from './branch-steps.ts';
import { collectedCommits } from './collected-commits.ts';
import { copiesFolder } from './copies-folder.ts';
import { destructionSteps } from './destruction-step.ts';
import type { FileFacts } from './file-facts.ts';
import { fileSteps } from './file-steps.ts';
import { headBackSteps } from './forced-checkout.ts';
import { forcedSubmodules } from './forced-submodules.ts';
import { guardOf } from './guard.ts';
import { lostObjectSteps } from './lost-object-steps.ts';
import { lostWorktrees } from './lost-worktrees.ts';
import { type BegunOperation, begunOperations, operationStep } from './operation-steps.ts';
import type {
  FileGuard,
  LostForGood,
  PossibleLoss,
  RepositoryGuard,
  RollbackPlan,
  RollbackStep,
} from './plan.ts';
import { programNotes, programSteps } from './program-steps.ts';
import { quietCleans } from './quiet-cleans.ts';
import { reachSteps } from './reach-steps.ts';
import { remoteDeletions } from './remote-deletions.ts';
import { remoteSteps } from './remote-steps.ts';
import type { BranchChange, RepositoryFacts } from './repository-facts.ts';
import { saveStep } from './save-step.ts';
import { line } from './shell-word.ts';
import { stateCommands } from './state-commands.ts';
import { stashedSteps, takenSteps } from './taken-steps.ts';
import { unrecordedCommitSteps } from './unrecorded-commits.ts';
import { vanishedWork } from './vanished-work.ts';

/** What one repository adds to the plan. */
interface RepositoryPlan {
  readonly steps: readonly RollbackStep[];
  readonly remote: readonly RollbackStep[];
  readonly guards: readonly RepositoryGuard[];
  readonly fileGuards: readonly FileGuard[];
  readonly stateCommands: readonly string[];
  readonly lost: readonly LostForGood[];
  readonly possible: readonly PossibleLoss[];
  readonly unknown: readonly string[];
}

/** What a plan is made from. */
export interface RollbackInput {
  readonly repositories: readonly RepositoryFacts[];
  readonly files: readonly FileFacts[];
  readonly places: readonly Reach[];
  /** What calls destroyed besides files of this machine. */
  readonly destructions: readonly Destruction[];
  /** Tools whose settings are on the machine. */
  readonly backups: readonly ConfiguredBackup[];
  /** How often a session sent something to another machine. */
  readonly uploads: number;
  /** When sessions worked. */
  readonly sessions: readonly Pick<SessionSpan, 'startedAt' | 'endedAt'>[];
  /** Names the copies: the time of the plan, digits and letters only. */
  readonly stamp: string;
  /** The evidence home, as the evidence writes it. */
  readonly home: string;
  /** Whether files or contents had to be left out. */
  readonly isCut: boolean;
}

/**
 * The safest way back from what recorded sessions did: copies first, then what is cheap and can be undone, then what
 * reaches other machines.
 */
export function planRollback(input: RollbackInput): RollbackPlan {
  const folder = copiesFolder(input);
  const plans = input.repositories.map((facts, index) =>
    planRepository(facts, input, `${folder}/repository-${index + 1}`),
  );
  const files = fileSteps(input.files, folder, input.stamp);
  const hooks = input.repositories.flatMap(({ repository }) => repository.programs.map(({ value }) => value));
  const handled = new Set([...hooks, ...files.steps.flatMap(({ subject }) => subject ?? [])]);
  const lost = [...plans.flatMap((plan) => plan.lost), ...files.lost];
  const possible = [...plans.flatMap((plan) => plan.possible), ...files.possible];
  const steps = [
    ...plans.flatMap((plan) => plan.steps),
    ...files.steps,
    ...input.repositories.flatMap(unrecordedCommitSteps),
    ...backupSteps({ lost, possible }, input.backups),
    ...reachSteps(
      input.places.filter(({ kind, target }) => kind === 'credential' || !handled.has(target)),
      input.uploads,
    ),
    ...plans.flatMap(({ remote }) => remote),
    ...destructionSteps(input.destructions, input.backups),
  ];
  const written = new Set(steps.flatMap(({ writes = [] }) => writes));
  return {
    folder,
    steps: steps.map((step) => (step.commands.length > 0 ? { ...step, saveFolder: folder } : step)),
    guards: plans.flatMap(({ guards }) => guards),
    fileGuards: withoutTwins([...plans.flatMap(({ fileGuards }) => fileGuards), ...files.guards]),
    stateCommands: [
      ...plans.flatMap((plan) => plan.stateCommands),
      ...[...written].map((file) => line('seen', file)),
    ],
    lost,
    possible,
    unknown: [
      ...plans.flatMap(({ unknown }) => unknown),
      ...files.unknown,
      ...(input.isCut
        ? ['more files were changed than a plan holds; the plan names only the first ones']
        : []),
    ],
  };
}

function planRepository(
  facts: RepositoryFacts,
  { stamp, sessions }: RollbackInput,
  folder: string,
): RepositoryPlan {
  const wasWorking = (at: string) =>
    sessions.some(({ startedAt, endedAt }) => startedAt <= at && at <= endedAt);
  const operations = begunOperations(facts);
  const changed = facts.branches.filter(
    (branch) => !operations.some((operation) => takesBack(operation, branch)),
  );
  const branches = changed.map((branch, index) =>
    branchSteps(facts, branch, { stamp, folder: `${folder}/branch-${index + 1}` }),
  );
  const back = changed.flatMap((branch, index) => {
    const tree = branches[index]?.tree;
    return tree === undefined ? [] : [{ branch, tree }];
  });
  const objects = lostObjectSteps(facts, { stamp, folder });
  const deletions = remoteDeletions(facts);
  const remote = [...remoteSteps(facts), ...deletions.steps];
  const headBack = operations.length === 0 ? headBackSteps(facts, `${folder}/head`) : undefined;
  const copies = [...branches.flatMap((plan) => plan.copies), ...(headBack?.copies ?? [])];
  const steps = [
    ...operations.map((operation) => operationStep(facts, operation, folder)),
    ...branches.flatMap((plan) => plan.steps),
    ...(headBack?.steps ?? []),
    ...takenSteps(facts, back, stamp),
    ...stashedSteps(facts, stamp),
    ...objects.steps,
    ...programSteps(facts, folder, wasWorking),
  ];
  const needed = steps.length + remote.length > 0;
  const chained = (step: RollbackStep) => ({ ...step, chain: folder.replace(/^.*\//, '') });
  return {
    steps: needed ? [saveStep(facts, { stamp, folder, copies }), ...steps].map(chained) : [],
    remote: remote.map(chained),
    guards: needed ? [guardOf(facts)] : [],
    fileGuards: needed ? facts.uncommitted : [],
    stateCommands: needed ? stateCommands(facts.repository) : [],
    lost: objects.lost,
    possible: [
      ...objects.possible,
      ...lostWorktrees(facts),
      ...quietCleans(facts),
      ...vanishedWork(facts),
      ...forcedSubmodules(facts),
      ...collectedCommits(facts),
      ...deletions.possible,
    ],
    unknown: [...branches.flatMap((plan) => plan.unknown), ...limits(facts), ...programNotes(facts)],
  };
}

/** Giving up an operation brings back the branch that it alone has moved so far. */
function takesBack({ call }: BegunOperation, { moves }: BranchChange): boolean {
  return moves.every(({ toolCallId }) => toolCallId === call.id);
}

/** What the evidence of a repository cannot tell at all. */
function limits({ repository, skewMs }: RepositoryFacts): string[] {
  const { reflogs, refs } = repository;
  const skew =
    skewMs === 0
      ? []
      : [
          `the clock of the repository stood ${Math.round(Math.abs(skewMs) / 60_000)} minutes ${skewMs < 0 ? 'behind' : 'ahead of'} that of the records: its times were read so`,
        ];
  if (reflogs.length > 0 || refs.length === 0) return skew;
  return [...skew, 'the repository keeps no reflog: where its refs stood before cannot be known'];
}

function withoutTwins(guards: readonly FileGuard[]): FileGuard[] {
  return [...new Map(guards.map((guard) => [guard.path, guard])).values()];
}
