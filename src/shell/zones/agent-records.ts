import { isHome, isHomeOrAbove } from '../homes.ts';
import { isWithin } from '../paths.ts';
import { matchesGlob, PlaceTable } from './place-table.ts';

/** Folders in which agents keep what they recorded of themselves, below a home. */
const agents = ['.claude', '.codex', '.gemini', '.cursor', '.qwen', '.copilot'];
/** What they keep there of sessions. https://code.claude.com/docs/en/claude-directory, and each agent's own manual */
const records = [
  'projects',
  'sessions',
  'history.jsonl',
  'todos',
  'tasks',
  'file-history',
  'backups',
  'session-env',
  'session-state',
  'debug',
  'archived_sessions',
  'chats',
  'transcripts',
];
/** What tells of sessions as well, and is written by other programs, too. */
const traces = ['shell-snapshots', 'paste-cache', 'history', 'log', 'logs', 'tmp'];

/** Names that projects use in a folder of their own, too, count below a home only. */
const belowHome = placesOf(records);
const tracesBelowHome = placesOf(traces);

function placesOf(names: readonly string[]): PlaceTable {
  return new PlaceTable(agents.flatMap((agent) => names.map((name) => `/${agent}/${name}`)));
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
  return holds(segments, rest, home) ? 'above' : undefined;
}

/** What follows the home in which a path lies. */
function belowAnyHome(segments: readonly string[], home: readonly string[]): readonly string[] | undefined {
  if (home.length > 0 && isWithin(segments, home)) return segments.slice(home.length);
  const at = segments.findIndex((_, index) => isHome(segments.slice(0, index + 1)));
  return at === -1 ? undefined : segments.slice(at + 1);
}

function holds(
  segments: readonly string[],
  rest: readonly string[] | undefined,
  home: readonly string[],
): boolean {
  const [first, ...deeper] = rest ?? [];
  if (first !== undefined && deeper.length === 0) return agents.some((agent) => mayBe(first, agent));
  const last = segments.at(-1) ?? '';
  const folder = isGlob(last) ? segments.slice(0, -1) : segments;
  return isWithin(home, folder) || isHomeOrAbove(folder);
}

function isGlob(segment: string): boolean {
  return /[*?[{]/.test(segment);
}

/** A glob takes a name that begins with a dot only where it says the dot. */
function mayBe(segment: string, name: string): boolean {
  if (!isGlob(segment)) return segment === name;
  return (segment.startsWith('.') && matchesGlob(name, segment)) || /^\{.*\.\*/.test(segment);
}
