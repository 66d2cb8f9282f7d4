import type { ConfiguredItem } from '../evidence/posture/read-surfaces.ts';
import type { Traced } from './provenance/write-ledger.ts';
import type { WrittenBy } from './provenance/written-by.ts';

/** One thing that acts later or weakens a guard, and who put it there. */
export interface PostureItem extends ConfiguredItem {
  /** The surest and earliest call; `strength: 'file'` says only that it wrote the file. */
  readonly writtenBy?: WrittenBy;
  /** The call that cloned the repository which brought it along, where no call wrote it. */
  readonly cameWith?: WrittenBy;
  /** Ids of the queries that match, worst first. */
  readonly findings: readonly string[];
}

/** What to look for in the calls that may have written an item. */
export function tracedItem({ file, words, command }: ConfiguredItem): Traced {
  return { file, words: words ?? (command === undefined ? [] : [command]) };
}
