import type { ReportGap } from '../../evidence/gap.ts';
import type { IndexedFile } from '../sources/source.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import type { Entry } from './entry.ts';

interface Copies {
  isCopy(file: TranscriptFile): boolean;
  entriesOf(file: TranscriptFile, reportGap: ReportGap): Iterable<Entry>;
  readonly reportGap: ReportGap;
}

/**
 * The files of a session without those that tell the same of it once more, and less. One that has more calls than the
 * rest is no copy: something was taken out of the rest, or is not there yet. Then calls of both are given.
 */
export function withoutCopies(
  files: readonly IndexedFile[],
  { isCopy, entriesOf, reportGap }: Copies,
): readonly IndexedFile[] {
  const originals = files.filter(({ file }) => file.kind === 'main' && !isCopy(file));
  const copies = files.filter(({ file }) => isCopy(file));
  if (originals.length === 0 || copies.length === 0) return files;
  const calls = (some: readonly IndexedFile[]): number =>
    some.reduce((sum, { file }) => sum + callsAmong(entriesOf(file, () => undefined)), 0);
  const [known, more] = [calls(originals), copies.filter((one) => calls([one]) > calls(originals))];
  for (const { file } of more) {
    const reason = `holds more calls than the database of its agent, which has ${known} of this session: those that both hold are given twice`;
    reportGap({ kind: 'missing', reason, evidence: { path: file.reference } });
  }
  return files.filter((one) => !copies.includes(one) || more.includes(one));
}

function callsAmong(entries: Iterable<Entry>): number {
  let count = 0;
  for (const { kind } of entries) if (kind === 'call') count += 1;
  return count;
}
