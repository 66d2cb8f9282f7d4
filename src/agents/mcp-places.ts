import type { McpPlace } from './agent.ts';

type Keys = string | readonly (readonly string[])[];

function place(base: McpPlace['base'], path: string, given: { keys: Keys; scope: string }): McpPlace {
  const keys = typeof given.keys === 'string' ? [[given.keys]] : given.keys;
  return { base, path, servers: keys.map((path) => ({ keys: path, scope: given.scope })) };
}

/** Files below the user's home. */
export function user(paths: string | readonly string[], keys: Keys, scope = 'user'): readonly McpPlace[] {
  return [paths].flat().map((path) => place('home', path, { keys, scope }));
}

/** Files below a project folder. */
export function project(
  paths: string | readonly string[],
  keys: Keys,
  scope = 'project',
): readonly McpPlace[] {
  return [paths].flat().map((path) => place('project', path, { keys, scope }));
}

/** Files of folders from which a project takes them: those above it, and the main checkout of a linked working tree. */
export function inherited(
  paths: string | readonly string[],
  keys: Keys,
  scope = 'project',
): readonly McpPlace[] {
  return [paths].flat().map((path) => place('inherited', path, { keys, scope }));
}

/** Files for all users of a machine. */
export function system(
  paths: string | readonly string[],
  keys: Keys,
  scope = 'managed',
): readonly McpPlace[] {
  return [paths].flat().map((path) => place('system', path, { keys, scope }));
}
