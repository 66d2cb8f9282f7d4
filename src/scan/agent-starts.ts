const action = /^\s*(?:-\s+)?uses:\s*["']?anthropics\/claude-code-(?:base-)?action\b/;
/** The program by its name or its package, with something after it. */
const program = /(?:^|[\s"'`;&|(=@/])(?:claude|@anthropic-ai\/claude-code(?:@[\w.^~-]{1,40})?)["']?\s+(\S+)/;
const quiet = /^\s*(?:#|\/\/|-?\s*name:|description:|echo\s)|\b(?:npm|pnpm|yarn|bun)\s+(?:i|install|add)\b/;
/** Subcommands that start no session. https://code.claude.com/docs/en/cli-reference */
const noSession =
  /^(?:--version|-v|--help|-h|mcp|config|update|upgrade|install|doctor|plugin|login|logout|auth|setup-token|code\b.*)$/i;

/** How often a description of CI jobs starts the agent, in whatever mode; counted by lines. */
export function agentStarts(text: string): number {
  return text.split('\n').filter(startsAgent).length;
}

function startsAgent(line: string): boolean {
  if (action.test(line)) return true;
  if (line.length > longestLine || quiet.test(line)) return false;
  const next = program.exec(line)?.[1];
  return next !== undefined && !noSession.test(next);
}

const longestLine = 4_000;
