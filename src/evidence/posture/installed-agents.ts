import type { Agent, Installation } from '../../agents/agent.ts';
import { agents } from '../../agents/index.ts';
import { member, textOf } from '../configuration/config-value.ts';
import type { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { type FilePlace, locateFiles } from '../configuration/locate-files.ts';
import { recordedPathOf } from '../home.ts';

/** An agent that lies on the machine, or of which only sessions do. */
export interface InstalledAgent {
  /** Id of the agent. */
  readonly name: string;
  /** `unknown` where its place does not tell. */
  readonly version: string;
  /** How it came there: `native`, `npm`, `homebrew`, `editor-extension`, `uv`, `binary`, `app`; or `sessions`. */
  readonly channel: string;
  /** As the evidence writes it. */
  readonly path: string;
}

const npmFolders: readonly FilePlace[] = [
  ...[
    '.npm-global/lib',
    '.nvm/versions/node/*/lib',
    '.volta/tools/image/packages',
    '.bun/install/global',
    '.claude/local',
  ].map((folder) => ({ base: 'home', path: `${folder}/node_modules` }) as const),
  { base: 'home', path: 'AppData/Roaming/npm/node_modules' },
  ...['/usr/lib', '/usr/local/lib', '/opt/homebrew/lib'].map(
    (folder) => ({ base: 'system', path: `${folder}/node_modules` }) as const,
  ),
];

const homebrewFolders = [
  ...['/opt/homebrew/Caskroom', '/usr/local/Caskroom', '/opt/homebrew/Cellar', '/usr/local/Cellar'],
  '/home/linuxbrew/.linuxbrew/Cellar',
];

const editorFolders = [
  '.vscode',
  '.vscode-insiders',
  '.vscode-server',
  '.cursor',
  '.cursor-server',
  '.windsurf',
  '.vscode-oss',
];

/** A place that exists where the agent is installed. */
interface Sign extends FilePlace {
  readonly name: string;
  readonly channel: string;
  /** First group: the version, taken from the path. */
  readonly version?: RegExp;
}

const signs: readonly Sign[] = agents.flatMap((agent: Agent) => [
  ...(agent.installations ?? []).map((place: Installation) => ({ ...place, name: agent.id })),
  ...homebrewFolders.flatMap((folder) =>
    (agent.packages?.homebrew ?? []).map(
      (id): Sign => ({
        base: 'system',
        path: `${folder}/${id}/*`,
        name: agent.id,
        channel: 'homebrew',
        version: /\/([^/]+)$/,
      }),
    ),
  ),
  ...editorFolders.flatMap((folder) =>
    (agent.extensions ?? []).map(
      (id): Sign => ({
        base: 'home',
        path: `${folder}/extensions/${id}-*`,
        name: agent.id,
        channel: 'editor-extension',
        version: /-(\d[^/]*?)(?:-(?:linux|darwin|win32|universal)[^/]*)?$/,
      }),
    ),
  ),
  ...(agent.packages?.pypi ?? []).map(
    (id): Sign => ({ base: 'home', path: `.local/share/uv/tools/${id}`, name: agent.id, channel: 'uv' }),
  ),
]);

/** Told by files alone; no program is asked for its version. */
export function installedAgents(reader: ConfigurationReader): readonly InstalledAgent[] {
  const { evidence } = reader;
  const others = signs.flatMap(({ name, channel, version, ...place }) =>
    locateFiles(place, { evidence, projects: [] }).map(({ path }): InstalledAgent => {
      const recorded = recordedPathOf(evidence.home, path);
      return { name, version: version?.exec(recorded)?.[1] ?? 'unknown', channel, path: recorded };
    }),
  );
  return [...agents.flatMap((agent: Agent) => npmInstalled(agent, reader)), ...others];
}

function npmInstalled({ id: name, packages }: Agent, reader: ConfigurationReader): InstalledAgent[] {
  const { evidence } = reader;
  const places = npmFolders.flatMap((folder) =>
    (packages?.npm ?? []).map((id) => ({ ...folder, path: `${folder.path}/${id}/package.json` })),
  );
  return places.flatMap((place) =>
    locateFiles(place, { evidence, projects: [] }).map(({ path }) => {
      const version = textOf(member(reader.read(path, 'json')?.root, 'version')) ?? 'unknown';
      return { name, version, channel: 'npm', path: recordedPathOf(evidence.home, path) };
    }),
  );
}
