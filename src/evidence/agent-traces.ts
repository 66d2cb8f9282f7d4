import { expandPath } from './configuration/expand-path.ts';
import { mcpClients } from './configuration/mcp-clients.ts';
import { statOf } from './configuration/stat-of.ts';

/** Folders that hold the files of many programs: only what lies deeper in them tells of an agent. */
const shared = new Set(['.config', '.cache', '.local', '.vscode-server', 'AppData', 'Library']);

/** What agents keep in a home, by the places in which they look for their servers. */
const traces: readonly string[] = [
  ...new Set(
    mcpClients
      .flatMap(({ places }) => places)
      .filter(({ base }) => base === 'home')
      .map(({ path }) => {
        const [first = ''] = path.split('/');
        return shared.has(first) || first.includes('*') ? path : first;
      }),
  ),
];

/** Whether any agent left something in a home. @param home absolute, on this machine */
export function hasAgentTraces(home: string): boolean {
  return traces.some((path) =>
    expandPath(home, path, { directory: home, recordedPath: home }).some(
      (found) => statOf(found) !== undefined,
    ),
  );
}
