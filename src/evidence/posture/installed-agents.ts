import { member, textOf } from '../configuration/config-value.ts';
import type { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { type FilePlace, locateFiles } from '../configuration/locate-files.ts';
import { evidencePath } from '../home.ts';

/** An agent program that lies on the machine. */
export interface InstalledAgent {
  readonly name: string;
  /** `unknown` where its place does not tell. */
  readonly version: string;
  /** How it came there: `native`, `npm`, `homebrew`, `editor-extension`, `uv`, `binary`. */
  readonly channel: string;
  /** As the evidence writes it. */
  readonly path: string;
}

const npmPackages = {
  '@anthropic-ai/claude-code': 'claude-code',
  '@openai/codex': 'codex',
  '@google/gemini-cli': 'gemini-cli',
  '@qwen-code/qwen-code': 'qwen-code',
  '@github/copilot': 'copilot-cli',
  '@sourcegraph/amp': 'amp',
  'opencode-ai': 'opencode',
  cline: 'cline',
} as const satisfies Record<string, string>;

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

interface Sign extends FilePlace {
  readonly name: string;
  readonly channel: string;
  /** First group: the version, taken from the path. */
  readonly version?: RegExp;
}

const extensions: Readonly<Record<string, string>> = {
  'anthropic.claude-code': 'claude-code',
  'github.copilot-chat': 'copilot',
  'saoudrizwan.claude-dev': 'cline',
  'rooveterinaryinc.roo-cline': 'roo-code',
  'kilocode.kilo-code': 'kilo-code',
  'continue.continue': 'continue',
  'openai.chatgpt': 'codex',
  'google.geminicodeassist': 'gemini-code-assist',
  'sourcegraph.amp': 'amp',
};

const editorFolders = [
  '.vscode',
  '.vscode-insiders',
  '.vscode-server',
  '.cursor',
  '.cursor-server',
  '.windsurf',
  '.vscode-oss',
];

const signs: readonly Sign[] = [
  {
    base: 'home',
    path: '.local/share/claude/versions/*',
    name: 'claude-code',
    channel: 'native',
    version: /versions\/([^/]+)$/,
  },
  ...['/opt/homebrew/Caskroom', '/usr/local/Caskroom'].map(
    (folder): Sign => ({
      base: 'system',
      path: `${folder}/claude-code/*`,
      name: 'claude-code',
      channel: 'homebrew',
      version: /claude-code\/([^/]+)$/,
    }),
  ),
  ...editorFolders.flatMap((folder) =>
    Object.entries(extensions).map(
      ([id, name]): Sign => ({
        base: 'home',
        path: `${folder}/extensions/${id}-*`,
        name,
        channel: 'editor-extension',
        version: /-(\d[^/]*?)(?:-(?:linux|darwin|win32|universal)[^/]*)?$/,
      }),
    ),
  ),
  { base: 'home', path: '.local/share/uv/tools/aider-chat', name: 'aider', channel: 'uv' },
  { base: 'home', path: '.local/share/uv/tools/kimi-cli', name: 'kimi-cli', channel: 'uv' },
  { base: 'home', path: '.local/bin/claude', name: 'claude-code', channel: 'binary' },
  { base: 'home', path: '.local/bin/cursor-agent', name: 'cursor', channel: 'binary' },
  { base: 'home', path: '.local/bin/goose', name: 'goose', channel: 'binary' },
  { base: 'home', path: '.local/bin/amp', name: 'amp', channel: 'binary' },
  { base: 'home', path: '.opencode/bin/opencode', name: 'opencode', channel: 'binary' },
  { base: 'home', path: '.local/bin/kiro-cli', name: 'kiro', channel: 'binary' },
  { base: 'home', path: '.factory/bin/droid', name: 'droid', channel: 'binary' },
  { base: 'system', path: '/Applications/Claude.app', name: 'claude-desktop', channel: 'app' },
  { base: 'system', path: '/Applications/Cursor.app', name: 'cursor', channel: 'app' },
  { base: 'system', path: '/Applications/Windsurf.app', name: 'windsurf', channel: 'app' },
];

/** Told by files alone; no program is asked for its version. */
export function installedAgents(reader: ConfigurationReader): readonly InstalledAgent[] {
  const { evidence } = reader;
  const where = { evidence, projects: [] };
  const packages = npmFolders.flatMap((folder) =>
    Object.entries(npmPackages).flatMap(([id, name]) =>
      locateFiles({ ...folder, path: `${folder.path}/${id}/package.json` }, where).map(
        ({ path }): InstalledAgent => {
          const version = textOf(member(reader.read(path, 'json')?.root, 'version')) ?? 'unknown';
          return { name, version, channel: 'npm', path: evidencePath(evidence.home, path) };
        },
      ),
    ),
  );
  const others = signs.flatMap(({ name, channel, version, ...place }) =>
    locateFiles(place, where).map(({ path }): InstalledAgent => {
      const recorded = evidencePath(evidence.home, path);
      return { name, version: version?.exec(recorded)?.[1] ?? 'unknown', channel, path: recorded };
    }),
  );
  return [...packages, ...others];
}
