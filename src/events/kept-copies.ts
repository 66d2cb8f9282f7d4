import type { CommandAnalysis, SimpleCommand } from '../shell/command-analysis.ts';
import type { Effect } from '../shell/effect.ts';
import { resolvePath } from '../shell/paths.ts';
import type { ToolCall } from '../transcripts/tool-call.ts';
import type { LogEvent } from './log-events/log-event.ts';
import { shownWhole } from './shown-whole.ts';

/** A copy that a session made, and that no call took away since; or a file that stands in a record of the session whole. */
interface Copy {
  /** Files and trees that it holds, absolute. */
  readonly of: readonly string[];
  /** Where it lies, absolute; of a record its place. */
  readonly at: string;
  readonly isRecord?: true;
  /** Something was written to what it was made of since. */
  isOld: boolean;
}

const mostCopies = 500;

/** What brings a deleted thing back: copies that calls of the same session made before, by session. */
export class KeptCopies {
  readonly #bySession = new Map<string, Copy[]>();

  /**
   * The events of a call, with the place of a copy in those that take away what it holds; takes note of the copies that
   * the call makes and removes.
   */
  told(events: readonly LogEvent[], call: ToolCall, analysis: CommandAnalysis): readonly LogEvent[] {
    const isKept = ({ at, isRecord }: Copy) =>
      isRecord || !analysis.effects.some((effect) => takes(effect, at));
    const left = (this.#bySession.get(call.sessionId) ?? []).filter(isKept);
    const copied = call.outcome === 'succeeded' ? analysis.commands.flatMap(copiesMadeBy) : [];
    const made = copied.filter(isKept);
    const standing = isOneChain(call.argument) ? [...left, ...made] : left;
    const told = standing.length === 0 ? events : events.map((event) => withCopy(event, standing));
    for (const copy of left) copy.isOld ||= analysis.effects.some((effect) => changes(effect, copy.of));
    const { path, line } = call.evidence;
    const shown = shownWhole(call, analysis).map((file): Copy => {
      return { of: [file], at: line === undefined ? path : `${path}:${line}`, isRecord: true, isOld: false };
    });
    this.#bySession.set(call.sessionId, [...left, ...made, ...shown].slice(-mostCopies));
    return told;
  }
}

/** Whether a command that failed would have ended the line. */
function isOneChain(line: string): boolean {
  return !/[;\n|]/.test(line);
}

function withCopy(event: LogEvent, copies: readonly Copy[]): LogEvent {
  const lost = lostBy(event);
  const copy = copies.findLast(
    ({ of, isOld }) =>
      lost !== undefined && (!isOld || lost.isPast) && of.some((one) => isWithin(lost.path, one)),
  );
  return copy ? { ...event, copy: { at: copy.at, isRecord: copy.isRecord === true } } : event;
}

/** What an event takes away: a path, or what git knows of a repository, which is as old as the copy. */
function lostBy({ effect, fields, logsource }: LogEvent): { path: string; isPast: boolean } | undefined {
  if (effect?.action === 'delete' && isHere(effect)) {
    const gitFolder = /^(.+)\/\.git(?:\/.*)?$/.exec(effect.target)?.[1];
    return { path: gitFolder ?? effect.target, isPast: gitFolder !== undefined };
  }
  const { CommandLine: line, CurrentDirectory: cwd } = fields;
  const isHistory =
    logsource.category === 'process_creation' && typeof line === 'string' && takesHistory.test(line);
  return isHistory && typeof cwd === 'string' ? { path: folderOfGit(line, cwd), isPast: true } : undefined;
}

const takesHistory =
  /^(?:\S*\/)?(?:git(?:-filter-repo|\.exe)?|bfg|java)\b(?=.*(?:reflog (?:expire|delete)|\bgc\b|\bprune\b|filter-(?:repo|branch)|--strip|--delete|update-ref -d|bfg))/;

function folderOfGit(line: string, cwd: string): string {
  const named = /\s-C\s+(\S+)/.exec(line)?.[1];
  return named === undefined ? cwd : resolvePath(named, cwd);
}

/** By program: what makes a whole copy of what it reads. */
const copiers = /^(?:cp|rsync|ditto|robocopy|xcopy|tar|gtar|bsdtar|zip|7z[az]?|Copy-Item|Compress-Archive)$/i;

function copiesMadeBy(command: SimpleCommand): readonly Copy[] {
  if (command.remote !== undefined) return [];
  const of = sourcesOf(command).filter((source) => !/[$`]/.test(source));
  return placesOf(command)
    .filter((at) => !of.some((one) => isWithin(at, one)))
    .map((at) => ({ of, at, isOld: false }))
    .filter((copy) => copy.of.length > 0);
}

/** Of a copying program what it reads; of git the repository, where the whole of it is taken. */
function sourcesOf({ program, argv, cwd, effects }: SimpleCommand): readonly string[] {
  if (copiers.test(program))
    return effects.filter((effect) => effect.action === 'read' && isHere(effect)).map(({ target }) => target);
  if (program !== 'git') return [];
  const words = argv.join(' ');
  if (/\bbundle create\b.*--all\b/.test(words)) return [folderOfGit(words, cwd)];
  const cloned = /\bclone\b.*\s(?:--mirror|--bare)\b/.test(words)
    ? argv.slice(1).find((word) => /^[./~]/.test(word))
    : undefined;
  return cloned === undefined ? [] : [resolvePath(cloned, cwd)];
}

/** Where nothing lasts a copy brings nothing back. */
function placesOf({ program, argv, cwd, effects }: SimpleCommand): readonly string[] {
  const bundle = program === 'git' ? argv[argv.indexOf('create') + 1] : undefined;
  if (bundle !== undefined && argv.includes('bundle')) return [resolvePath(bundle, cwd)];
  return effects
    .filter((effect) => effect.action === 'write' && effect.zone !== 'temporary' && isHere(effect))
    .map(({ target }) => target);
}

function isHere({ target, traits = [] }: Effect): boolean {
  return /^(?:\/|[A-Za-z]:[\\/])/.test(target) && !traits.includes('remote') && !/[*?[]/.test(target);
}

function takes(effect: Effect, place: string): boolean {
  return effect.action === 'delete' && isWithin(place, effect.target);
}

function changes({ action, target, program }: Effect, things: readonly string[]): boolean {
  return action === 'write' && program !== 'git' && things.some((thing) => isWithin(target, thing));
}

function isWithin(path: string, folder: string): boolean {
  const base = folder.replace(/[/\\]$/, '');
  return path === base || (path.startsWith(base) && /^[/\\]/.test(path.slice(base.length)));
}
