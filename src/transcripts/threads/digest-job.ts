import type { Gap } from '../../evidence/gap.ts';
import { memoryOf } from '../digest/columns.ts';
import type { GroupDigest } from '../digest/group-digest.ts';
import type { ScanKey } from '../scanner/line-scanner.ts';
import type { IndexedFile } from '../sources/source.ts';
import { sourceOf } from '../sources/sources.ts';
import type { Reply } from './worker-pool.ts';

/** The files of one group, all of one agent, the main transcript first. */
export interface DigestJob {
  readonly kind: 'digest';
  /** Secret, the same for all groups of a run. */
  readonly key: ScanKey;
  readonly files: readonly IndexedFile[];
}

export interface DigestReply {
  readonly digest: GroupDigest;
  readonly gaps: readonly Gap[];
}

/** Reads a group of transcripts once: everything but the contents of its calls. */
export function* digestFiles({ key, files }: DigestJob): Generator<Reply<DigestReply>> {
  const gaps: Gap[] = [];
  const source = sourceOf(files[0]?.file.agent ?? '');
  const digest = source.digest(files, { key, reportGap: (gap) => gaps.push(gap) });
  const tables = [digest.calls, digest.turns, digest.usage];
  gaps.push(...digest.gaps);
  yield { value: { digest, gaps }, transfer: [...tables.flatMap(memoryOf), digest.places.buffer] };
}
