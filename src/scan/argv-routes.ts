import type { Level } from '../level.ts';
import { otherAgentOf } from './launch/agent-words.ts';
import { hasOption, otherAgentFlag, takesSwitchingValue } from './other-agents.ts';
import type { RouteId } from './routes.ts';

/** A route taken by the words of a command, and the word that takes it. */
export interface ArgvMatch {
  readonly route: RouteId;
  readonly index: number;
  /** Whose prompts, where the route does not say. */
  readonly agent?: string;
  /** The highest level that it can have, where the words say so themselves. */
  readonly ceiling?: Level;
}

type Take = (value: string | undefined) => RouteId | undefined;

/** A permission rule that covers every shell command, or every tool. https://code.claude.com/docs/en/permissions */
export function isBlanketRule(rule: string): boolean {
  return /^(?:\*|Bash(?:\(\s*(?:\*|:\*)\s*\))?)$/.test(rule.trim());
}

const takesBlanketTools: Take = (value) =>
  value !== undefined && toolList(value).some(isBlanketRule) ? 'blanket-tools-flag' : undefined;

/** The mode itself, or a variable that stands for it where nothing else is set. */
const bypassMode =
  /^["']?(?:bypassPermissions(?:\$\{[^{}]*\}|\$\(.*\)|\$\w+)?|\$\{\w+:?[-=]["']?bypassPermissions["']?\})["']?$/;

/** Options of the command line, by name; each says which route its value takes. */
const options: Readonly<Record<string, Take>> = {
  '--dangerously-skip-permissions': (value) => (value === 'false' ? undefined : 'skip-permissions-flag'),
  '--allow-dangerously-skip-permissions': (value) =>
    value === 'false' ? undefined : 'allow-skip-permissions-flag',
  '--permission-mode': (value) => (bypassMode.test(value ?? '') ? 'bypass-mode-flag' : undefined),
  '--allowedTools': takesBlanketTools,
  '--allowed-tools': takesBlanketTools,
  '--permission-prompt-tool': () => 'prompt-tool-flag',
  '--settings': (value) =>
    value !== undefined && /"defaultMode"\s*:\s*"bypassPermissions"/.test(value)
      ? 'default-mode-setting'
      : undefined,
  '--agents': (value) =>
    value !== undefined && /"permissionMode"\s*:\s*"bypassPermissions"/.test(value)
      ? 'agent-frontmatter'
      : undefined,
};

const switches = new Set(['--dangerously-skip-permissions', '--allow-dangerously-skip-permissions']);
const lists = new Set(['--allowedTools', '--allowed-tools']);

/** Every route that the words of one command take. Quotes are gone already. */
export function argvRoutes(words: readonly string[]): ArgvMatch[] {
  const other = words.map(otherAgentOf).find((agent) => agent !== undefined);
  return words.flatMap((word, index): ArgvMatch[] => {
    const name = nameOf(word);
    const route = Object.hasOwn(options, name) ? options[name]?.(valueAfter(words, index, name)) : undefined;
    if (!route) {
      const found = otherAgentFlag(words, index);
      return found ? [{ route: 'other-agent-flag' as const, index, ...found }] : [];
    }
    // Some agents took the flag over from Claude Code, with its name.
    const isOther = other !== undefined && (switches.has(name) || hasOption(other, name));
    return [{ route, index, ...(isOther && { agent: other }) }];
  });
}

/** Whether the value of an option says what it does, so that a variable in its place is worth following. */
export function takesValue(word: string): boolean {
  if (takesSwitchingValue(word)) return true;
  return word.startsWith('--') && !switches.has(nameOf(word)) && Object.hasOwn(options, nameOf(word));
}

/** An option without its value, and without what a template or a variable adds right behind it. */
function nameOf(word: string): string {
  if (!word.startsWith('--')) return word;
  return /^--[A-Za-z-]+(?=[=$`{<%"'\\]|$)/.exec(word)?.[0] ?? word;
}

function valueAfter(words: readonly string[], index: number, name: string): string | undefined {
  const word = words[index] ?? '';
  if (word[name.length] === '=') return word.slice(name.length + 1);
  if (switches.has(name)) return undefined;
  if (!lists.has(name)) return words[index + 1];
  const values: string[] = [];
  for (const value of words.slice(index + 1)) {
    if (value.startsWith('-')) break;
    values.push(value);
  }
  return values.join(',');
}

/** `Bash(git *),Edit Read` → each rule; commas and blanks inside brackets do not part. */
function toolList(value: string): string[] {
  return value.match(/[^\s,()]+(?:\([^)]*\))?/g) ?? [];
}
