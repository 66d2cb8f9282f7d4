import { createHash } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** One decision, as it stands in the log: who was told what, and a digest of what was asked. */
export interface LoggedDecision {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly sessionId: string;
  /** Joins with the transcript. */
  readonly toolUseId?: string;
  readonly tool: string;
  readonly permissionMode?: string;
  readonly decision: string;
  readonly rule?: string;
  /** SHA-256 of the hook input; the input itself can hold secrets. */
  readonly inputSha256: string;
}

const beginning = '0'.repeat(64);
const longestLine = 64 * 1024;

/**
 * Appends one line that names the SHA-256 of the line before it, so that a line that is changed or taken out later
 * shows. Calls come in parallel: a lock file keeps their lines apart.
 * @throws where the log cannot be written
 */
export function logDecision(path: string, entry: LoggedDecision): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const release = lock(`${path}.lock`);
  try {
    const descriptor = openSync(path, 'a+', 0o600);
    try {
      writeSync(descriptor, `${JSON.stringify({ ...entry, previous: headOf(descriptor) })}\n`);
    } finally {
      closeSync(descriptor);
    }
  } finally {
    release();
  }
}

/** What is wrong with the chain of a log's text, one sentence each; empty where it is whole. */
export function checkDecisionLogText(text: string): readonly string[] {
  const lines = text.split('\n');
  const problems = lines.pop() === '' ? [] : ['the last line is cut off'];
  let previous = beginning;
  for (const [index, line] of lines.entries()) {
    if (previousOf(line) !== previous) problems.push(`line ${index + 1} does not follow the line before it`);
    previous = digest(line);
  }
  return problems;
}

/** SHA-256 in hexadecimal digits. */
export function digest(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

function headOf(descriptor: number): string {
  const { size } = fstatSync(descriptor);
  if (size === 0) return beginning;
  const length = Math.min(size, longestLine);
  const buffer = Buffer.alloc(length);
  readSync(descriptor, buffer, 0, length, size - length);
  const text = buffer.toString('utf8').replace(/\n$/, '');
  return digest(text.slice(text.lastIndexOf('\n') + 1));
}

function previousOf(line: string): unknown {
  try {
    return JSON.parse(line)?.previous;
  } catch {
    return undefined;
  }
}

const waitAtMostMs = 2_000;
const waitMs = 5;

/** Takes the lock, or throws after two seconds; a lock that old was left behind and is taken over. */
function lock(path: string): () => void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waitedMs = 0; ; waitedMs += waitMs) {
    try {
      closeSync(openSync(path, 'wx', 0o600));
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!isExisting(error)) throw error;
    }
    if (waitedMs >= waitAtMostMs) throw new Error(`cannot lock ${path}`);
    if (waitedMs === waitAtMostMs / 2 && isLeftBehind(path)) rmSync(path, { force: true });
    Atomics.wait(pause, 0, 0, waitMs);
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

/** No holder keeps a lock for a second: its inode has not changed while we waited that long. */
function isLeftBehind(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && performance.now() + performance.timeOrigin - stat.mtimeMs > waitAtMostMs / 2;
}
