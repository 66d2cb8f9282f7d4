import { basename, dirname, join } from 'node:path';
import { isFile } from './acquire.ts';
import { bagHome } from './bag.ts';
import { statOf } from './configuration/stat-of.ts';

/** What a path is that was given as a home. */
export type MeantHome =
  | { readonly kind: 'home' }
  /** The agent's own folder or something in it: the home is the one above. */
  | { readonly kind: 'inside'; readonly home: string }
  /** A project, whose sessions are kept in the home above it. */
  | { readonly kind: 'project'; readonly home: string }
  | { readonly kind: 'transcript' };

/** @param path absolute, on this machine */
export function meantHome(path: string): MeantHome {
  const isFolder = statOf(path)?.isDirectory() ?? false;
  if (isFolder && (isHome(path) || bagHome(path) !== undefined)) return { kind: 'home' };
  const above = ancestors(path);
  const agentFolder = above.find((folder) => isAgentFolder(folder));
  if (agentFolder !== undefined) return { kind: 'inside', home: homeOf(agentFolder) };
  if (!isFolder) return isFile(path) && isTranscriptName(path) ? { kind: 'transcript' } : { kind: 'home' };
  const home = statOf(join(path, '.git')) ? above.slice(1).find(isHome) : undefined;
  return home === undefined ? { kind: 'home' } : { kind: 'project', home };
}

/** Where sessions are kept: a project has a `.claude`, too, but none of its own sessions in it. */
function isHome(folder: string): boolean {
  return statOf(join(folder, '.claude', 'projects')) !== undefined || isFile(join(folder, '.claude.json'));
}

/** `~/.claude` and the names that `CLAUDE_CONFIG_DIR` is given beside it. */
function isAgentFolder(folder: string): boolean {
  const isNamed = /^\.claude(?:[-_.].*)?$/.test(basename(folder)) || folder.endsWith('/.config/claude');
  return isNamed && (statOf(join(folder, 'projects'))?.isDirectory() ?? false);
}

function homeOf(agentFolder: string): string {
  const above = dirname(agentFolder);
  return basename(above) === '.config' ? dirname(above) : above;
}

function isTranscriptName(path: string): boolean {
  return /\.(?:jsonl|ndjson|json)(?:\.gz|\.zst)?$/.test(path);
}

function ancestors(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...ancestors(above)];
}
