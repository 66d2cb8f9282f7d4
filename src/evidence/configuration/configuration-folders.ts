import { resolve } from 'node:path';
import fastGlob from 'fast-glob';
import { homeLayouts } from '../../shell/homes.ts';
import type { ReportGap } from '../gap.ts';
import { type Home, referencePath } from '../home.ts';
import { followEnterable } from './follow-links.ts';
import { foldersInProfiles, profileTexts } from './profile-variables.ts';
import { statOf } from './stat-of.ts';

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
const homesOfImage = [...homeLayouts.map((layout) => layout.slice(1)), 'home'];

/**
 * The configuration folders of a home, or of every home of an image where the home is the image's root: where they
 * lie, links followed as the evidence itself would. What a link hides becomes a gap.
 */
export function configurationFolders(home: Home, reportGap: ReportGap): string[] {
  const named = userHomes(home).flatMap((directory) => [
    ...entriesOf(directory, folders),
    ...setInProfiles(home, directory),
  ]);
  const all = [...named, ...(home.agentFolder === undefined ? [] : [home.agentFolder])];
  const found = [...new Set(all)].sort();
  return [...new Set(found.flatMap((folder) => folderAt(folder, home, reportGap) ?? []))];
}

/** The homes that are read, absolute on this machine: every one of an image where the home is the image's root. */
export function userHomes(home: Home): string[] {
  if (!isWholeImage(home)) return [home.directory];
  const found = entriesOf(home.directory, homesOfImage).sort();
  return [...new Set(found.flatMap((folder) => folderAt(folder, home) ?? []))];
}

/** Links themselves: what they lead to on this machine says nothing. */
function entriesOf(directory: string, patterns: readonly string[]): string[] {
  const options = {
    onlyFiles: false,
    ignore: ['**/.claude.json*'],
    followSymbolicLinks: false,
    dot: true,
    suppressErrors: true,
    deep: 9,
  };
  return fastGlob
    .sync([...patterns], { ...options, cwd: directory, absolute: true })
    .map((path) => resolve(path));
}

function isWholeImage({ directory, root }: Home): boolean {
  return root !== undefined && resolve(directory) === resolve(root);
}

function setInProfiles(home: Home, directory: string): string[] {
  return foldersInProfiles('CLAUDE_CONFIG_DIR', profileTexts(directory, home), { home, directory });
}

const hidden = {
  outside: 'leads out of the evidence through a link and was not followed',
  beyond: 'lies outside of the evidence and was not read',
  loop: 'is a link that never ends: it was not followed',
  absent: 'is a link to a place that is not among the evidence: what lies there is not known',
} as const;

/** The folder to which a path leads; nothing, and perhaps a gap, where it leads to none. */
function folderAt(path: string, home: Home, reportGap: ReportGap = () => undefined): string | undefined {
  const followed = followEnterable(path, home);
  // A folder that nobody may enter becomes a gap when it is listed.
  if (followed === undefined) return path;
  if (followed.kind === 'path') return statOf(followed.path)?.isDirectory() ? followed.path : undefined;
  if (followed.kind === 'absent' && !followed.viaLink) return undefined;
  const evidence = { path: referencePath(home, path) };
  reportGap({
    kind: followed.kind === 'absent' ? 'missing' : 'unsupported',
    reason: hidden[followed.kind],
    evidence,
  });
  return undefined;
}
