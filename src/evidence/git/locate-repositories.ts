import { realpathSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { followEnterable } from '../configuration/follow-links.ts';
import { hostPath, isElsewhere } from '../home.ts';
import { entryKind } from './entry-kind.ts';
import { layoutOf, type RepositoryLayout } from './repository-layout.ts';
import { type RepositoryReading, reporter } from './repository-reading.ts';

/** Folders that may lie in repositories. */
export interface RepositoryHints {
  /** Absolute on this machine; each must be a repository, or lie in one. */
  readonly given: readonly string[];
  /** Absolute, as the evidence writes them: where sessions worked. */
  readonly recorded: readonly string[];
  /** The same, of folders with which a session only had to do; what is missing of them is no gap. */
  readonly touched: readonly string[];
}

/** Every repository that holds one of the folders, each once. Named folders that are not there become gaps. */
export function locateRepositories(hints: RepositoryHints, reading: RepositoryReading): RepositoryLayout[] {
  const found = new Map<string, RepositoryLayout>();
  const climb = climber(reading);
  const report = reporter(reading);
  for (const folder of hints.given) {
    const layout = climb(folder);
    if (layout) found.set(identity(layout), layout);
    else report('unsupported', 'it is not in a repository', folder);
  }
  const present = hints.recorded.filter((folder) => isPresent(folder, reading));
  for (const folder of topmost(hints.recorded.filter((folder) => !present.includes(folder)))) {
    const reason = leadsOut(folder, reading)
      ? 'it leads out of the evidence and was not followed; --repo takes a repository along'
      : 'it is not there';
    report('missing', `a session worked in this folder, and ${reason}`, folder, 'work');
  }
  for (const folder of [...present, ...hints.touched.filter((touched) => isPresent(touched, reading))]) {
    const layout = climb(hostPath(reading.home, folder));
    const key = layout && identity(layout);
    // A linked working tree leads to the same repository as the main one.
    if (layout && key !== undefined && !found.has(key)) found.set(key, layout);
  }
  return [...found.values()];
}

/** Looks for the repository of a folder in it and above it, each folder once. */
function climber(reading: RepositoryReading): (folder: string) => RepositoryLayout | undefined {
  const known = new Map<string, RepositoryLayout | undefined>();
  const climb = (folder: string): RepositoryLayout | undefined => {
    if (known.has(folder)) return known.get(folder);
    const above = dirname(folder);
    const atTop = above === folder || folder === reading.home.root;
    const layout = layoutOf(folder, reading) ?? (atTop ? undefined : climb(above));
    known.set(folder, layout);
    return layout;
  };
  return climb;
}

/** Paths of another system mean nothing here unless its image is mounted. */
function isPresent(recorded: string, { home }: Pick<RepositoryReading, 'home'>): boolean {
  if (home.root === undefined && !isAbsolute(recorded)) return false;
  return entryKind(hostPath(home, recorded)) === 'folder' && !leadsOut(recorded, { home });
}

function leadsOut(recorded: string, { home }: Pick<RepositoryReading, 'home'>): boolean {
  const path = hostPath(home, recorded);
  if (entryKind(path) === undefined) return false;
  const kind = followEnterable(path, home)?.kind ?? 'path';
  return kind === 'beyond' ? isElsewhere(home, recorded) : kind !== 'path';
}

/** Only the highest of folders that lie in one another, so that one lost repository is one gap. */
function topmost(folders: readonly string[]): string[] {
  const kept: string[] = [];
  for (const folder of [...new Set(folders)].sort((a, b) => a.length - b.length)) {
    if (!kept.some((above) => folder.startsWith(`${above}/`) || folder.startsWith(`${above}\\`))) {
      kept.push(folder);
    }
  }
  return kept;
}

function identity({ commonDirectory }: RepositoryLayout): string {
  return realpathSync(commonDirectory);
}
