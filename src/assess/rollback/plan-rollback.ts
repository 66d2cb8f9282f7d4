import type { Reach } from '../../events/files/reach-ledger.ts';
import { homeOf } from '../../shell/homes.ts';
import type { SessionSpan } from '../recorded-work.ts';
import { backupSteps } from './backup-step.ts';
import { branchSteps } from './branch-steps.ts';
import type { FileFacts } from './file-facts.ts';
import { fileSteps } from './file-steps.ts';
import { guardOf } from './guard.ts';
import { lostObjectSteps } from './lost-object-steps.ts';
import type { LostForGood, RepositoryGuard, RollbackPlan, RollbackStep } from './plan.ts';
import { programNotes, programSteps } from './program-steps.ts';
import { reachSteps } from './reach-steps.ts';
import { remoteSteps } from './remote-steps.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { saveFolder, saveStep } from './save-step.ts';

/** What one repository adds to the plan. */
interface RepositoryPlan {
  readonly steps: readonly RollbackStep[];
  readonly remote: readonly RollbackStep[];
  readonly guards: readonly RepositoryGuard[];
  readonly lost: readonly LostForGood[];
  readonly unknown: readonly string[];
}

/** What a plan is made from. */
export interface RollbackInput {
  readonly repositories: readonly RepositoryFacts[];
  readonly files: readonly FileFacts[];
  readonly places: readonly Reach[];
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
  const plans = input.repositories.map((facts) => planRepository(facts, input));
  const files = fileSteps(input.files, fileFolder(input), input.stamp);
  const hooks = input.repositories.flatMap(({ repository }) => repository.programs.map(({ value }) => value));
  const handled = new Set([...hooks, ...files.steps.flatMap(({ subject }) => subject ?? [])]);
  return {
    steps: [
      ...plans.flatMap(({ steps }) => steps),
      ...files.steps,
      ...backupSteps(files.lost),
      ...reachSteps(
        input.places.filter(({ kind, target }) => kind === 'credential' || !handled.has(target)),
        input.uploads,
      ),
      ...plans.flatMap(({ remote }) => remote),
    ],
    guards: plans.flatMap(({ guards }) => guards),
    lost: [...plans.flatMap(({ lost }) => lost), ...files.lost],
    unknown: [
      ...plans.flatMap(({ unknown }) => unknown),
      ...files.unknown,
      ...(input.isCut
        ? ['more files were changed than a plan holds; the plan names only the first ones']
        : []),
    ],
  };
}

/** Copies go to the home of the user whose files they are; never into a collected copy of it. */
function fileFolder({ files, home, stamp }: RollbackInput): string {
  const own = files.flatMap(({ record }) => homeOf(record.path) ?? [])[0];
  return own === undefined ? `${home}.yolo-triage-${stamp}` : `${own}/yolo-triage-${stamp}`;
}

function planRepository(facts: RepositoryFacts, { stamp, sessions }: RollbackInput): RepositoryPlan {
  const folder = saveFolder(facts.repository.path, stamp);
  const wasWorking = (at: string) =>
    sessions.some(({ startedAt, endedAt }) => startedAt <= at && at <= endedAt);
  const branches = facts.branches.map((branch) => branchSteps(facts, branch, stamp));
  const objects = lostObjectSteps(facts, stamp);
  const remote = remoteSteps(facts);
  const steps = [
    ...branches.flatMap((plan) => plan.steps),
    ...objects.steps,
    ...programSteps(facts, folder, wasWorking),
  ];
  const unknown = [...branches.flatMap((plan) => plan.unknown), ...objects.unknown];
  const needed = steps.length + remote.length > 0;
  const saved = (step: RollbackStep) => ({ ...step, saveFolder: folder });
  return {
    steps: needed ? [saveStep(facts, stamp), ...steps].map(saved) : [],
    remote: remote.map(saved),
    guards: needed ? [guardOf(facts)] : [],
    lost: objects.lost,
    unknown: [...unknown, ...limits(facts), ...programNotes(facts)],
  };
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
