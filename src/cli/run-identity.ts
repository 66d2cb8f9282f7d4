import { TriageError } from '../errors.ts';
import type { RunIdentity } from '../fleet/envelope.ts';
import { hostIdentity } from '../fleet/host-identity.ts';
import { runIdOf, sourceIdOf } from '../fleet/run-ids.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { readRegularText } from '../regular-file.ts';
import type { RunSubject } from '../row-sources/run-subject.ts';
import type { GivenOptions } from './program.ts';

interface IdentitySettings {
  readonly command: string;
  readonly invocation: Invocation;
  readonly given: Pick<GivenOptions, 'hostId' | 'label'>;
  /** Random. */
  readonly salt: Uint8Array;
  /** Hosts are often called after people. */
  readonly isAnonymised: boolean;
}

/**
 * What every row of a run says.
 * @throws {TriageError} where nothing says which host it is
 */
export function runIdentity(
  { home, isImage, host, operands, options }: RunSubject,
  { command, invocation, given, salt, isAnonymised }: IdentitySettings,
): RunIdentity {
  const { now } = invocation;
  const { name, ...nameless } = hostIdentity(host, given.hostId);
  return {
    // A run over several homes is several runs.
    runId: runIdOf(now, Buffer.concat([salt, Buffer.from(home)])),
    sourceId: sourceIdOf({ command, home, operands, options }),
    host: name === undefined || isAnonymised ? nameless : { ...nameless, name },
    home,
    isImage,
    labels: [...(given.label ?? [])].sort(),
    collectedAt: now.toISOString(),
  };
}

const keyBytesAtLeast = 16;

/** @throws {TriageError} where the key cannot be read or is too short to be one */
export function readFingerprintKey(path: string | undefined): Uint8Array | undefined {
  if (path === undefined) return undefined;
  let key: string;
  try {
    key = readRegularText(path).trim();
  } catch (error) {
    throw new TriageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (Buffer.byteLength(key) < keyBytesAtLeast) {
    throw new TriageError(`${path} holds no key`, `put ${keyBytesAtLeast} random bytes or more into it`);
  }
  return Buffer.from(key, 'utf8');
}
