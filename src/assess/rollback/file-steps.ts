import { posix } from 'node:path';
import type { ContentSource, FileFacts } from './file-facts.ts';
import { git } from './git-command.ts';
import type { LostForGood, RollbackStep, StepKind } from './plan.ts';
import { line, word } from './shell-word.ts';

/** What a plan says of single files. */
export interface FilePlan {
  readonly steps: readonly RollbackStep[];
  readonly lost: readonly LostForGood[];
  readonly unknown: readonly string[];
}

/**
 * Brings single files back that no commit holds. A file that somebody changed since is left as it is, and the earlier
 * content is put beside it.
 * @param folder for copies of the files as they are now; absolute
 */
export function fileSteps(files: readonly FileFacts[], folder: string, stamp: string): FilePlan {
  const plans = files.map((facts, index) => planFile(facts, { copy: `${folder}/files/${index + 1}`, stamp }));
  const steps = plans.flatMap((plan) => plan.steps);
  const copied = files.flatMap(({ record, now }, index) =>
    now.kind === 'file' && (plans[index]?.steps.length ?? 0) > 0
      ? [line('cp', '-p', '--', record.path, `${folder}/files/${index + 1}`)]
      : [],
  );
  const needsFolder = steps.some(({ commands }) => commands.length > 0);
  return {
    steps: needsFolder
      ? [saveFiles(folder, copied), ...steps].map((step) => ({ ...step, saveFolder: folder }))
      : steps,
    lost: plans.flatMap(({ lost }) => lost),
    unknown: plans.flatMap(({ unknown }) => unknown),
  };
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
  };
}

/** A longer list would not fit into a command line. */
const listedAtMost = 500;

const nothing: FilePlan = { steps: [], lost: [], unknown: [] };

interface Place {
  /** Where the copy of the file as it is now lies, if there is one. */
  readonly copy: string;
  readonly stamp: string;
}

function planFile(facts: FileFacts, place: Place): FilePlan {
  const { now, record, tracking } = facts;
  if (now.kind === 'absent') return planMissing(facts);
  if (facts.discard) return planDiscarded(facts, place);
  if (record.edits.length === 0 || tracking === 'committed' || now.kind !== 'file') return nothing;
  const { before, after } = record;
  if (before === null) return planCreated(facts, place);
  if (before !== undefined && before.blobId === now.blobId) return nothing;
  const [source] = facts.original;
  if (!source) return lostBecause(facts, 'it was edited, and nothing holds what it was before');
  const unchanged = after !== undefined ? after.blobId === now.blobId : source.kind === 'reverse-patch';
  const step = unchanged ? restoreStep(facts, source, place) : besideStep(facts, source, place);
  return { ...nothing, steps: [ifReady(step, source)] };
}

function planMissing(facts: FileFacts): FilePlan {
  const { record, deletion, tracking, repository } = facts;
  if (!deletion || (deletion.ownCreation && record.before === undefined)) return nothing;
  if (record.before === null) return nothing;
  if (tracking === 'missing' && repository !== undefined) {
    return { ...nothing, steps: [checkoutStep(facts, repository)] };
  }
  const source = facts.original[0] ?? facts.latest[0];
  if (source) return { ...nothing, steps: [ifReady(bringBackStep(facts, source), source)] };
  if (deletion.forced && !record.seenBefore) {
    return {
      ...nothing,
      unknown: [
        'a command removed a path without asking whether it was there; whether it was is not recorded',
      ],
    };
  }
  return lostBecause(facts, 'a recorded command removed it, and no commit, copy or transcript holds it');
}

/** Git wrote the committed content over changes that no commit held. */
function planDiscarded(facts: FileFacts, place: Place): FilePlan {
  const [source] = facts.latest;
  if (source) return { ...nothing, steps: [ifReady(besideStep(facts, source, place), source)] };
  return lostBecause(facts, 'its uncommitted changes were thrown away, and nothing holds them');
}

function planCreated(facts: FileFacts, { copy }: Place): FilePlan {
  const { record, now } = facts;
  const isOwn = now.kind === 'file' && record.after !== undefined && record.after.blobId === now.blobId;
  if (!isOwn)
    return {
      ...nothing,
      unknown: ['a file that the session made was changed since: look at it before you remove it'],
    };
  const step: RollbackStep = {
    ...common(facts),
    title: 'Move a file that the session made out of the way',
    commands: [line('mv', '--', record.path, `${copy}.moved`)],
    changes: 'the file is no longer where the session put it',
    risk: 'what has come to need the file will miss it',
    check: 'the file is no longer there',
    checkCommand: `test ! -e ${word(record.path)}`,
    undo: 'moves it back',
    undoCommands: [line('mv', '--', `${copy}.moved`, record.path)],
  };
  return { ...nothing, steps: [step] };
}

