import { join } from 'node:path';
import type { Home } from '../home.ts';
import { configurationFolders } from './configuration-folders.ts';
import { whereLinksLead } from './follow-links.ts';
import type { Evidence } from './read-text.ts';

/** `~/.claude`, where it lies; absolute. */
export function ownAgentFolder(home: Home): string {
  const named = join(home.directory, '.claude');
  return whereLinksLead(named, home) ?? named;
}

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
  const own = ownAgentFolder(home);
  return configurationFolders(home, reportGap).filter((folder) => folder !== own);
}
