const adding =
  /\b(?:claude(?:-code)?|codex|gemini(?:-cli)?|qwen|copilot|amp|droid|opencode|goose|kimi|vibe|q|code|cursor)(?:@[\w.-]{1,30})?(?:\.exe|\.cmd)?["']?\s{1,20}(?:mcp\s{1,20}(?:add|add-json|add-from-claude-desktop|install)\b|--add-mcp\b)/;

const programs = new Set([
  ...[
    'claude',
    'codex',
    'gemini',
    'qwen',
    'copilot',
    'amp',
    'droid',
    'opencode',
    'goose',
    'kimi',
    'vibe',
    'q',
    'code',
  ],
  ...['cursor', 'npx', 'bunx', 'pnpm', 'yarn', 'npm', 'bun'],
]);

/**
 * Whether a command line registers an MCP server with a client; one that only speaks of it starts no such program.
 * https://code.claude.com/docs/en/mcp
 * @param started programs that the command line starts
 */
export function registersServer(command: string, started: ReadonlySet<string>): boolean {
  return adding.test(command) && [...started].some((program) => programs.has(program));
}
