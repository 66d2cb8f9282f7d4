import { discardOf, withEarlier } from './discarded-file.ts';
import type { ContentSource, FileFacts } from './file-facts.ts';
import { doubt, goneOf, whetherShown } from './file-loss.ts';
import { asideStep, besideStep, bringBackStep, checkoutStep, ifReady, restoreStep } from './file-step.ts';
import { overwriteOf } from './overwritten-file.ts';
import type { LostForGood, PossibleLoss, RollbackStep } from './plan.ts';
import { removedStep } from './removed-step.ts';
import { replacementOf } from './replaced-file.ts';

/** What a plan says of one file. */
export interface SingleFilePlan {
  readonly steps: readonly RollbackStep[];
  readonly lost: readonly LostForGood[];
  readonly possible: readonly PossibleLoss[];
  readonly unknown: readonly string[];
  /** What nothing tells of it. */
  readonly unsure?: keyof typeof doubts;
}

/** Of many files each is said once. */
export const doubts = {
  written: 'whether a file was there before recorded commands wrote to',
  untracked: 'whether a file that git did not track was there before recorded commands of git wrote to',
  folders: 'whether files that git did not track were in folders that were removed and have come back:',
  removed: 'whether there were uncommitted changes in what git was forced to remove:',
  changes: 'whether there were uncommitted changes where recorded commands of git put another version:',
} as const;

const nothing: SingleFilePlan = { steps: [], lost: [], possible: [], unknown: [] };

interface Place {
  /** Where the copy of the file as it is now lies, if there is one. */
  readonly copy: string;
  readonly stamp: string;
}

/** What is to be done and said of a file: where it is not there, changed since, or another stands in its place. */
export function planFile(facts: FileFacts, place: Place): SingleFilePlan {
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
