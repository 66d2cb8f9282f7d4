import type { Agent, SessionStore } from '../../agents/agent.ts';
import { agents } from '../../agents/index.ts';
import { belowAnyHome, isHome, isHomeOrAbove } from '../homes.ts';
import { isWithin } from '../paths.ts';
import { matchesGlob, PlaceTable } from './place-table.ts';

/** What agents keep of sessions besides the stores of the registry, in folders of their own. */
const records = [
  'sessions',
  'history.jsonl',
  'file-history',
  'backups',
  'session-env',
  'session-state',
  'debug',
  'chats',
  'transcripts',
];
/** What tells of sessions as well, and is written by other programs, too. */
const traces = ['todos', 'tasks', 'shell-snapshots', 'paste-cache', 'history', 'log', 'logs', 'tmp'];

/** An agent's own folders right below a home: `.claude`, `.codex`. */
const folders = agents
  .filter(({ stores }: Agent) => stores.length > 0)
  .flatMap((agent: Agent) => agent.folders)
  .filter((folder) => /^\.[^/]+$/.test(folder))
  .map((folder) => folder.toLowerCase());

/** Below a home, lower case. Names that projects use in a folder of their own, too, count there only. */
const stores = agents
  .flatMap((agent: Agent) => agent.stores)
  .filter(({ base }) => base === 'home')
  .flatMap((store) => store.paths.map((path) => placeOf(store, path)));
const kept = [...stores, ...placesOf(records)];
const belowHome = new PlaceTable(kept.map((place) => `/${place}`));
const tracesBelowHome = new PlaceTable(placesOf(traces).map((place) => `/${place}`));

/** The file of a log or a database, else the folder of the files. */
function placeOf({ session }: SessionStore, path: string): string {
  if (session === 'log' || session === 'database') return path.toLowerCase();
  const names = path.toLowerCase().split('/').slice(0, -1);
  const deep = names.indexOf('**');
  return names.slice(0, deep === -1 ? names.length : deep).join('/');
}

function placesOf(names: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => names.map((name) => `${folder}/${name}`));
}

const anywhere = new PlaceTable([
  '.claude/projects',
  '.claude/file-history',
  '.claude/history.jsonl',
  '.codex/sessions',
  '.codex/archived_sessions',
]);
/** A project's notes lie among its transcripts, and are written as a matter of course. */
const notes = new PlaceTable(['projects/*/memory']);

/** How a place lies to the records of sessions: among them, among lesser traces, or above both. */
export type RecordsPlace = 'within' | 'traces' | 'above';

/**
 * @param segments of an absolute path, as `segmentsOf` gives them; the last one may be a glob
 * @param home of the user, in the same form
 */
export function recordsPlaceOf(
  segments: readonly string[],
  home: readonly string[],
): RecordsPlace | undefined {
  if (notes.has(segments)) return undefined;
  const rest = belowAnyHome(segments, home);
  if (anywhere.has(segments) || (rest && belowHome.has(rest))) return 'within';
  if (rest && tracesBelowHome.has(rest)) return 'traces';
  const isAbove = rest && rest.length > 0 ? isAboveStores(rest) : isAboveHomes(segments, home);
  return isAbove ? 'above' : undefined;
}

function isAboveHomes(segments: readonly string[], home: readonly string[]): boolean {
  const folder = isGlob(segments.at(-1) ?? '') ? segments.slice(0, -1) : segments;
  if (isWithin(home, folder)) return true;
  // Whether another user of a machine has such records, nothing tells.
  return isHomeOrAbove(folder) && !(isHome(folder) && isHome(home));
}

/** Files of sessions as somebody looks for them, a name in place of what differs. */
const fileNames = [
  ...new Set(
    agents.flatMap(({ stores }: Agent) =>
      stores.flatMap(({ paths }) => paths.map((path) => (path.split('/').at(-1) ?? '').replaceAll('*', 'x'))),
    ),
  ),
];
/** Everybody has other files of the other endings. */
const unusualNames = fileNames.filter((name) => name.endsWith('.jsonl'));

/**
 * The same of what is looked for below a folder: `~/.claude/**\/*.jsonl`, `~/**\/.claude/projects/*`.
 * @param segments of an absolute path with `**` for any number of folders
 */
export function foundRecordsOf(
  segments: readonly string[],
  home: readonly string[],
): RecordsPlace | undefined {
  const at = segments.indexOf('**');
  const folder = segments.slice(0, at);
  const found = segments.slice(at + 1);
  if (at === -1 || recordsPlaceOf(folder, home) !== 'above') return undefined;
  const [first = '', ...deeper] = found;
  const names = isAboveHomes(folder, home) ? unusualNames : fileNames;
  if (deeper.length === 0 && names.some((name) => matchesGlob(name, first))) return 'within';
  const place = recordsPlaceOf([...folder, ...found], home) ?? recordsPlaceOf([...home, ...found], home);
  return place === 'above' && isGlob(found.at(-1) ?? '') ? 'within' : place;
}

/** Folders that all programs share hold stores of agents only where such an agent is there, which nobody knows. */
const ownPlaces = kept
  .map((place) => place.split('/'))
  .filter(([first = '', second = '']) => folders.includes(first) || `${first}/${second}` === '.local/share');
/** Whoever touches records names one of these, or something above them; in lower case. */
export const recordFolders: readonly string[] = [
  ...new Set([
    ...folders,
    ...ownPlaces.filter(([, second]) => second === 'share').map((place) => place.slice(0, 3).join('/')),
  ]),
];
const shared: ReadonlySet<string> = new Set(['.local', '.local/share']);

/** @param rest below a home: `.codex`, `.cod*`, `.codex/*` */
function isAboveStores(rest: readonly string[]): boolean {
  if (shared.has(rest.filter((segment) => segment !== '*').join('/'))) return false;
  if (rest.length === 1) return folders.some((folder) => mayBe(rest[0] ?? '', folder));
  return ownPlaces.some(
    (place) =>
      rest.length <= place.length && rest.every((segment, index) => mayBe(segment, place[index] ?? '')),
  );
}

function isGlob(segment: string): boolean {
  return /[*?[{]/.test(segment);
}

/** A glob takes a name that begins with a dot only where it says the dot. */
function mayBe(segment: string, name: string): boolean {
  if (!isGlob(segment)) return segment === name || (name.includes('*') && matchesGlob(segment, name));
  if (/^\{.*\.\*/.test(segment)) return true;
  return segment.startsWith('.') === name.startsWith('.') && matchesGlob(name, segment);
}
