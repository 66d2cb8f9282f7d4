import { discardOf, withEarlier } from './discarded-file.ts';
import type { ContentSource, FileFacts } from './file-facts.ts';
import { doubt, goneOf, whetherShown } from './file-loss.ts';
import { asideStep, besideStep, bringBackStep, checkoutStep, ifReady, restoreStep } from './file-step.ts';
import { overwriteOf } from './overwritten-file.ts';
import type { FileGuard, LostForGood, PossibleLoss, RollbackStep } from './plan.ts';
import { removedStep } from './removed-step.ts';
import { replacementOf } from './replaced-file.ts';
import { line } from './shell-word.ts';

/** What a plan says of single files. */
export interface FilePlan {
  readonly steps: readonly RollbackStep[];
  /** The files that steps change, as they were when the plan was made. */
  readonly guards: readonly FileGuard[];
  readonly lost: readonly LostForGood[];
  readonly possible: readonly PossibleLoss[];
  readonly unknown: readonly string[];
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
    guards: changed.flatMap(({ path, now }) => guardsOf(path, now)),
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

const doubts = {
  written: 'whether a file was there before recorded commands wrote to',
  untracked: 'whether a file that git did not track was there before recorded commands of git wrote to',
  folders: 'whether files that git did not track were in folders that were removed and have come back:',
  removed: 'whether there were uncommitted changes in what git was forced to remove:',
  changes: 'whether there were uncommitted changes where recorded commands of git put another version:',
} as const;

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

function guardsOf(path: string, now: FileFacts['now']): FileGuard[] {
  if (now.kind === 'absent') return [{ path }];
  return now.kind === 'file' && now.sha256 !== undefined ? [{ path, sha256: now.sha256 }] : [];
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

/** What a plan says of one file. */
interface SingleFilePlan extends Omit<FilePlan, 'guards'> {
  /** What nothing tells of it. */
  readonly unsure?: keyof typeof doubts;
}

const nothing: SingleFilePlan = { steps: [], lost: [], possible: [], unknown: [] };

interface Place {
  /** Where the copy of the file as it is now lies, if there is one. */
  readonly copy: string;
  readonly stamp: string;
}

function planFile(facts: FileFacts, place: Place): SingleFilePlan {
  const plan = withEarlier(facts, planOf(facts, place), place.stamp);
  const isSilent = plan.steps.length + plan.lost.length + plan.possible.length === 0;
  if (!isSilent) return plan;
  return {
    ...plan,
    ...(facts.replaced ? replacementOf(facts, place) : overwriteOf(facts, place.stamp)),
  };
}

function planOf(facts: FileFacts, place: Place): SingleFilePlan {
  const { now, record, tracking, repository } = facts;
  if (tracking === 'removed' && repository !== undefined && facts.deletion)
    return planRemoved(facts, { repository, place });
  if (facts.link !== undefined && facts.deletion) return planBehindLink(facts, place);
  if (now.kind === 'absent') return planMissing(facts, place);
  if (now.kind === 'folder') return planMadeAgain(facts);
  if (now.kind === 'other' && record.deletions.length > 0) {
    return {
      ...nothing,
      unknown: [
        'files were removed whose folders are not part of the evidence: whether they came back is not known',
      ],
    };
  }
  if (facts.discard) return { ...nothing, ...discardOf(facts, facts.discard, place.stamp) };
  if (isNewAtItsPlace(facts)) return planNew(facts, place);
  if (record.edits.length === 0 || tracking === 'committed' || now.kind !== 'file') return nothing;
  const { before, after } = record;
  if (before === null) return planCreated(facts, place);
  if (before !== undefined && before.blobId === now.blobId) return nothing;
  const [source] = facts.original;
  if (!source) return planEdited(facts, place);
  const unchanged = after !== undefined ? after.blobId === now.blobId : source.kind === 'reverse-patch';
  const step = unchanged ? restoreStep(facts, source, place.copy) : besideStep(facts, source, place.stamp);
  return { ...nothing, steps: [ifReady(step, source)] };
}

/** Git brings back what the commit holds; changes that it was forced to remove with the file are another thing. */
function planRemoved(
  facts: FileFacts,
  { repository, place }: { readonly repository: string; readonly place: Place },
): SingleFilePlan {
  const { deletion, shown, saved, committed, latest, record } = facts;
  const steps = [removedStep(facts, repository)];
  if (deletion?.forced !== true) return { ...nothing, steps };
  const other = [shown?.content, saved].find((held) => held && held.blobId !== committed)?.source;
  const edited = record.after !== undefined && record.after.blobId !== committed ? latest[0] : undefined;
  const source = edited ?? other;
  if (!source) return { ...nothing, steps, unsure: 'removed' };
  return { ...nothing, steps: [...steps, ifReady(besideStep(facts, source, place.stamp), source)] };
}

const partOfFolder = 'a recorded command removed the folder, and git tracked only a part of it';

const restOfFolder =
  'a recorded command removed the folder: what is known of the files in it has entries of their own here, and it may have held more';

function planMissing(facts: FileFacts, place: Place): SingleFilePlan {
  const { record, deletion, tracking, repository } = facts;
  if (!deletion || deletion.regenerable) return nothing;
  if ((deletion.ownCreation && record.before === undefined) || record.before === null) return nothing;
  if (tracking === 'missing' && repository !== undefined) {
    const isFolder = facts.missing?.some((path) => `${repository}/${path}` !== record.path) === true;
    const rest = isFolder ? [doubt(facts, partOfFolder)] : [];
    const changes = changesShown(facts, place.stamp);
    return { ...nothing, steps: [checkoutStep(facts, repository), ...changes], possible: rest };
  }
  if (deletion.isTracked) return nothing;
  if (tracking === 'committed')
    return deletion.isTree ? { ...nothing, possible: [doubt(facts, partOfFolder)] } : nothing;
  const source = newestOf(facts);
  if (source) return { ...nothing, steps: [ifReady(bringBackStep(facts, source), source)] };
  const shown = whetherShown(facts);
  if (shown !== undefined)
    return { ...nothing, possible: [doubt(facts, 'a recorded command removed it', shown)] };
  if (deletion.forced && !record.seenBefore) {
    const reason = 'a recorded command removed it without asking whether it was there';
    return { ...nothing, possible: [doubt(facts, reason)] };
  }
  if (facts.hasKnownFiles) return { ...nothing, possible: [doubt(facts, restOfFolder)] };
  const removed = 'a recorded command removed it, and no commit, copy or transcript holds it';
  if ((facts.nameless ?? 0) === 0) return { ...nothing, ...goneOf(facts, removed) };
  const decide = `whether one of the ${facts.nameless} contents without a name in its repository is it, as of a file that was staged once: --deep writes them out`;
  return { ...nothing, possible: [doubt(facts, removed, decide)] };
}

/** A result had shown the file, and not as git holds it: that content is put beside it. */
function changesShown(facts: FileFacts, stamp: string): RollbackStep[] {
  const { shown, committed, record } = facts;
  const content = record.edits.length === 0 ? shown?.content : undefined;
  if (!content || committed === undefined || content.blobId === committed) return [];
  return [ifReady(besideStep(facts, content.source, stamp), content.source)];
}

/** A link has taken the place of the file, or of a folder that held it: nothing may be written through it. */
function planBehindLink(facts: FileFacts, { stamp }: Place): SingleFilePlan {
  const { record, deletion, link } = facts;
  if (!deletion || deletion.regenerable || deletion.ownCreation || record.before === null) return nothing;
  const isOwnDeletion = record.deletions.includes(deletion);
  const source = newestOf(facts);
  if (source) return { ...nothing, steps: [ifReady(besideStep(facts, source, stamp), source)] };
  if (link !== record.path || !isOwnDeletion) return nothing;
  const reason = 'a recorded command removed it, and a link stands in its place';
  return { ...nothing, possible: [doubt(facts, reason, whetherShown(facts))] };
}

/** Another folder of the name says nothing of what was in the one before. */
function planMadeAgain(facts: FileFacts): SingleFilePlan {
  const { record, deletion, tracking, repository } = facts;
  const isNoLoss = deletion === undefined || deletion.regenerable || deletion.ownCreation;
  if (isNoLoss || deletion.isTracked || !record.deletions.includes(deletion)) return nothing;
  // What git tracks of it is all there again.
  if (tracking === 'committed') return { ...nothing, unsure: 'folders' };
  const reason =
    'a recorded command removed it, and a folder of the name stands there again: changes that were not committed, ignored files, local branches and stashes of the one before are not in it';
  const steps = tracking === 'missing' && repository !== undefined ? [checkoutStep(facts, repository)] : [];
  return { ...nothing, steps, possible: [doubt(facts, reason)] };
}

/** A result names the file as removed, and another stands there that git does not know. */
function isNewAtItsPlace({ now, record, deletion, tracking }: FileFacts): boolean {
  const isGone = deletion?.printed === true && record.deletions.includes(deletion) && record.before !== null;
  return isGone && !deletion.regenerable && !deletion.ownCreation && now.kind === 'file' && isLoose(tracking);
}

function isLoose(tracking: FileFacts['tracking']): boolean {
  return tracking === 'untracked' || tracking === 'outside';
}

function planNew(facts: FileFacts, { stamp }: Place): SingleFilePlan {
  const source = newestOf(facts);
  if (source) return { ...nothing, steps: [ifReady(besideStep(facts, source, stamp), source)] };
  const reason = 'a recorded command removed it, and a new file stands in its place';
  return { ...nothing, possible: [doubt(facts, reason, whetherShown(facts))] };
}

function planCreated(facts: FileFacts, { copy }: Place): SingleFilePlan {
  const { record, now } = facts;
  const isOwn = now.kind === 'file' && record.after !== undefined && record.after.blobId === now.blobId;
  if (!isOwn)
    return {
      ...nothing,
      unknown: ['a file that the session made was changed since: look at it before you remove it'],
    };
  return { ...nothing, steps: [asideStep(facts, copy)] };
}

function planEdited(facts: FileFacts, { stamp }: Place): SingleFilePlan {
  const { saved } = facts;
  if (!saved) return { ...nothing, ...goneOf(facts, 'it was edited, and nothing holds what it was before') };
  return { ...nothing, steps: [besideStep(facts, saved.source, stamp)] };
}

/** The best that is held of a file that is gone. */
function newestOf({ original, latest, shown, saved }: FileFacts): ContentSource | undefined {
  return original[0] ?? latest[0] ?? shown?.content?.source ?? saved?.source;
}
