import { otherAgentFlag } from './other-agents.ts';
import type { RouteId } from './routes.ts';

/** A route taken by the words of a command, and the word that takes it. */
export interface ArgvMatch {
  readonly route: RouteId;
  readonly index: number;
  /** Whose prompts, where the route does not say. */
  readonly agent?: string;
}

type Take = (value: string | undefined) => RouteId | undefined;

/** A permission rule that covers every shell command, or every tool. https://code.claude.com/docs/en/permissions */
export function isBlanketRule(rule: string): boolean {
  return /^(?:\*|Bash(?:\(\s*(?:\*|:\*)\s*\))?)$/.test(rule.trim());
}

const takesBlanketTools: Take = (value) =>
  value !== undefined && toolList(value).some(isBlanketRule) ? 'blanket-tools-flag' : undefined;

/** Options of the command line, by name; each says which route its value takes. */
const options: Readonly<Record<string, Take>> = {
  '--dangerously-skip-permissions': (value) => (value === 'false' ? undefined : 'skip-permissions-flag'),
  '--allow-dangerously-skip-permissions': (value) =>
    value === 'false' ? undefined : 'allow-skip-permissions-flag',
  '--permission-mode': (value) => (value === 'bypassPermissions' ? 'bypass-mode-flag' : undefined),
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
  return words.flatMap((word, index) => {
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    if (!Object.hasOwn(options, name)) {
      const agent = otherAgentFlag(words, index);
      return agent === undefined ? [] : [{ route: 'other-agent-flag' as const, index, agent }];
    }
    const take = options[name];
    const route = take?.(valueAfter(words, index, name));
    return route ? [{ route, index }] : [];
  });
}

function valueAfter(words: readonly string[], index: number, name: string): string | undefined {
  const word = words[index] ?? '';
  if (word.length > name.length) return word.slice(name.length + 1);
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
