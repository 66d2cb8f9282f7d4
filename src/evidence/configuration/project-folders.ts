import { dirname, join, posix, win32 } from 'node:path';
import { evidencePath, hostPath } from '../home.ts';
import { boundaryOf, type Evidence } from './read-text.ts';
import { statOf } from './stat-of.ts';

/** A folder whose project-level configuration counts. */
export interface ProjectFolder {
  /** As the evidence writes it. */
  readonly recorded: string;
  /** Absolute, on this machine. */
  readonly path: string;
}

const ancestorsAtMost = 64;

/**
 * The folders whose project-level configuration counts for work in the recorded ones: each folder, and where a
 * repository holds it, the folders up to that repository's root.
 * @param recorded folders as the evidence writes them: working folders, keys of `projects`
 * @param given folders that the user names, absolute on this machine
 */
export function projectFolders(
  { recorded, given }: { readonly recorded: Iterable<string>; readonly given: readonly string[] },
  evidence: Evidence,
): readonly ProjectFolder[] {
  const { home } = evidence;
  const asked = [...new Set(recorded)];
  const starts = asked
    .filter((folder) => isReadable(folder, evidence))
    .map((folder) => hostPath(home, folder))
    .filter((path) => statOf(path));
  reportMissing(asked.length, asked.length - starts.length, evidence);
  const found = new Set(
    [...starts, ...given].flatMap((folder) => upToRepository(folder, boundaryOf(evidence))),
  );
  return [...found].sort().map((path) => ({ recorded: evidencePath(home, path), path }));
}

/** A folder of a live machine that is no more holds no configuration; one of a copy may only not have been copied. */
function reportMissing(asked: number, missing: number, { isLive, reportGap }: Evidence): void {
  if (missing === 0 || isLive) return;
  reportGap({
    kind: 'missing',
    reason: `${missing} of ${asked} folders in which sessions worked are not among the evidence, nor are their configurations; --root names an image that holds them`,
  });
}

/** Absolute, and in the evidence rather than on the machine of whoever reads it. */
function isReadable(folder: string, { home, isLive }: Evidence): boolean {
  if (!posix.isAbsolute(folder) && !win32.isAbsolute(folder)) return false;
  return isLive || home.root !== undefined || `${folder}/`.startsWith(`${home.recordedPath}/`);
}

/**
 * The root of the repository in which a folder lies, as the evidence writes it; undefined where there is none, or where
 * the folder is not among the evidence.
 * @param recorded as the evidence writes it
 */
export function repositoryOf(recorded: string, evidence: Evidence): string | undefined {
  if (!isReadable(recorded, evidence)) return undefined;
  const start = hostPath(evidence.home, recorded);
  if (!statOf(start)) return undefined;
  const root = upToRepository(start, boundaryOf(evidence)).at(-1) ?? start;
  return statOf(join(root, '.git')) ? evidencePath(evidence.home, root) : undefined;
}

/** Never above the boundary: what lies there belongs to whoever reads the evidence. */
function upToRepository(folder: string, boundary: string): readonly string[] {
  const passed: string[] = [];
  for (let path = folder; passed.length < ancestorsAtMost; path = dirname(path)) {
    passed.push(path);
    if (statOf(join(path, '.git'))) return passed;
    if (path === boundary || dirname(path) === path) break;
  }
  return [folder];
}
