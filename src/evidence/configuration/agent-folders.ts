import { join, resolve } from 'node:path';
import { configurationFolders } from './configuration-folders.ts';
import type { Evidence } from './read-text.ts';

const known = new WeakMap<Evidence, readonly string[]>();

/**
 * Folders besides `~/.claude` in which the agent keeps the same files: those that `CLAUDE_CONFIG_DIR` names in the
 * environment or in a profile, and those of the desktop application. Absolute, on this machine.
 */
export function furtherAgentFolders(evidence: Evidence): readonly string[] {
  const found = known.get(evidence) ?? foldersOf(evidence);
  known.set(evidence, found);
  return found;
}

function foldersOf({ home, reportGap }: Evidence): readonly string[] {
  const own = resolve(join(home.directory, '.claude'));
  return configurationFolders(home, reportGap).filter((folder) => folder !== own);
}
