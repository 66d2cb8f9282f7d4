import { posix } from 'node:path';
import type { ContentSource, FileFacts } from './file-facts.ts';
import { git } from './git-command.ts';
import type { RollbackStep, StepKind } from './plan.ts';
import { line, word } from './shell-word.ts';

/** A longer list would not fit into a command line. */
const listedAtMost = 500;

/** @param copy path beside which the file goes */
export function asideStep(facts: FileFacts, copy: string): RollbackStep {
  const { record } = facts;
  return {
    ...stepFacts(facts),
    title: 'Move a file that the session made out of the way',
    commands: [line('mv', '--', record.path, `${copy}.moved`)],
    changes: 'the file is no longer where the session put it',
    risk: 'what has come to need the file will miss it',
    check: 'the file is no longer there',
    checkCommand: `test ! -e ${word(record.path)}`,
    undo: 'moves it back',
    undoCommands: [line('mv', '--', `${copy}.moved`, record.path)],
    replaces: record.path,
    writes: [record.path],
  };
}

export function restoreStep(facts: FileFacts, source: ContentSource, copy: string): RollbackStep {
  const { path } = facts.record;
  return {
    ...stepFacts(facts, source),
    title: 'Put back what a file held before the session',
    commands: copyFrom(source, path),
    changes: 'the content of one file; its mode stays',
    risk: 'none: the file is as the session left it, and step one copied it',
    check: 'the file holds what it held before',
    ...(source.path !== undefined && { checkCommand: line('cmp', '-s', '--', source.path, path) }),
    undo: 'puts the present content back',
    undoCommands: [line('cp', '-p', '--', copy, path)],
    ...(isReady(source) && { replaces: path }),
    writes: [path],
  };
}

export function besideStep(facts: FileFacts, source: ContentSource, stamp: string): RollbackStep {
  const { record, link = record.path } = facts;
  const target = `${link}.recovered-${stamp}${record.path.slice(link.length)}`;
  const folder = link === record.path ? [] : [line('mkdir', '-p', '--', posix.dirname(target))];
  return {
    ...stepFacts(facts, source),
    title: 'Put an earlier content beside a file that has changed since',
    commands: [...folder, ...copyFrom(source, target)],
    changes: 'adds a file; compare the two and take over what is missing',
    risk: 'none',
    check: 'the file is there',
    checkCommand: line('test', '-f', target),
    undo: 'removes the added file',
    undoCommands: [
      line('rm', '-f', '--', target),
      ...withoutFolders(foldersBetween(target, posix.dirname(link))),
    ],
    writes: [target],
  };
}

/** The removed folder itself, those in it, and those above it that are gone as well; the innermost first. */
function foldersMade(
  { record, now, missing = [], goneFolders = [] }: FileFacts,
  repository: string,
): string[] {
  const files = missing.map((file) => `${repository}/${file}`).filter((file) => file !== record.path);
  if (now.kind !== 'absent') return [];
  const inside = new Set(files.flatMap((file) => foldersBetween(file, posix.dirname(record.path))));
  return [...[...inside].toSorted((one, other) => other.length - one.length), ...goneFolders];
}

/** Folders of a path below another folder, the innermost first. */
function foldersBetween(path: string, above: string): string[] {
  const folders: string[] = [];
  for (let at = posix.dirname(path); at !== above && at.length > above.length; at = posix.dirname(at))
    folders.push(at);
  return folders;
}

/** Those in which somebody has put something since stay. */
function withoutFolders(folders: readonly string[]): string[] {
  return folders.map((folder) => `{ ${line('rmdir', '--', folder)} 2> /dev/null || true; }`);
}

export function bringBackStep(facts: FileFacts, source: ContentSource): RollbackStep {
  const { path } = facts.record;
  return {
    ...stepFacts(facts, source),
    title: 'Bring back a deleted file',
    commands: [line('mkdir', '-p', '--', posix.dirname(path)), ...copyFrom(source, path)],
    changes: 'adds the file that was deleted',
    risk: 'the content is the newest that is held; the file may have had a later one',
    check: 'the file is there',
    checkCommand: line('test', '-f', path),
    undo: 'removes it again',
    undoCommands: [line('rm', '-f', '--', path), ...withoutFolders(facts.goneFolders ?? [])],
    writes: [path],
  };
}

/** Only what is missing comes back: `git restore` would write over what is there. */
export function checkoutStep(facts: FileFacts, repository: string): RollbackStep {
  const { path } = facts.record;
  const { missing = [] } = facts;
  const inside = path.slice(repository.length + 1);
  const literal = (...args: readonly string[]) => git(repository, '--literal-pathspecs', ...args);
  const listed = literal('ls-files', '-z', '--deleted', '--', inside);
  return {
    ...stepFacts(facts),
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
        : [
            line('rm', '-f', '--', ...missing.map((file) => `${repository}/${file}`)),
            ...withoutFolders(foldersMade(facts, repository)),
          ],
    writes: missing.map((file) => `${repository}/${file}`),
    repository,
  };
}

/** A content that has not been written out yet cannot be copied: then the step only says where it is. */
export function ifReady(step: RollbackStep, source: ContentSource): RollbackStep {
  if (isReady(source)) return step;
  const { checkCommand: _check, ...rest } = step;
  return { ...rest, commands: [], undoCommands: [] };
}

function isReady({ path, command }: ContentSource): boolean {
  return path !== undefined || command !== undefined;
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
  editor: 'an editor kept a copy when the file was last saved',
};

/** What every step for a file says of it: why, and which calls. */
export function stepFacts({ record, deletion, discard }: FileFacts, source?: ContentSource) {
  const { edits, overwritten } = record;
  const marks = [...edits, ...[overwritten, deletion, discard?.mark].flatMap((mark) => mark ?? [])];
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
