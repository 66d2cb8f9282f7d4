import type { Artifact } from '../../evidence/artifact.ts';
import type { Gap } from '../../evidence/gap.ts';
import { lastRecordTime } from '../sources/claude-code/last-record-time.ts';
import type { IndexedFile } from '../sources/source.ts';
import { backdated } from './backdated.ts';

/** Files that were read together, and the time of the last record in any of them. */
export interface ReadGroup {
  readonly files: readonly IndexedFile[];
  /** Milliseconds. */
  readonly lastAt: number;
}

/** Asks only files for their last record that were written before the last one of their group. */
export function backdatedTranscripts(groups: readonly ReadGroup[], artifacts: readonly Artifact[]): Gap[] {
  const times = new Map(artifacts.map(({ path, modifiedAt }) => [path, Date.parse(modifiedAt)]));
  const dated = groups.flatMap(({ files, lastAt }) =>
    files.flatMap(({ file: { path, reference, kind } }) => {
      const modifiedAt = times.get(reference) ?? Number.NaN;
      const mayBeOdd = modifiedAt < lastAt && kind !== 'capture' && path.endsWith('.jsonl');
      return mayBeOdd ? [{ reference, modifiedAt, lastRecordAt: lastRecordTime(path) }] : [];
    }),
  );
  return backdated(dated, [...times.values()]);
}
