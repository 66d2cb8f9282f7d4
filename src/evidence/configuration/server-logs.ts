import { basename } from 'node:path';
import { expandPath } from './expand-path.ts';
import type { Evidence } from './read-text.ts';
import { statOf } from './stat-of.ts';

/** Where Claude Code keeps a folder of logs for each project and server, on Linux, macOS and Windows. */
const folders = [
  '.cache/claude-cli-nodejs/*/mcp-logs-*',
  'Library/Caches/claude-cli-nodejs/*/mcp-logs-*',
  'AppData/Local/claude-cli-nodejs/Cache/*/mcp-logs-*',
];

/**
 * When each server last wrote a log, by its name as folders bear it. That a server has one proves that it was started,
 * approved or not. https://code.claude.com/docs/en/mcp
 * @returns name → ISO 8601 UTC
 */
export function serverLogs({ home }: Evidence): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of folders.flatMap((pattern) => expandPath(home.directory, pattern, home))) {
    const name = basename(path).slice('mcp-logs-'.length);
    const at = statOf(path)?.mtime.toISOString() ?? '';
    if (at > (found.get(name) ?? '')) found.set(name, at);
  }
  return found;
}
