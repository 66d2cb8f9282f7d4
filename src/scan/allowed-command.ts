/**
 * The command that a permission rule lets run unasked: `Bash(aider --yes-always:*)` → `aider --yes-always`; undefined for
 * a rule of another tool. https://code.claude.com/docs/en/permissions
 */
export function allowedCommand(rule: string): string | undefined {
  const command = /^\s*Bash\((.*)\)\s*$/s.exec(rule)?.[1];
  return command?.replace(/(?::|\s)\*$/, '');
}
