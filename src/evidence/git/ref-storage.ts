import type { Head, Ref } from './read-refs.ts';
import type { ReflogEntry } from './reflog-entry.ts';

/** Where a repository keeps refs and reflogs, whatever their form on disk. */
export interface RefStorage {
  readonly form: 'files' | 'reftable';
  /** Those that all working trees share, sorted by name. */
  readonly refs: readonly Ref[];
  /** @param gitDirectory of the working tree whose HEAD is asked for */
  headOf(gitDirectory: string): Head;
  /** Every entry of every reflog, ref by ref, oldest first in each. */
  reflogs(): readonly ReflogEntry[];
  /** The file that holds a name such as `CHERRY_PICK_HEAD` in a git folder; undefined where nothing does. */
  holderOf(gitDirectory: string, name: string): string | undefined;
}
