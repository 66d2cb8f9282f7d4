import type { Scope } from './flag-occurrence.ts';

const host: ReadonlySet<Scope> = new Set<Scope>([
  'repository-script',
  'shell-profile',
  'one-off-command',
  'source-code',
  'settings',
  'editor',
]);

/** A file that is written in an image or a CI job stays there; on a host it has the scope of its own kind. */
export function hostScope(outer: Scope, own: Scope): Scope {
  return host.has(outer) ? own : outer;
}
