import { inflateSync } from 'node:zlib';
import { DamagedTable, TableCursor } from './table-cursor.ts';
import { type TableFrame, tableFrame } from './table-frame.ts';
import { type LogRecord, logRecords, type RefRecord, refRecords } from './table-records.ts';

/** What reading tables may cost. */
export interface TableBudget {
  /** Of reflogs, inflated; counted down. */
  inflatedBytes: number;
}

interface Block {
  /** From where its lengths are counted: the first block has the header of the file in it. */
  readonly start: number;
  /** Where its type stands. */
  readonly head: number;
  /** As the block says it; of a reflog inflated. */
  readonly length: number;
}

const blockHeadBytes = 4;

/**
 * Every record of a table, block by block, without its indexes, which say the same again.
 * https://git-scm.com/docs/reftable
 * @throws {DamagedTable} at the first thing that git does not write; what came before is good
 */
export function* readTable(bytes: Buffer, budget: TableBudget): Generator<RefRecord | LogRecord> {
  const frame = tableFrame(bytes);
  const waiting = new Set(frame.sections);
  let at = frame.headerBytes;
  while (at < frame.end) {
    const block = blockAt(bytes, at, frame);
    waiting.delete(at);
    const type = String.fromCharCode(bytes[at] ?? 0);
    const end = block.start + block.length;
    if (type === 'g') {
      const log = inflated(bytes, block, { frame, budget });
      yield* logRecords({ bytes: log.bytes, start: 0, end: log.bytes.length, idBytes: frame.idBytes });
      at = log.end;
      continue;
    }
    if (end > frame.end) throw new DamagedTable('a block leads out of the file');
    if (type === 'r') yield* refRecords({ bytes, start: at + blockHeadBytes, end, idBytes: frame.idBytes });
    else if (type !== 'o' && type !== 'i') throw new DamagedTable('a block is of a kind that is not known');
    at = afterPadding(bytes, end, frame);
  }
  if (waiting.size > 0) throw new DamagedTable('a section of it is not where its footer says');
}

function blockAt(bytes: Buffer, head: number, { headerBytes, end }: TableFrame): Block {
  const length = new TableCursor(bytes.subarray(0, end), head + 1, end).uint(3);
  const start = head === headerBytes ? 0 : head;
  if (length < head - start + blockHeadBytes + 2) throw new DamagedTable('a block is shorter than its head');
  return { start, head, length };
}

/** Blocks of an aligned table are filled up with zeros, and no kind of block is called zero. */
function afterPadding(bytes: Buffer, from: number, { end, blockSize }: TableFrame): number {
  const next = blockSize === 0 ? from : Math.ceil(from / blockSize) * blockSize;
  let at = from;
  while (at < Math.min(next, end) && bytes[at] === 0) at += 1;
  return at;
}

/** What a block of a reflog holds, and where the next block begins: its length on disk stands nowhere. */
function inflated(
  bytes: Buffer,
  { start, head, length }: Block,
  { frame, budget }: { readonly frame: TableFrame; readonly budget: TableBudget },
) {
  const size = start + length - head - blockHeadBytes;
  budget.inflatedBytes -= size;
  if (budget.inflatedBytes < 0) throw new DamagedTable('there is more in it than is read');
  const from = head + blockHeadBytes;
  const result = inflate(bytes.subarray(from, frame.end), size);
  if (!isInflation(result) || result.buffer.length !== size)
    throw new DamagedTable('a block of a reflog has another length than it says');
  return { bytes: result.buffer, end: from + result.engine.bytesWritten };
}

function inflate(bytes: Buffer, size: number): unknown {
  try {
    return inflateSync(bytes, { info: true, maxOutputLength: size, chunkSize: Math.max(size, 64) });
  } catch {
    throw new DamagedTable('a block of a reflog cannot be inflated');
  }
}

/** What Node gives where `info` is asked for. https://nodejs.org/api/zlib.html#class-options */
function isInflation(
  value: unknown,
): value is { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } } {
  return typeof value === 'object' && value !== null && 'engine' in value && 'buffer' in value;
}
