import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import { resolvePath } from '../../shell/paths.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

const quoted = `['‘"\`](.{1,1000})['’"]`;

/**
 * How programs say that they left a path alone: there was nothing, or they were not allowed to.
 * https://www.gnu.org/software/coreutils/manual/html_node/rm-invocation.html, https://git-scm.com/docs/git-rm,
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.management/remove-item
 */
const refusals: readonly RegExp[] = [
  new RegExp(
    `(?:^|: )(?:g?rm|unlink|rmdir): (?:cannot|can't|failed to) (?:remove|unlink)(?: directory)? ${quoted}: (?!Directory not empty)`,
  ),
  /(?:^|: )(?:rm|unlink|rmdir): (?!cannot |can't |failed )(.{1,1000}): (?:No such file or directory|is a directory|Is a directory|Permission denied|Operation not permitted|Read-only file system)$/,
  /^shred: (.{1,1000}): failed to open for writing: /,
  new RegExp(`^fatal: pathspec ${quoted} did not match any files$`),
  new RegExp(`Cannot find path ${quoted} because it does not exist`),
  /^Could Not Find (.{1,1000})$/,
];
const needle =
  /cannot|can't|failed|did not match|No such file|directory$|denied|permitted|Could Not Find|Read-only/m;
const linesAtMost = 5000;
const longestLine = 2000;

/** Paths that a result says were not removed; absolute, in the evidence's own form. */
export function refusedRemovals({ result }: ToolCall, { commands }: CommandAnalysis): ReadonlySet<string> {
  const text = result?.text ?? '';
  if (!needle.test(text)) return new Set();
  const folders = [...new Set(commands.map(({ cwd }) => cwd))];
  const named = text.split(/\r?\n/, linesAtMost).flatMap((line) => {
    const match = refusals.map((form) => form.exec(line.slice(0, longestLine))).find(Boolean);
    return match?.[1] ?? [];
  });
  return new Set(named.flatMap((path) => folders.map((folder) => resolvePath(path, folder))));
}

/** Messages of errors go where the result does not show them. */
const silences = /(?:2|&)>>?\s*[^\s&]|>&\s*[^\d\s&-]|\|&/;

/** Their outcome is an answer to a question, and no success that others wait for. */
const asks: ReadonlySet<string> = new Set([
  '[',
  '[[',
  'test',
  'grep',
  'ls',
  'find',
  'command',
  'which',
  'git',
  'diff',
  'cmp',
]);

/**
 * Whether a command line may have removed nothing without a word: its errors are thrown away, or it ran only if
 * something was there.
 */
export function isUnheardRemoval(effect: Effect, call: ToolCall, { commands }: CommandAnalysis): boolean {
  if (call.toolKind !== 'shell' || effect.traits?.includes('printed')) return false;
  const own = commands.filter((command) => removes(command, effect));
  if (own.length === 0) return false;
  const decides = call.outcome === 'succeeded' && own.at(-1) === commands.at(-1);
  const isLast = decides && commands.length === 1 && !/\|\||;/.test(call.argument);
  return (silences.test(call.argument) && !isLast) || own.every((command) => isAsked(command, call));
}

function removes({ effects }: SimpleCommand, { target, program }: Effect): boolean {
  return effects.some((one) => one.action === 'delete' && one.target === target && one.program === program);
}

function isAsked({ guards = [] }: SimpleCommand, { outcome }: ToolCall): boolean {
  if (guards.length > 0 && outcome === 'failed') return true;
  return guards.some(
    ({ steps, wanted }) =>
      !wanted || steps.length === 0 || steps.some(({ decidedBy = '[' }) => asks.has(decidedBy)),
  );
}
