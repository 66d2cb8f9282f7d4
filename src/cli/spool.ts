import type { Status } from '../commands/command.ts';
import { TriageError } from '../errors.ts';
import { createCleaner } from '../fleet/clean-rows.ts';
import { ownerOf, type RunIdentity } from '../fleet/envelope.ts';
import { openSpool } from '../fleet/spool/spool.ts';
import { type SpoolRun, startRun } from '../fleet/spool/spool-run.ts';
import { openState, type Remembered } from '../fleet/spool/state-file.ts';
import { forHome } from '../invocation/for-home.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { highestLevel } from '../level.ts';
import { jsonLine } from '../report/json.ts';
import { visible } from '../report/sanitize.ts';
import type { RowAccount, RowSource } from '../row-sources/row-source.ts';
import { type RunSubject, runSubject } from '../row-sources/run-subject.ts';
import type { Io } from './io.ts';
import type { GivenOptions } from './program.ts';
import { readFingerprintKey, runIdentity } from './run-identity.ts';

/** A run whose result goes to a spool. */
export interface Spooling {
  readonly command: string;
  readonly rows: RowSource<never>;
  readonly invocation: Invocation;
  /** As the command line gave them. */
  readonly given: GivenOptions;
  readonly io: Io;
}

/** What a spooling run came to, over all homes. */
export interface Spooled {
  readonly status: Status;
  /** The record of each run, one a line. */
  readonly text: string;
}

/**
 * Writes the rows of every home to the spool, each home a run of its own.
 * @throws {TriageError} where an option does not go with a spool, or the spool cannot be written
 */
export async function spool(spooling: Spooling): Promise<Spooled> {
  refuseOthers(spooling.given);
  const { invocation } = spooling;
  const statuses: Status[] = [];
  let text = '';
  for (const home of invocation.options.homes) {
    const { line, status } = await spoolHome({ ...spooling, invocation: forHome(invocation, home) });
    text += line;
    statuses.push(status);
  }
  const level = highestLevel(statuses.flatMap(({ level: found }) => (found === 'none' ? [] : found)));
  const isUndetermined = statuses.some((status) => status.isUndetermined);
  return { status: { level, gaps: statuses.flatMap(({ gaps }) => gaps), isUndetermined }, text };
}

function refuseOthers({ output, noRedact, from }: GivenOptions): void {
  if (output !== undefined) throw new TriageError('--spool and --output exclude each other');
  if (from !== undefined) throw new TriageError('--spool takes evidence, not a case document');
  if (noRedact) throw new TriageError('a spool leaves the host: its secrets are always redacted');
}

async function spoolHome(spooling: Spooling): Promise<{ readonly line: string; readonly status: Status }> {
  const { command, invocation, given, io } = spooling;
  const subject = runSubject(invocation, { command, given });
  const isAnonymised = given.anonymise === true;
  const identity = runIdentity(subject, { command, invocation, given, salt: io.salt, isAnonymised });
  const target = openSpool({
    folder: folderOf(given),
    hostId: identity.host.id,
    runId: identity.runId,
    clock: io.now,
    evidence: subject.evidence,
  });
  const remembered = remember(spooling, identity, subject);
  const salt = readFingerprintKey(given.fingerprintKey) ?? remembered?.salt ?? io.salt;
  const cleaner = createCleaner(salt, isAnonymised ? (ownerOf(subject.home) ?? '') : undefined);
  const run = startRun({ spool: target, identity, remembered, cleaner, render: jsonLine });
  try {
    const account = await drain(spooling.rows(invocation), run);
    const line = run.finish({ ...endOf(subject, account, spooling), isAnonymised });
    return { line, status: account.status };
  } catch (error) {
    target.abandon();
    throw error;
  }
}

function folderOf({ spool: folder }: GivenOptions): string {
  if (folder === undefined) throw new Error('no spool was asked for');
  return folder;
}

async function drain(rows: ReturnType<RowSource<never>>, run: SpoolRun): Promise<RowAccount> {
  for (let step = await rows.next(); ; step = await rows.next()) {
    if (step.done) return step.value;
    try {
      run.take(step.value);
    } catch (error) {
      // Ends the readers and their threads, and comes back from there.
      await rows.throw(error);
    }
  }
}

function remember(
  { given, io }: Spooling,
  { host, sourceId, collectedAt }: RunIdentity,
  { evidence }: RunSubject,
): Remembered | undefined {
  const { state } = given;
  if (state === undefined) return undefined;
  return openState({
    path: state,
    hostId: host.id,
    spool: folderOf(given),
    sourceId,
    evidence,
    now: collectedAt,
    warn: (problem) => void io.stderr.write(`yolo-triage: ${visible(problem)}\n`),
  });
}

function endOf(
  subject: RunSubject,
  { status, snapshots, facts }: RowAccount,
  { command, invocation, io }: Spooling,
) {
  const endedAt = io.now();
  return {
    at: endedAt.toISOString(),
    command,
    toolVersion: invocation.version,
    platform: subject.host.platform,
    home: subject.home,
    root: subject.root,
    options: subject.options,
    durationMs: endedAt.getTime() - invocation.now.getTime(),
    level: status.level,
    gaps: status.gaps.length,
    ...facts,
    lookedAt: snapshots,
  };
}