function restoreStep(facts: FileFacts, source: ContentSource, { copy }: Place): RollbackStep {
  const { path } = facts.record;
  return {
    ...common(facts, source),
    title: 'Put back what a file held before the session',
    commands: copyFrom(source, path),
    changes: 'the content of one file; its mode stays',
    risk: 'none: the file is as the session left it, and step one copied it',
    check: 'the file holds what it held before',
    ...(source.path !== undefined && { checkCommand: line('cmp', '-s', '--', source.path, path) }),
    undo: 'puts the present content back',
    undoCommands: [line('cp', '-p', '--', copy, path)],
  };
}

function besideStep(facts: FileFacts, source: ContentSource, { stamp }: Place): RollbackStep {
  const target = `${facts.record.path}.recovered-${stamp}`;
  return {
    ...common(facts, source),
    title: 'Put an earlier content beside a file that has changed since',
    commands: copyFrom(source, target),
    changes: 'adds a file; compare the two and take over what is missing',
    risk: 'none',
    check: 'the file is there',
    checkCommand: line('test', '-f', target),
    undo: 'removes the added file',
    undoCommands: [line('rm', '-f', '--', target)],
  };
}

function bringBackStep(facts: FileFacts, source: ContentSource): RollbackStep {
  const { path } = facts.record;
  return {
    ...common(facts, source),
    title: 'Bring back a deleted file',
    commands: [line('mkdir', '-p', '--', posix.dirname(path)), ...copyFrom(source, path)],
    changes: 'adds the file that was deleted',
    risk: 'the content is the newest that is held; the file may have had a later one',
    check: 'the file is there',
    checkCommand: line('test', '-f', path),
    undo: 'removes it again',
    undoCommands: [line('rm', '-f', '--', path)],
  };
}

/** Only what is missing comes back: `git restore` would write over what is there. */
function checkoutStep(facts: FileFacts, repository: string): RollbackStep {
  const { path } = facts.record;
  const { missing = [] } = facts;
  const inside = path.slice(repository.length + 1);
  const literal = (...args: readonly string[]) => git(repository, '--literal-pathspecs', ...args);
  const listed = literal('ls-files', '-z', '--deleted', '--', inside);
  return {
    ...common(facts),
    title: 'Bring back deleted files that git tracks',
    commands: [`${listed} | ${git(repository, 'checkout-index', '-z', '--stdin')}`],
    changes: 'adds the files that are missing, as they are staged',
    risk: 'changes to them that were never staged do not come back',
    check: 'no tracked file is missing below that path',
    checkCommand: `test -z "$(${literal('ls-files', '--deleted', '--', inside)})"`,
    undo: 'removes them again; they are as git holds them',
    undoCommands:
      missing.length > listedAtMost
        ? []
        : [line('rm', '-f', '--', ...missing.map((file) => `${repository}/${file}`))],
    repository,
  };
}

/** A content that has not been written out yet cannot be copied: then the step only says where it is. */
function ifReady(step: RollbackStep, { path, command }: ContentSource): RollbackStep {
  if (path !== undefined || command !== undefined) return step;
  const { checkCommand: _check, ...rest } = step;
  return { ...rest, commands: [], undoCommands: [] };
}

function copyFrom({ path, command }: ContentSource, target: string): string[] {
  if (path !== undefined) return [line('cp', '--', path, target)];
  return command === undefined ? [] : [`${command} > ${word(target)}`];
}

const sourceNames: Readonly<Record<ContentSource['kind'], string>> = {
  'file-history': 'a copy that the agent made before its first edit holds it',
  transcript: 'the transcript holds it: --recover DIR writes it out',
  'reverse-patch':
    'it follows from the present content and the recorded differences: --recover DIR writes it out',
  git: 'an object of the repository holds it',
};

function common({ record, deletion, discard }: FileFacts, source?: ContentSource) {
  const marks = [...record.edits, ...(deletion ? [deletion] : []), ...(discard ? [discard] : [])];
  return {
    kind: kindOf(record.zone),
    subject: record.path,
    reason: source ? `recorded calls changed it; ${sourceNames[source.kind]}` : 'recorded calls changed it',
    evidence: marks.slice(-5).map(({ evidence }) => evidence),
  } as const;
}

function kindOf(zone: FileFacts['record']['zone']): StepKind {
  return zone === 'persistence' || zone === 'agent-config' || zone === 'path-binaries'
    ? 'persistence'
    : 'files';
}

function lostBecause({ record, deletion, discard }: FileFacts, reason: string): FilePlan {
  const mark = deletion ?? discard ?? record.edits[0];
  return { ...nothing, lost: [{ what: record.path, reason, evidence: mark ? [mark.evidence] : [] }] };
}
