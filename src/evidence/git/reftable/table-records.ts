import { DamagedTable, safe, TableCursor } from './table-cursor.ts';

/** What a table says of one name. A table above it in the stack may say something else. */
export interface RefRecord {
  readonly section: 'ref';
  readonly name: string;
  /** Absent where the reference was deleted. */
  readonly value?: RefValue;
}

/** A reference names an object or another reference; what a tag peels to is left out, for git says that itself. */
export type RefValue = { readonly sha: string } | { readonly target: string };

/** What a table says of one entry of a reflog. */
export interface LogRecord {
  readonly section: 'log';
  readonly name: string;
  /** Of the transaction: the later, the higher. */
  readonly updateIndex: number;
  /** Absent where the entry was deleted. */
  readonly update?: LogUpdate;
}

export interface LogUpdate {
  readonly previousSha: string;
  readonly sha: string;
  /** `Name <address>` */
  readonly committer: string;
  /** Since 1970. */
  readonly seconds: number;
  readonly message: string;
}

/** The records of one block, and how long its ids are. */
export interface RecordBlock {
  readonly bytes: Buffer;
  /** Where the first record begins, and where the block ends. */
  readonly start: number;
  readonly end: number;
  readonly idBytes: 20 | 32;
}

/** Longer than any name that git makes; keys grow by what each record adds to the one before it. */
const keyBytesAtMost = 8192;
const updateIndexBytes = 8;

/** https://git-scm.com/docs/reftable#_ref_record */
export function* refRecords(block: RecordBlock): Generator<RefRecord> {
  for (const { key, type, cursor } of keysOf(block)) {
    const name = key.toString('utf8');
    cursor.varint();
    const value = refValue(cursor, type, block.idBytes);
    yield { section: 'ref', name, ...(value && { value }) };
  }
}

function refValue(cursor: TableCursor, type: number, idBytes: number): RefValue | undefined {
  if (type === 0) return undefined;
  if (type === 3) return { target: cursor.string().toString('utf8') };
  if (type > 3) throw new DamagedTable('a reference is of a kind that is not known');
  const sha = cursor.take(idBytes).toString('hex');
  if (type === 2) cursor.take(idBytes);
  return { sha };
}

/** https://git-scm.com/docs/reftable#_log_record */
export function* logRecords(block: RecordBlock): Generator<LogRecord> {
  for (const { key, type, cursor } of keysOf(block)) {
    const nameEnd = key.length - updateIndexBytes - 1;
    if (nameEnd < 1 || key[nameEnd] !== 0) throw new DamagedTable('an entry of a reflog has no name');
    if (type > 1) throw new DamagedTable('an entry of a reflog is of a kind that is not known');
    const name = key.toString('utf8', 0, nameEnd);
    // Written the other way round, so that the newest stands first.
    const updateIndex = safe(0xffff_ffff_ffff_ffffn - key.readBigUInt64BE(nameEnd + 1));
    const update = type === 1 ? logUpdate(cursor, block.idBytes) : undefined;
    yield { section: 'log', name, updateIndex, ...(update && { update }) };
  }
}

function logUpdate(cursor: TableCursor, idBytes: number): LogUpdate {
  const previousSha = cursor.take(idBytes).toString('hex');
  const sha = cursor.take(idBytes).toString('hex');
  const name = cursor.string().toString('utf8');
  const committer = `${name} <${cursor.string().toString('utf8')}>`;
  const seconds = cursor.varint();
  // The time zone: times are told in UTC.
  cursor.take(2);
  const message = cursor.string().toString('utf8').replace(/\n+$/, '').replaceAll('\n', ' ');
  return { previousSha, sha, committer, seconds, message };
}

interface KeyedRecord {
  readonly key: Buffer;
  readonly type: number;
  /** At what follows the key. */
  readonly cursor: TableCursor;
}

/** Keys are kept as what they add to the one before; at the end stands a list of those that are whole. */
function* keysOf({ bytes, start, end }: RecordBlock): Generator<KeyedRecord> {
  const count = new TableCursor(bytes, end - 2, end).uint(2);
  const cursor = new TableCursor(bytes, start, end - 2 - 3 * count);
  let key = Buffer.alloc(0);
  while (!cursor.isAtEnd) {
    const shared = cursor.varint();
    const length = cursor.varint();
    const suffix = cursor.take(Math.floor(length / 8));
    if (shared > key.length || shared + suffix.length > keyBytesAtMost)
      throw new DamagedTable('a name is longer than those of git');
    key = Buffer.concat([key.subarray(0, shared), suffix]);
    yield { key, type: length % 8, cursor };
  }
}
