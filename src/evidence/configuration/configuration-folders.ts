import { environmentOf } from '../environment/read-environment.ts';
import { placesNamedBy } from '../environment/resolve-path.ts';
import type { ReportGap } from '../gap.ts';
import type { Home } from '../home.ts';
import { entriesOf, folderAt } from './linked-folders.ts';
import { userHomes } from './user-homes.ts';

/**
 * Where the agent keeps its files below a home: its own folder, others that `CLAUDE_CONFIG_DIR` is often pointed to, and
 * those of local agent mode of the desktop application.
 * https://code.claude.com/docs/en/settings, https://code.claude.com/docs/en/env-vars
 */
const folders = [
  '.claude',
  '.claude[-_.]*',
  '.config/claude',
  ...[
    'Library/Application Support/Claude',
    '.config/Claude',
    'AppData/Roaming/Claude',
    'AppData/Local/Packages/Claude_*/LocalCache/Roaming/Claude',
  ].map((data) => `${data}/local-agent-mode-sessions/*/*/local_*/.claude`),
];

const belowConfiguration = folders
  .filter((folder) => folder.startsWith('.config/'))
  .map((folder) => folder.slice('.config/'.length));

/**
 * The configuration folders of a home, or of every home of an image where the home is the image's root: where they
 * lie, links followed as the evidence itself would. What a link hides becomes a gap.
 */
export function configurationFolders(home: Home, reportGap: ReportGap): string[] {
  const named = userHomes(home).flatMap((directory) => [
    ...entriesOf(directory, folders),
    ...namedByVariables(home, directory),
  ]);
  const all = [...named, ...(home.agentFolder === undefined ? [] : [home.agentFolder])];
  const found = [...new Set(all)].sort();
  return [...new Set(found.flatMap((folder) => folderAt(folder, home, reportGap) ?? []))];
}

function namedByVariables(home: Home, directory: string): string[] {
  const environment = environmentOf(directory, home);
  const own = placesNamedBy('CLAUDE_CONFIG_DIR', environment).flatMap(({ path }) => path ?? []);
  const shared = placesNamedBy('XDG_CONFIG_HOME', environment).flatMap(({ path }) => path ?? []);
  return [...own, ...shared.flatMap((folder) => entriesOf(folder, belowConfiguration))];
}
