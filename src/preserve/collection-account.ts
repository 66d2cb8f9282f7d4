import { tornReason } from '../evidence/bag-record.ts';
import { areas } from '../evidence/collection/collection-places.ts';
import type { Source } from '../evidence/collection/source.ts';
import type { Gap } from '../evidence/gap.ts';
import type { AreaCount, Collection } from './collection.ts';
import type { WrittenBag } from './write-bag.ts';

type Counted = Pick<Source, 'area' | 'sizeBytes'>;

/** What was made of repositories: all that was made but the case document. */
export function madeOfRepositories({ made }: WrittenBag): Counted[] {
  return made.flatMap(({ from, sizeBytes }) =>
    from === undefined ? [] : [{ area: 'repository' as const, sizeBytes }],
  );
}

/** How much of each area there is, in the order in which areas are told. */
export function countAreas(sources: readonly Counted[]): readonly AreaCount[] {
  return areas
    .map((area) => ({ area, own: sources.filter((source) => source.area === area) }))
    .filter(({ own }) => own.length > 0)
    .map(({ area, own }) => ({ area, files: own.length, sizeBytes: sizeOf(own) }));
}

/** Bytes. */
export function sizeOf(sources: readonly Counted[]): number {
  return sources.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
}

/** What was left where it is, and why. */
export function leftBehindOf(sources: readonly Source[]): Collection['leftBehind'] {
  return sources.flatMap(({ recordedPath: path, leftBehind: reason }) =>
    reason === undefined ? [] : [{ path, reason }],
  );
}

/** Of what was left behind, that which should have been copied. */
export function gapsOf(sources: readonly Source[]): Gap[] {
  return sources
    .filter(({ isGap }) => isGap)
    .map(({ recordedPath: path, leftBehind }) => ({
      kind: 'unreadable',
      reason: leftBehind ?? 'was not copied',
      evidence: { path },
    }));
}

/** A file that was written to during every read. */
export function tornGap({ recordedPath: path }: Source): Gap {
  return {
    kind: 'truncated',
    reason: tornReason,
    evidence: { path },
  };
}
