import type { PostureItem } from '../../events/posture-item.ts';
import type { WrittenBy } from '../../events/provenance/written-by.ts';
import type { McpServer } from '../../mcp/mcp-server.ts';
import type { RollbackPlan, RollbackStep } from './plan.ts';
import { itemRemovals, type Removal, serverRemovals } from './removals.ts';
import { line, word } from './shell-word.ts';

/** What sessions left that acts later. */
export interface LeftBehind {
  readonly servers: readonly McpServer[];
  readonly items: readonly PostureItem[];
}

/**
 * Takes out what sessions wrote: servers, hooks, lines of profiles, files that servers run. Everything is copied
 * before anything is changed; an entry whose origin is not sure has no step, and a file that another step puts back
 * whole is not edited as well.
 * @param plan to which the steps are added
 */
export function persistenceSteps(
  { servers, items }: LeftBehind,
  plan: RollbackPlan,
): readonly RollbackStep[] {
  const folder = `${plan.folder}/configuration`;
  const whole = new Set(plan.steps.flatMap(({ replaces }) => replaces ?? []));
  const removals = bottomUp([...serverRemovals(servers), ...itemRemovals(items)]).filter(
    ({ file }) => !whole.has(file),
  );
  const dropped = servers.flatMap((server) => droppedFile(server, folder));
  if (removals.length + dropped.length === 0) return [];
  const files = [...new Set(removals.filter(({ edit }) => edit !== undefined).map(({ file }) => file))];
  const steps = [
    ...(files.length + dropped.length > 0 ? [saveStep(files, folder)] : []),
    ...removals.map((removal) => ({
      ...removalStep(removal, folder),
      chain: `configuration:${files.indexOf(removal.file) + 1}`,
    })),
    ...dropped.map((step, index) => ({ ...step, chain: `configuration:server-${index + 1}` })),
  ];
  return steps.map((step) => (step.commands.length > 0 ? { ...step, saveFolder: plan.folder } : step));
}

/** Entries of one file from the last to the first, so that the lines of the earlier ones stay where they are. */
function bottomUp(removals: readonly Removal[]): readonly Removal[] {
  return [...removals].sort((a, b) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    return (b.evidence.line ?? 0) - (a.evidence.line ?? 0);
  });
}

function copyOf(file: string, folder: string): string {
  return `${folder}/${file.replace(/^[\\/]+/, '').replace(/[\\/:]/g, '_')}`;
}

function saveStep(files: readonly string[], folder: string): RollbackStep {
  return {
    kind: 'save',
    title: 'Copy the configurations that sessions changed',
    ...(files.length > 0 && { subject: files.join(', ') }),
    reason: 'every later step changes one of them; from these copies all of them can be taken back',
    evidence: [],
    commands: [
      line('mkdir', '-p', '-m', '700', folder),
      ...files.map((file) => line('cp', '-p', file, copyOf(file, folder))),
    ],
    changes: 'writes a folder of copies',
    risk: 'the copies hold whatever the files hold, secrets too',
    check: 'the copies are there and equal the files',
    ...(files[0] !== undefined && { checkCommand: line('cmp', '-s', files[0], copyOf(files[0], folder)) }),
    undo: 'nothing to undo; the folder stays until you remove it',
    undoCommands: [],
    chain: 'configuration',
  };
}

function removalStep(
  { title, file, subject, writtenBy, evidence, edit }: Removal,
  folder: string,
): RollbackStep {
  const changed = word(`${folder}/changed`);
  return {
    kind: 'persistence',
    title,
    subject: `${subject}, in ${file}, written by call ${writtenBy.toolCallId}`,
    reason: `a session wrote it ${origin(writtenBy)}; it acts again in later sessions`,
    evidence: [evidence, writtenBy.evidence],
    commands: edit ? [...edit.before, `${edit.command} > ${changed}`, `cat ${changed} > ${word(file)}`] : [],
    changes: edit
      ? 'writes the file anew without the entry; its owner and mode stay'
      : 'nothing by itself: take the entry out by hand',
    risk: 'a running agent may write the file at the same time: close it first',
    check: 'the entry is gone, and the file differs from its copy in nothing else',
    ...(edit && { checkCommand: edit.check }),
    undo: edit ? 'the copy goes back' : 'put the entry in again',
    undoCommands: edit ? [`cat ${word(copyOf(file, folder))} > ${word(file)}`] : [],
    ...(edit && { writes: [file] }),
  };
}

function droppedFile({ droppedBy, script, binary }: McpServer, folder: string): readonly RollbackStep[] {
  const file = [script, binary].find(
    (found) => found?.presence === 'present' && found.repository === undefined,
  );
  if (!droppedBy || !file) return [];
  const kept = copyOf(file.path, folder);
  return [
    {
      kind: 'persistence',
      title: 'Put the file that a server runs away',
      subject: `${file.path}, SHA-256 ${file.facts?.sha256 ?? 'not taken'}, written by call ${droppedBy.toolCallId}`,
      reason: `a session put it there ${origin(droppedBy)}`,
      evidence: [droppedBy.evidence],
      commands: [line('mv', '-n', file.path, kept), line('chmod', '000', kept)],
      changes: 'moves the file into the folder of copies, where nothing runs it',
      risk: 'a server that still runs keeps running: end it as well',
      check: 'the file is gone from its place',
      checkCommand: line('test', '!', '-e', file.path),
      undo: 'the file goes back',
      undoCommands: [line('chmod', file.facts?.mode ?? '644', kept), line('mv', '-n', kept, file.path)],
      writes: [file.path],
    },
  ];
}

function origin({ at, permissionMode }: WrittenBy): string {
  return `${at === undefined ? '' : `at ${at} `}in mode ${permissionMode}`;
}
