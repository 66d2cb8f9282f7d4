import type { Gap } from '../../evidence/gap.ts';
import { memoryOf } from '../digest/columns.ts';
import type { GroupDigest } from '../digest/group-digest.ts';
import type { ScanKey } from '../scanner/line-scanner.ts';
import { agentMode } from '../sources/claude-code/agent-metadata.ts';
import { GroupDigester } from '../sources/claude-code/group-digester.ts';
import type { TranscriptFile } from '../sources/claude-code/transcript-file.ts';
import { readerFor } from './reader-for.ts';
import type { Reply } from './worker-pool.ts';

/** The files of one group, the main transcript first. */
export interface DigestJob {
  readonly kind: 'digest';
  /** Secret, the same for all groups of a run. */
  readonly key: ScanKey;
  readonly files: readonly { readonly index: number; readonly file: TranscriptFile }[];
}

export interface DigestReply {
  readonly digest: GroupDigest;
  readonly gaps: readonly Gap[];
}

/** Reads a group of transcripts once: everything but the contents of its calls. */
export function* digestFiles({ key, files }: DigestJob): Generator<Reply<DigestReply>> {
  const gaps: Gap[] = [];
  const reader = readerFor(key);
  const digester = new GroupDigester((text) => reader.hash(text));
  for (const { index, file } of files) {
    digester.open(file, agentMode(file));
    reader.readFile(file, {
      record: (record, { line, offset, length }) =>
        digester.take(record, { file: index, line, offset, length }),
      nested: (record, line) => digester.nested(record, line),
      gap: (gap) => {
        if (gap.kind !== 'tampering') digester.loseLine();
        gaps.push(gap);
      },
    });
  }
  const digest = digester.finish();
  const tables = [digest.calls, digest.turns, digest.usage];
  gaps.push(...digest.gaps);
  yield { value: { digest, gaps }, transfer: [...tables.flatMap(memoryOf), digest.places.buffer] };
}
