import type { SessionStore } from './agent.ts';

/**
 * What a path of a store comes down to: the file of a log or a database, else the folder above the first name that
 * says nothing. `.codex/sessions` for `.codex/sessions/**\/rollout-*.jsonl`.
 */
export function storeRoot({ session }: Pick<SessionStore, 'session'>, path: string): string {
  if (session === 'log' || session === 'database') return path;
  const names = path.split('/').slice(0, -1);
  const open = names.findIndex((name) => name.startsWith('*'));
  return names.slice(0, open === -1 ? names.length : open).join('/');
}
