import type { SettingsScope } from '../evidence/configuration/settings-files.ts';

/** What a rule does when it matches, in the order in which Claude Code looks. */
export const behaviors = ['deny', 'ask', 'allow'] as const;
export type Behavior = (typeof behaviors)[number];

/** Where rules come from, strongest first. https://code.claude.com/docs/en/settings#settings-precedence */
export const settingsScopes = [
  'managed',
  'flag',
  'local',
  'project',
  'user',
] as const satisfies readonly SettingsScope[];

/** One permission rule as written, read but not yet compiled. */
export interface Rule {
  /** As written. */
  readonly text: string;
  readonly behavior: Behavior;
  readonly scope: SettingsScope;
  /** Folder at which a `/path` of this rule starts; absolute. */
  readonly anchor: string;
  /** Name or pattern before the parenthesis. */
  readonly tool: string;
  /** Between the parentheses; absent where the rule means every use: `Bash`, `Bash()`, `Bash(*)`. */
  readonly specifier?: string;
}

/** Names that older versions used. https://code.claude.com/docs/en/permissions#agent-subagents */
const formerNames: Readonly<Record<string, string>> = { Task: 'Agent' };

/**
 * Reads `Tool` or `Tool(specifier)`. https://code.claude.com/docs/en/permissions#permission-rule-syntax
 * @returns undefined where the text is no rule
 */
export function parseRule(text: string): Pick<Rule, 'tool' | 'specifier'> | undefined {
  const open = text.indexOf('(');
  if (open === -1) return isToolPattern(text) ? { tool: currentName(text) } : undefined;
  if (!text.endsWith(')')) return undefined;
  const tool = text.slice(0, open);
  if (!isToolPattern(tool)) return undefined;
  const specifier = unescapeParentheses(text.slice(open + 1, -1));
  if (specifier === '' || specifier === '*') return { tool: currentName(tool) };
  return { tool: currentName(tool), specifier };
}

/** The name that rules and hooks know a tool by today. */
export function currentName(tool: string): string {
  return Object.hasOwn(formerNames, tool) ? (formerNames[tool] ?? tool) : tool;
}

function isToolPattern(text: string): boolean {
  return /^[^\s(),]+$/.test(text);
}

/** Saved rules carry `\(` and `\)` for parentheses of the command itself. */
function unescapeParentheses(text: string): string {
  return text.replace(/\\([()])/g, '$1');
}
