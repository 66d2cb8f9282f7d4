import { resolve } from 'node:path';
import fastGlob from 'fast-glob';
import type { ReportGap } from '../gap.ts';
import { type Home, referencePath } from '../home.ts';
import { followEnterable } from './follow-links.ts';
import { statOf } from './stat-of.ts';

/** Links themselves: what they lead to on this machine says nothing. */
export function entriesOf(directory: string, patterns: readonly string[]): string[] {
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

const hidden = {
  outside: 'leads out of the evidence through a link and was not followed',
  beyond: 'lies outside of the evidence and was not read',
  loop: 'is a link that never ends: it was not followed',
  absent: 'is a link to a place that is not among the evidence: what lies there is not known',
} as const;

/** The folder to which a path leads; nothing, and perhaps a gap, where it leads to none. */
export function folderAt(
  path: string,
  home: Home,
  reportGap: ReportGap = () => undefined,
): string | undefined {
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
