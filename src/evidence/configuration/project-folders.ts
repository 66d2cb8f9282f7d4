import { dirname, join } from 'node:path';
import { type Home, hostPath, isAtHand, recordedPathOf, territoryOf } from '../home.ts';
import { liesIn } from '../lies-in.ts';
import { whereLinksLead } from './follow-links.ts';
import type { Evidence } from './read-text.ts';
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
  const starts = asked.flatMap((folder) => folderHere(folder, home) ?? []);
  reportMissing(asked.length, asked.length - starts.length, evidence);
  const named = new Map(starts.map((start) => [start.path, start]));
  const found = new Set([...named.keys(), ...given].flatMap((path) => upToRepository(path, home)));
  return [...found].sort().map((path) => named.get(path) ?? { recorded: recordedPathOf(home, path), path });
}

/** A recorded folder where its links lead; nothing where it is not there, or not among the evidence. */
function folderHere(recorded: string, home: Home): ProjectFolder | undefined {
  if (!isAtHand(home, recorded)) return undefined;
  const path = whereLinksLead(hostPath(home, recorded), home);
  return path !== undefined && statOf(path) ? { recorded, path } : undefined;
}

/** A folder of a live machine that is no more holds no configuration; one of a copy may only not have been copied. */
function reportMissing(asked: number, missing: number, { isLive, reportGap }: Evidence): void {
  if (missing === 0 || isLive) return;
  reportGap({
    kind: 'missing',
    limits: 'configuration',
    reason: `${missing} of ${asked} folders in which sessions worked are not among the evidence, nor are their configurations; --root names an image that holds them, --map where a folder lies here`,
  });
}

/**
 * The root of the repository in which a folder lies, as the evidence writes it; undefined where there is none, or where
 * the folder is not among the evidence.
 * @param recorded as the evidence writes it
 */
export function repositoryOf(recorded: string, { home }: Pick<Evidence, 'home'>): string | undefined {
  const start = folderHere(recorded, home)?.path;
  if (start === undefined) return undefined;
  const root = upToRepository(start, home).at(-1) ?? start;
  return statOf(join(root, '.git')) ? recordedPathOf(home, root) : undefined;
}

/**
 * A folder and those above it, the innermost first. Never above the evidence: what lies there belongs to whoever
 * reads it.
 * @param path absolute, on this machine
 */
export function withAncestors(path: string, home: Home): readonly string[] {
  const holding = territoryOf(home).filter((folder) => liesIn(path, folder));
  const boundary = holding.sort((a, b) => a.length - b.length)[0] ?? path;
  const passed: string[] = [];
  for (let folder = path; passed.length < ancestorsAtMost; folder = dirname(folder)) {
    passed.push(folder);
    if (folder === boundary || dirname(folder) === folder) break;
  }
  return passed;
}

function upToRepository(path: string, home: Home): readonly string[] {
  const folders = withAncestors(path, home);
  const root = folders.findIndex((folder) => statOf(join(folder, '.git')));
  return folders.slice(0, root + 1 || 1);
}
