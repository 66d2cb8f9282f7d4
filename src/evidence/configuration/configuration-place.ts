import type { FilePlace } from './locate-files.ts';
import type { ConfigFormat } from './parse-configuration.ts';

/** A file that may hold MCP servers. */
export interface ConfigurationPlace extends FilePlace {
  readonly format: ConfigFormat;
  readonly servers: readonly ServerMap[];
}

/** Where in the file the servers stand. */
export interface ServerMap {
  /** Keys from the root; `*` for any key, none for the root itself. */
  readonly keys: readonly string[];
  readonly scope: string;
  /** The keys lead to one server, not to a map of them; its name stands under `name` at the root. */
  readonly single?: true;
}

type Keys = string | readonly (readonly string[])[];

const formats: readonly (readonly [string, ConfigFormat])[] = [
  ['.toml', 'toml'],
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  ['.md', 'frontmatter'],
];

function place(
  base: ConfigurationPlace['base'],
  path: string,
  given: { keys: Keys; scope: string },
): ConfigurationPlace {
  const format = formats.find(([ending]) => path.endsWith(ending))?.[1] ?? 'json';
  const keys = typeof given.keys === 'string' ? [[given.keys]] : given.keys;
  return { base, path, format, servers: keys.map((path) => ({ keys: path, scope: given.scope })) };
}

/** Files below the user's home. */
export function user(
  paths: string | readonly string[],
  keys: Keys,
  scope = 'user',
): readonly ConfigurationPlace[] {
  return [paths].flat().map((path) => place('home', path, { keys, scope }));
}

/** Files below a project folder. */
export function project(
  paths: string | readonly string[],
  keys: Keys,
  scope = 'project',
): readonly ConfigurationPlace[] {
  return [paths].flat().map((path) => place('project', path, { keys, scope }));
}

/** Files of folders from which a project takes them: those above it, and the main checkout of a linked working tree. */
export function inherited(
  paths: string | readonly string[],
  keys: Keys,
  scope = 'project',
): readonly ConfigurationPlace[] {
  return [paths].flat().map((path) => place('inherited', path, { keys, scope }));
}

/** Files for all users of a machine. */
export function system(
  paths: string | readonly string[],
  keys: Keys,
  scope = 'managed',
): readonly ConfigurationPlace[] {
  return [paths].flat().map((path) => place('system', path, { keys, scope }));
}

/** Per-user application data on macOS, Linux and Windows; an evidence home of any of them may be read anywhere. */
export function appData(path: string): readonly string[] {
  return ['Library/Application Support', '.config', 'AppData/Roaming'].map((folder) => `${folder}/${path}`);
}

const codeFamily = [
  'Code',
  'Code - Insiders',
  'VSCodium',
  'Cursor',
  'Windsurf',
  'Trae',
  'Qoder',
  'Antigravity',
];
const codeServers = ['.vscode-server', '.vscode-server-insiders', '.vscode-remote', '.cursor-server'];

/** Below the `User` folder of every editor of the VS Code family, remote hosts included. */
export function codeUser(path: string, family: readonly string[] = codeFamily): readonly string[] {
  return [
    ...family.flatMap((editor) => appData(`${editor}/User/${path}`)),
    ...codeServers.map((server) => `${server}/data/User/${path}`),
  ];
}
