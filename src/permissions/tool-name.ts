import type { Behavior } from './rule.ts';
import { type Matcher, wildcard } from './wildcard.ts';

/** Tools that a rule's tool name reaches besides the one it names: https://code.claude.com/docs/en/tools-reference */
const families: Readonly<Record<string, readonly string[]>> = {
  Bash: ['Monitor'],
  Edit: ['Write', 'MultiEdit', 'NotebookEdit'],
  Read: ['Glob', 'Grep', 'LS', 'NotebookRead', 'LSP'],
};

/**
 * Which tools a rule without a specifier covers.
 * https://code.claude.com/docs/en/permissions#tool-name-wildcards
 * @returns undefined where a rule of this kind may not use this pattern and is ignored
 */
export function toolNameMatcher(pattern: string, behavior: Behavior): Matcher | undefined {
  if (pattern.startsWith('mcp__')) return serverMatcher(pattern, behavior);
  if (!pattern.includes('*')) return (tool) => tool === pattern;
  return behavior === 'allow' ? undefined : wildcard(pattern);
}

/** `mcp__server`, `mcp__server__*`, `mcp__server__tool`; allow rules must name the server in full. */
function serverMatcher(pattern: string, behavior: Behavior): Matcher | undefined {
  if (behavior === 'allow' && pattern.includes('*') && !/^mcp__[^*]+?__/.test(pattern)) {
    return undefined;
  }
  const fits = wildcard(pattern);
  const wholeServer = !pattern.includes('*') && !pattern.slice('mcp__'.length).includes('__');
  return (tool) => fits(tool) || (wholeServer && tool.startsWith(`${pattern}__`));
}

/** Tools whose calls a rule with a specifier looks at: `Edit(src/**)` speaks of every tool that edits. */
export function coveredBySpecifier(ruleTool: string, tool: string): boolean {
  return (
    ruleTool === tool || (Object.hasOwn(families, ruleTool) && families[ruleTool]?.includes(tool) === true)
  );
}
