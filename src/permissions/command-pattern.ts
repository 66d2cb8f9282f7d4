import type { Behavior } from './rule.ts';
import type { ShellCommands, Subcommand } from './shell-commands.ts';
import { type Matcher, wildcard } from './wildcard.ts';
import { type Insight, strippedForms } from './wrappers.ts';

/** Tells whether a rule covers one command of a line. */
export type CommandMatcher = (command: Subcommand, line: ShellCommands) => boolean;

/** Programs that run another one; a prefix rule approves none of their uses. */
const neverByPrefix = new Set(['watch', 'setsid', 'ionice', 'flock']);
const findRuns = new Set([
  '-exec',
  '-execdir',
  '-ok',
  '-okdir',
  '-delete',
  '-fprint',
  '-fprint0',
  '-fprintf',
  '-fls',
]);

/**
 * A Bash specifier: exact, `prefix *`, `prefix:*`, or with `*` anywhere.
 * https://code.claude.com/docs/en/permissions#wildcard-patterns
 * @param wildcards before 2.1.0 only `prefix:*` was a pattern, and `*` stood for itself
 */
export function commandPattern(specifier: string, behavior: Behavior, wildcards = true): CommandMatcher {
  const fits = textMatcher(specifier, wildcards);
  const insight = behavior === 'allow' ? 'known-safe' : 'any';
  const exact = !isPattern(specifier, wildcards);
  const written = collapsed(specifier);
  return (command, line) => {
    if (exact && collapsed(line.text) === written) return true;
    const { texts, runsAnother } = formsOf(command, insight);
    if (behavior === 'allow' && !exact && runsAnother) return false;
    return texts.some(fits);
  };
}

/** What every rule asks of a command, told once. */
interface Forms {
  readonly texts: readonly string[];
  readonly runsAnother: boolean;
}

const known: Record<Insight, WeakMap<Subcommand, Forms>> = {
  'known-safe': new WeakMap(),
  any: new WeakMap(),
};

function formsOf(command: Subcommand, insight: Insight): Forms {
  const before = known[insight].get(command);
  if (before) return before;
  const texts = strippedForms(command, insight).map(collapsed);
  const forms = { texts, runsAnother: texts.some(startsAnother) };
  known[insight].set(command, forms);
  return forms;
}

/** The text side alone, for hook conditions and other shells. */
export function textMatcher(specifier: string, wildcards = true): Matcher {
  const prefix = trailingPrefix(specifier, wildcards);
  if (prefix !== undefined) return (text) => text === prefix || text.startsWith(`${prefix} `);
  const pattern = collapsed(specifier);
  return wildcards ? wildcard(pattern) : (text) => text === pattern;
}

function isPattern(specifier: string, wildcards: boolean): boolean {
  return specifier.endsWith(':*') || (wildcards && specifier.includes('*'));
}

/** `ls:*`, and `ls *` where that is the only wildcard, match the bare command too. */
function trailingPrefix(specifier: string, wildcards: boolean): string | undefined {
  if (specifier.endsWith(':*') && !specifier.slice(0, -2).includes('*'))
    return collapsed(specifier.slice(0, -2));
  if (!wildcards || !specifier.endsWith(' *') || specifier.indexOf('*') < specifier.length - 1)
    return undefined;
  return collapsed(specifier.slice(0, -2));
}

function startsAnother(text: string): boolean {
  const words = text.split(' ');
  if (neverByPrefix.has(words[0] ?? '')) return true;
  return words[0] === 'find' && words.some((word) => findRuns.has(word));
}

/** Runs of blanks count as one: `curl  x` and `curl x` are the same command. */
function collapsed(text: string): string {
  return text.trim().replace(/[ \t]+/g, ' ');
}
