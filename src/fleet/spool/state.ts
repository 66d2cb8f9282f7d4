import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { isJsonObject } from '../../json-object.ts';
import { readRegularText } from '../../regular-file.ts';
import { replaceFile } from './durable-file.ts';

/** What the runs of one source have written. */
interface SourceState {
  /** When; ISO 8601 UTC. */
  readonly at: string;
  /** Digests of history rows, as {@link createRowDigests} encodes them. */
  readonly rows: string;
  /** Digest of the last snapshot, by stream. */
  readonly snapshots: Readonly<Record<string, string>>;
}

/** What is new since the last run: a small file outside of evidence and spool. */
export interface SpoolState {
  /** Hexadecimal; salts fingerprints and digests, so that nobody who lacks the file can forge a row that seems written. */
  readonly salt: string;
  /** By source id. */
  readonly sources: Readonly<Record<string, SourceState>>;
}

/** Whose state it is; that of any other host, spool or version of the columns says nothing. */
export interface StateOwner {
  readonly hostId: string;
  /** Absolute, links followed. */
  readonly spool: string;
  readonly schemaVersion: number;
}

const format = 'yolo-triage spool state 1';
const sourcesAtMost = 8;
const bytesAtMost = 64 * 1024 * 1024;

/**
 * The state that the last finished run left, or an empty one with the reason. Whatever is wrong with the file, the
 * answer is a full run: rows are written once too often, never once too little.
 */
export function readState(path: string, owner: StateOwner): { state: SpoolState; problem?: string } {
  const fresh = { salt: randomBytes(32).toString('hex'), sources: {} };
  try {
    if (statSync(path).size > bytesAtMost) return { state: fresh, problem: 'it is too large' };
    const [head = '', body = ''] = readRegularText(path).split('\n');
    if (head !== headOf(body, owner)) {
      return { state: fresh, problem: 'it is damaged, or that of another host, spool or version' };
    }
    return { state: stateOf(JSON.parse(body)) ?? fresh };
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isAbsent
      ? { state: fresh }
      : { state: fresh, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Replaces the state at once; call it only when everything that it claims is published. */
export function commitState(path: string, state: SpoolState, owner: StateOwner): void {
  const newest = Object.entries(state.sources).sort(([, a], [, b]) => (a.at < b.at ? 1 : -1));
  const body = JSON.stringify({
    salt: state.salt,
    sources: Object.fromEntries(newest.slice(0, sourcesAtMost)),
  });
  replaceFile(path, `${headOf(body, owner)}\n${body}\n`);
}

function headOf(body: string, { hostId, spool, schemaVersion }: StateOwner): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([hostId, spool, schemaVersion, body]))
    .digest('hex');
  return `${format} ${digest}`;
}

function stateOf(value: unknown): SpoolState | undefined {
  if (!isJsonObject(value) || typeof value['salt'] !== 'string' || !isJsonObject(value['sources']))
    return undefined;
  const { salt, sources } = value;
  const known = Object.entries(sources).flatMap(([id, source]) =>
    isSource(source) ? [[id, source] as const] : [],
  );
  return { salt, sources: Object.fromEntries(known) };
}

function isSource(value: unknown): value is SourceState {
  return (
    isJsonObject(value) &&
    typeof value['at'] === 'string' &&
    typeof value['rows'] === 'string' &&
    isJsonObject(value['snapshots']) &&
    Object.values(value['snapshots']).every((digest) => typeof digest === 'string')
  );
}
