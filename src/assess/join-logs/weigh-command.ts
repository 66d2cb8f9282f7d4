import type { Actor } from '../../events/foreign-logs/foreign-event.ts';
import { analyseCommand } from '../../shell/analyse-command.ts';
import type { Effect, Zone } from '../../shell/effect.ts';

/** How much what a process does weighs, by its words alone. */
export interface Weight {
  readonly isGrave: boolean;
  /** What makes it so: `upload to drop.example`. */
  readonly reasons: readonly string[];
  /** Files of credentials that it reads, as the evidence writes them. */
  readonly credentials: readonly string[];
}

const guarded: ReadonlySet<Zone> = new Set(['credentials', 'persistence', 'agent-config', 'path-binaries']);
const mostReasons = 5;
const longestCommand = 20_000;

/** @param home of the user whose agent it is */
export function weighCommand(actor: Actor, home: string): Weight {
  const command = commandOf(actor).slice(0, longestCommand);
  const cwd = actor.cwd ?? home;
  const { effects } = analyseCommand(command, { home, cwd, repository: cwd });
  const grave = effects.filter(isGrave);
  const reasons = grave.map(({ action, target }) => `${action} ${target}`);
  const read = grave.filter(({ action }) => action === 'read').map(({ target }) => target);
  return {
    isGrave: grave.length > 0,
    reasons: [...new Set(reasons)].slice(0, mostReasons),
    credentials: [...new Set(read)].slice(0, mostReasons),
  };
}

function isGrave({ action, zone, certainty, traits = [] }: Effect): boolean {
  if (certainty === 'possible' || traits.includes('dry-run') || traits.includes('local-host')) return false;
  if (action === 'upload' || action === 'persist' || action === 'escalate') return true;
  if (action === 'delete')
    return (
      zone !== 'temporary' &&
      (zone !== 'repository' || traits.includes('recursive')) &&
      !traits.includes('regenerable')
    );
  return (
    (action === 'read' || action === 'write') &&
    guarded.has(zone) &&
    (action === 'write' || zone === 'credentials')
  );
}

/** Claude Code's shell hands the command to `eval` as one word. */
const evaluated = /\beval (?:'((?:[^']|'"'"'|'\\'')*)'|"((?:[^"\\]|\\.)*)")/s;

/** What a process runs, as its agent or its caller wrote it. */
export function commandOf({ commandLine = '', words }: Actor): string {
  const [, single, double] = evaluated.exec(commandLine) ?? [];
  if (single !== undefined) return single.replace(/'"'"'|'\\''/g, "'");
  if (double !== undefined) return double;
  return words ? words.map(quoted).join(' ') : commandLine;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
