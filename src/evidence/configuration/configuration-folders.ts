import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import fastGlob from 'fast-glob';
import type { ReportGap } from '../gap.ts';
import { type Home, referencePath } from '../home.ts';
import { foldersInProfiles, profileTexts } from './profile-variables.ts';

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

/** Homes of an image whose users nobody named. */
const homesOfImage = ['home/*', 'Users/*', 'root', 'var/root', 'home'];

/**
 * The configuration folders of a home, or of every home of an image where the home is the image's root. Folders that
 * lead out of the image through a link become gaps.
 */
export function configurationFolders(home: Home, reportGap: ReportGap): string[] {
  const prefixes = isWholeImage(home) ? homesOfImage.map((prefix) => `${prefix}/`) : [''];
  const patterns = prefixes.flatMap((prefix) => folders.map((folder) => prefix + folder));
  const options = {
    cwd: home.directory,
    onlyDirectories: true,
    dot: true,
    absolute: true,
    suppressErrors: true,
  };
  const found = fastGlob.sync(patterns, { ...options, deep: 9 });
  const all = [
    ...found,
    ...userHomes(home).flatMap((directory) => setInProfiles(home, directory)),
    ...(home.agentFolder === undefined ? [] : [home.agentFolder]),
  ];
  return [...new Set(all.map((folder) => resolve(folder)))]
    .sort()
    .filter((folder) => isInside(home, folder, reportGap));
}

/** The homes that are read, absolute on this machine: every one of an image where the home is the image's root. */
export function userHomes(home: Home): string[] {
  if (!isWholeImage(home)) return [home.directory];
  const options = { onlyDirectories: true, dot: true, absolute: true, suppressErrors: true };
  return fastGlob
    .sync(homesOfImage, { ...options, cwd: home.directory, deep: 2 })
    .map((path) => resolve(path))
    .sort();
}

function isWholeImage({ directory, root }: Home): boolean {
  return root !== undefined && resolve(directory) === resolve(root);
}

function setInProfiles(home: Home, directory: string): string[] {
  return foldersInProfiles('CLAUDE_CONFIG_DIR', profileTexts(directory), { home, directory });
}

function isInside({ directory, root }: Home, folder: string, reportGap: ReportGap): boolean {
  let real: string;
  try {
    real = realpathSync(folder);
  } catch {
    // A folder that does not exist is no gap; one that cannot be entered becomes one when it is listed.
    return false;
  }
  const inside = root === undefined ? '' : relative(realpathSync(root), real);
  if (!inside.startsWith('..') && !isAbsolute(inside)) return true;
  const path = referencePath({ directory, recordedPath: directory }, folder);
  reportGap({
    kind: 'unsupported',
    reason: 'leads out of the evidence through a link and was not followed',
    evidence: { path },
  });
  return false;
}
