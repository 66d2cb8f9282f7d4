import { environmentOf } from '../environment/read-environment.ts';
import { placesNamedBy } from '../environment/resolve-path.ts';
import type { Gap, ReportGap } from '../gap.ts';
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

interface FoundFolders {
  readonly folders: readonly string[];
  readonly gaps: readonly Gap[];
}

const known = new WeakMap<Home, FoundFolders>();

/**
 * The configuration folders of a home, or of every home of an image where the home is the image's root: where they
 * lie, links followed as the evidence itself would. What a link hides becomes a gap. A home is looked through once.
 */
export function configurationFolders(home: Home, reportGap: ReportGap): readonly string[] {
  const found = known.get(home) ?? foundIn(home);
  known.set(home, found);
  for (const gap of found.gaps) reportGap(gap);
  return found.folders;
}

function foundIn(home: Home): FoundFolders {
  const gaps: Gap[] = [];
  const reportGap = (gap: Gap): number => gaps.push(gap);
  const named = userHomes(home).flatMap((directory) => [
    ...entriesOf(directory, folders),
    ...namedByVariables(home, directory),
  ]);
  const all = [...named, ...(home.agentFolder === undefined ? [] : [home.agentFolder])];
  const found = [...new Set(all)].sort();
  return { folders: [...new Set(found.flatMap((folder) => folderAt(folder, home, reportGap) ?? []))], gaps };
}

function namedByVariables(home: Home, directory: string): string[] {
  const environment = environmentOf(directory, home);
  const own = placesNamedBy('CLAUDE_CONFIG_DIR', environment).flatMap(({ path }) => path ?? []);
  const shared = placesNamedBy('XDG_CONFIG_HOME', environment).flatMap(({ path }) => path ?? []);
  return [...own, ...shared.flatMap((folder) => entriesOf(folder, belowConfiguration))];
}
