import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Source } from '../evidence/collection/source.ts';

/** What happened to one piece of evidence, or to the collection as a whole. */
export type CustodyEntry =
  | {
      readonly action: 'started' | 'resumed';
      readonly collector: Collector;
      readonly options: Readonly<Record<string, unknown>>;
    }
  | CopiedEntry
  | MadeEntry
  | NotCopiedEntry
  /** A file that an interrupted run had, and that the bag has no more. */
  | { readonly action: 'dropped'; readonly payload: string }
  | { readonly action: 'finished'; readonly files: number; readonly sizeBytes: number };

/** What stands in the place of a file whose content is not in the bag: enough to say that it was there, and which. */
export interface NotCopiedEntry
  extends Pick<
    Source,
    'mode' | 'ownerId' | 'credential' | 'isFolder' | 'isGap' | 'sha256' | 'kind' | 'interpreter'
  > {
  readonly action: 'not-copied';
  /** As the evidence writes it. */
  readonly path: string;
  readonly reason: string;
  readonly sizeBytes?: number;
  readonly modifiedAt?: string;
  /** Its objects are in the bundle that the reason names. */
  readonly inBundle?: true;
}

/** A file of the bag that is no copy: this program made it of the evidence. */
export interface MadeEntry {
  readonly action: 'made';
  /** Relative to the bag. */
  readonly payload: string;
  readonly what: string;
  /** What it was made of, as the evidence writes it. */
  readonly from?: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** One file that was copied; the last entry of a payload path counts. */
export interface CopiedEntry {
  readonly action: 'copied';
  /** As the evidence writes it. */
  readonly path: string;
  /** Relative to the bag. */
  readonly payload: string;
  readonly sizeBytes: number;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
  /** Nanoseconds since 1970, as text: file systems keep more than milliseconds. */
  readonly modifiedNs: string;
  /** Octal, as `ls` and `chmod` write it. */
  readonly mode: string;
  /** Numeric, as the file system has it. */
  readonly ownerId: number;
  /** Kind of the credential that stands in it beside what is evidence. */
  readonly credential?: string;
  readonly sha256: string;
  /** Reads that were thrown away because the file changed meanwhile. */
  readonly tornReads?: number;
  /** The file still changed during the last read: its end may be missing. */
  readonly torn?: true;
  /** The file was reached by this symbolic link; the content is its target's. */
  readonly linkTarget?: string;
}

/** Who collected, where, and with what. */
export interface Collector {
  readonly user: string;
  readonly host: string;
  readonly platform: string;
  readonly tool: string;
}

/** A line as it stands in the file: each names the SHA-256 of the line before it, the first one 64 zeros. */
export type CustodyLine = CustodyEntry & {
  readonly sequence: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly previous: string;
};

export interface CustodyLog {
  append(entry: CustodyEntry): void;
  /** SHA-256 of the last line. */
  head(): string;
  close(): void;
}

const beginning = '0'.repeat(64);

/**
 * Opens the log for appending. A last line that a kill cut off is removed: what it spoke of is done again.
 * @param lines what {@link readCustody} found whole
 */
export function openCustody(path: string, whole: CustodyReading, clock: () => Date): CustodyLog {
  const descriptor = openSync(path, 'a', 0o600);
  ftruncateSync(descriptor, whole.wholeBytes);
  let sequence = whole.lines.length;
  let head = whole.head;
  return {
    append(entry) {
      sequence += 1;
      const line = JSON.stringify({ sequence, at: clock().toISOString(), ...entry, previous: head });
      writeSync(descriptor, `${line}\n`);
      head = digest(line);
    },
    head: () => head,
    close() {
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
  };
}

/** What a log holds, and where it stops to be believable. */
export interface CustodyReading {
  readonly lines: readonly CustodyLine[];
  /** Bytes up to the end of the last whole line. */
  readonly wholeBytes: number;
  readonly head: string;
  /** Each names its line, counted from 1. */
  readonly problems: readonly string[];
}

/** Reads the log of a bag that is not finished; an absent file reads as an empty log. */
export function readCustody(path: string): CustodyReading {
  return parseCustody(contentOf(path));
}

/** Checks the chain of a log. */
export function parseCustody(text: string): CustodyReading {
  const end = text.lastIndexOf('\n') + 1;
  const texts = end === 0 ? [] : text.slice(0, end - 1).split('\n');
  const problems = end < text.length ? [`line ${texts.length + 1} is cut off`] : [];
  const lines: CustodyLine[] = [];
  let previous = beginning;
  for (const [index, line] of texts.entries()) {
    const parsed = parseLine(line);
    if (!parsed) problems.push(`line ${index + 1} is no custody entry`);
    else if (parsed.previous !== previous) problems.push(chainBroken(index));
    else if (parsed.sequence !== index + 1) problems.push(`line ${index + 1} has number ${parsed.sequence}`);
    if (parsed) lines.push(parsed);
    previous = digest(line);
  }
  return { lines, wholeBytes: Buffer.byteLength(text.slice(0, end)), head: previous, problems };
}

function chainBroken(index: number): string {
  if (index === 0) return 'line 1 is not the beginning: lines before it are gone';
  return `line ${index} was changed, or lines after it are gone: line ${index + 1} names another digest`;
}

function parseLine(line: string): CustodyLine | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isCustodyLine(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const textFields: Readonly<Record<CustodyEntry['action'], readonly string[]>> = {
  started: [],
  resumed: [],
  copied: ['path', 'payload', 'sha256', 'modifiedNs'],
  dropped: ['payload'],
  made: ['payload', 'what', 'sha256'],
  'not-copied': ['path', 'reason'],
  finished: [],
};

function isCustodyLine(value: unknown): value is CustodyLine {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const { action } = fields;
  if (typeof action !== 'string' || !Object.hasOwn(textFields, action)) return false;
  return ['at', 'previous', ...textFields[action as CustodyEntry['action']]].every(
    (name) => typeof fields[name] === 'string',
  );
}

function digest(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
