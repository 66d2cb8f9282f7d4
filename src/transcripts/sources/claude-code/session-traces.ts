import { join } from 'node:path';
import { acquire } from '../../../evidence/acquire.ts';
import { whereLinksLead } from '../../../evidence/configuration/follow-links.ts';
import type { Gap } from '../../../evidence/gap.ts';
import { type Home, referencePath } from '../../../evidence/home.ts';
import { isDenied } from '../../../evidence/is-denied.ts';
import { namesIn } from '../../../evidence/names-in.ts';
import { readHead } from '../../../evidence/read-head.ts';

/** Other places that name sessions; a session that only they know has no transcript any more. */
export interface SessionTraces {
  /** As gaps name it: `.claude/history.jsonl`. */
  readonly place: string;
  /** From session ids to the time of their last trace, in milliseconds; NaN where nothing dates it. */
  readonly sessions: ReadonlyMap<string, number>;
  /** Nothing deletes transcripts of this agent as a matter of course. */
  readonly isKept?: true;
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const sessionId = new RegExp(`^${uuid}$`);
const uuidInName = new RegExp(`(?:^|[._-])(${uuid})(?:[._-]|$)`);
const namedSession = new RegExp(`"(?:sessionId|lastSessionId|session_id)":\\s?"(${uuid})"`, 'g');
const timestamp = /"timestamp":\s?(\d{13})\b/;
const historyBytes = 32 * 1024 * 1024;
/** The agent keeps five backups and one file for each process; the last ones by name are the latest. */
const filesAtMost = 200;

/** Files that name sessions inside. https://code.claude.com/docs/en/claude-directory */
const files = [
  'history.jsonl',
  '../.claude.json',
  '../.claude.json.backup',
  '.claude.json',
  '.config.json',
  'daemon/roster.json',
];
/** Folders of such files: the last five states of `.claude.json`, processes that run, jobs in the background. */
const foldersOfFiles = ['backups', 'sessions', 'jobs'];
/** Folders whose entries are named after sessions: `todos/<session>-agent-<agent>.json`, `debug/<session>.txt`. */
const folders = [
  'file-history',
  'session-env',
  'tasks',
  'debug',
  'todos',
  'image-cache',
  'uploads',
  'telemetry',
];

/** @param configuration the agent's folder, absolute */
export function sessionTraces(home: Home, configuration: string): SessionTraces[] {
  const trace = (name: string, read: (path: string) => Map<string, number>): SessionTraces => {
    const path = join(configuration, name);
    const place = referencePath(home, path);
    return { place, sessions: read(whereLinksLead(path, home) ?? '') };
  };
  const projects = namesIn(whereLinksLead(join(configuration, 'projects'), home) ?? '').map((name) =>
    join('projects', name),
  );
  const traces = [
    ...files.map((name) => trace(name, inFile)),
    ...foldersOfFiles.map((name) => trace(name, inFilesOf)),
    ...folders.map((name) => trace(name, inNames)),
    ...projects.map((name) => trace(name, inProject)),
  ];
  return traces.filter(({ sessions }) => sessions.size > 0);
}

/** Places of traces that are there and may not be read: what they name is not known. */
export function deniedTraces(home: Home, configuration: string): Gap[] {
  return [...files, ...foldersOfFiles, ...folders]
    .map((name) => join(configuration, name))
    .filter((path) => isDenied(whereLinksLead(path, home) ?? path))
    .map((path) => ({
      kind: 'unreadable',
      reason: 'may not be read: the sessions that it names are not known',
      evidence: { path: referencePath(home, path) },
    }));
}

function inNames(folder: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of namesIn(folder)) {
    const id = uuidInName.exec(name)?.[1];
    if (id !== undefined) note(found, id, modifiedAt(join(folder, name)));
  }
  return found;
}

/** A session's folder of large results and subagents; `sessions-index.json` of versions 2.0.77 to 2.1.19. */
function inProject(folder: string): Map<string, number> {
  const found = inFile(join(folder, 'sessions-index.json'));
  for (const name of namesIn(folder))
    if (sessionId.test(name)) note(found, name, modifiedAt(join(folder, name)));
  return found;
}

/** One prompt a line in `history.jsonl`; one line or many, without times, in `.claude.json`. */
function inFile(file: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of readHead(file, historyBytes).split('\n')) {
    const at = Number(timestamp.exec(line)?.[1] ?? Number.NaN);
    for (const [, id = ''] of line.matchAll(namedSession)) note(found, id, at);
  }
  return found;
}

/** `backups/.claude.json.backup.<time>`, `sessions/<pid>.json`, `jobs/<id>/state.json` */
function inFilesOf(folder: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of namesIn(folder).slice(-filesAtMost)) {
    const path = join(folder, name);
    for (const file of [path, join(path, 'state.json')]) {
      for (const id of inFile(file).keys()) note(found, id, modifiedAt(file));
    }
  }
  return found;
}

function modifiedAt(path: string): number {
  return Date.parse(acquire(path, path)?.modifiedAt ?? '');
}

function note(found: Map<string, number>, id: string, at: number): void {
  const before = found.get(id) ?? Number.NaN;
  found.set(id, at > before || Number.isNaN(before) ? at : before);
}
