import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { readRegularText } from '../regular-file.ts';
import type { CustodyEntry, CustodyLine } from './custody-entry.ts';

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
    return readRegularText(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
