import { type Followed, followLinks } from '../configuration/follow-links.ts';
import type { Evidence } from '../configuration/read-text.ts';
import type { GapKind } from '../gap.ts';
import { referencePath, territoryOf } from '../home.ts';
import type { Walk } from './matching-files.ts';

/** How many entries one place may cost: the newest sessions, which have the greatest names, are among them. */
const entriesAtMost = 20_000;

/** What one search knows already. */
export interface StoreSearch {
  readonly evidence: Evidence;
  /** Folders, and where they lie when their links are followed. */
  readonly starts: Map<string, Followed>;
  /** Sessions: several patterns and variables lead to one, and one can have several files. */
  readonly seen: Set<string>;
  /** Gaps that were reported of the evidence, by any search. */
  readonly told: Set<string>;
}

const toldOf = new WeakMap<Evidence, Set<string>>();

export function storeSearch(evidence: Evidence): StoreSearch {
  const told = toldOf.get(evidence) ?? new Set();
  toldOf.set(evidence, told);
  return { evidence, starts: new Map(), seen: new Set(), told };
}

/** The folder itself, links followed; nowhere where it is not in the evidence. */
export function startOf(folder: string, search: StoreSearch): string | undefined {
  const followed = whereItEnds(folder, search);
  return followed.kind === 'path' ? followed.path : undefined;
}

/** Where a folder lies when its links are followed. */
export function whereItEnds(folder: string, search: StoreSearch): Followed {
  const followed = search.starts.get(folder) ?? ending(folder, search.evidence);
  search.starts.set(folder, followed);
  return followed;
}

/** What looking through one place may cost. */
export function walkOf(search: StoreSearch): Walk {
  return {
    home: search.evidence.home,
    entries: entriesAtMost,
    onGap: (path, kind, reason) => tell(search, path, [kind, reason]),
  };
}

/** Each gap once. */
export function tell(
  { evidence, told }: StoreSearch,
  path: string,
  [kind, reason]: readonly [GapKind, string],
): void {
  const key = `${path}\n${reason}`;
  if (told.has(key)) return;
  told.add(key);
  evidence.reportGap({ kind, reason, evidence: { path: referencePath(evidence.home, path) } });
}

/** The folder that was given as the evidence may itself be behind a link. */
function ending(folder: string, evidence: Evidence): Followed {
  if (territoryOf(evidence.home).includes(folder)) return { kind: 'path', path: folder, viaLink: false };
  try {
    return followLinks(folder, evidence.home);
  } catch {
    // Below a file, or below a folder that may not be entered: what is not readable of a home is reported with it.
    return { kind: 'absent', viaLink: false };
  }
}
