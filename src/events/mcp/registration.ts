const adding =
  /\b(?:claude|codex|gemini|qwen|copilot|amp|droid|opencode|goose|kimi|vibe|q|code|cursor)(?:\.exe|\.cmd)?["']?\s{1,20}(?:mcp\s{1,20}(?:add|add-json|add-from-claude-desktop|install)\b|--add-mcp\b)/;

/** Whether a command line registers an MCP server with a client. https://code.claude.com/docs/en/mcp */
export function registersServer(command: string): boolean {
  return adding.test(command);
}
