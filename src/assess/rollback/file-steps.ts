import type { FileFacts } from './file-facts.ts';
import { fileGuards } from './file-guard.ts';
import type { FileGuard, PossibleLoss, RollbackStep } from './plan.ts';
import { line } from './shell-word.ts';
import { doubts, planFile, type SingleFilePlan } from './single-file-plan.ts';

/** What a plan says of single files. */
export interface FilePlan extends Omit<SingleFilePlan, 'unsure'> {
  /** The files that steps change, as they were when the plan was made. */
  readonly guards: readonly FileGuard[];
}

/**
 * Brings single files back that no commit holds. A file that somebody changed since is left as it is, and the earlier
 * content is put beside it.
 * @param folder for copies of the files as they are now; absolute
 */
export function fileSteps(files: readonly FileFacts[], folder: string, stamp: string): FilePlan {
  const plans = files.map((facts, index) => planFile(facts, { copy: `${folder}/files/${index + 1}`, stamp }));
  const changed = files.flatMap(({ record, now, behind = now }, index) => {
    const isChanged = plans[index]?.steps.some(({ commands }) => commands.length > 0) === true;
    return isChanged ? [{ path: record.path, now: behind, copy: `${folder}/files/${index + 1}` }] : [];
  });
  const steps = plans.flatMap((plan, index) =>
    plan.steps.map((step) => ({ ...step, chain: `files:${index + 1}` })),
  );
  // What is put beside a file changes nothing of it.
  const replaced = new Set(steps.flatMap(({ replaces }) => replaces ?? []));
  const copied = changed.filter(({ path }) => replaced.has(path));
  const copies = copied.flatMap(({ path, now, copy }) =>
    now.kind === 'file' ? [line('cp', '-p', '--', path, copy)] : [],
  );
  return {
    steps: copied.length > 0 ? [saveFiles(folder, copies), ...steps] : steps,
    guards: changed.flatMap(({ path, now }) => fileGuards(path, now)),
    lost: plans.flatMap(({ lost }) => lost),
    possible: grouped(plans.flatMap(({ possible }) => possible)),
    unknown: [...plans.flatMap(({ unknown }) => unknown), ...unsure(files, plans)],
  };
}

/** A redirection makes a file or empties one, and a reset writes one whatever lay there: told once, of all of them. */
function unsure(files: readonly FileFacts[], plans: readonly SingleFilePlan[]): string[] {
  return Object.entries(doubts).flatMap(([kind, words]) => {
    const paths = files.flatMap(({ record }, index) => (plans[index]?.unsure === kind ? [record.path] : []));
    return paths.length === 0 ? [] : [`${words} ${listed(paths)}`];
  });
}

const pathsAtMost = 50;

/** What is said of many paths alike is said once. */
function grouped(possible: readonly PossibleLoss[]): PossibleLoss[] {
  const groups = new Map<string, PossibleLoss[]>();
  for (const loss of possible) {
    const key = loss.lostAt === undefined ? loss.reason : `${loss.reason} ${loss.what}`;
    groups.set(key, [...(groups.get(key) ?? []), loss]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length === 1) return group;
    const what = listed(group.map((loss) => loss.what));
    return [{ ...first, what, evidence: group.slice(0, 10).flatMap(({ evidence }) => evidence) }];
  });
}

function listed(paths: readonly string[]): string {
  const more = paths.length > pathsAtMost ? [`${paths.length - pathsAtMost} more`] : [];
  return [...paths.slice(0, pathsAtMost), ...more].join(', ');
}

function saveFiles(folder: string, copies: readonly string[]): RollbackStep {
  return {
    kind: 'save',
    title: 'Copy every single file that a later step would change',
    reason: 'from these copies each of them can be put back',
    evidence: [],
    commands: [line('mkdir', '-p', '-m', '700', `${folder}/files`), ...copies],
    changes: 'writes a folder; no other file changes',
    risk: 'the copies hold whatever the files hold, secrets too',
    check: 'the folder is there',
    checkCommand: line('test', '-d', `${folder}/files`),
    undo: 'nothing to undo; the folder stays until you remove it',
    undoCommands: [],
    chain: 'files',
  };
}
