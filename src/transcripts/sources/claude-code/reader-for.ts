import type { ScanKey } from '../../scanner/line-scanner.ts';
import { RecordReader } from './record-reader.ts';

let last: { readonly key: ScanKey; readonly reader: RecordReader } | undefined;

/** The reader of this thread for a run: its memory serves one job after the other. */
export function readerFor(key: ScanKey): RecordReader {
  const isSame = last?.key[0] === key[0] && last.key[1] === key[1];
  if (!last || !isSame || last.reader.isLarge) last = { key, reader: new RecordReader(key) };
  return last.reader;
}
