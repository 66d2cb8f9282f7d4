import { createHash } from 'node:crypto';
import { TriageError } from '../errors.ts';

/** Which machine the evidence is of. */
export interface HostIdentity {
  readonly id: string;
  /** What says so. */
  readonly source: 'option' | 'machine-id' | 'host-name';
  readonly name?: string;
}

/** What is known of the machine. */
export interface KnownHost {
  readonly machineId?: string;
  readonly hostName?: string;
}

/**
 * The id that is given, else one made of the system's own. That one is hashed with a word of ours, as its
 * documentation asks: https://www.freedesktop.org/software/systemd/man/latest/machine-id.html
 * @throws {TriageError} where nothing says which host it is
 */
export function hostIdentity({ machineId, hostName }: KnownHost, given?: string): HostIdentity {
  const name = hostName === undefined ? {} : { name: hostName };
  if (given !== undefined) return { id: given, source: 'option', ...name };
  if (machineId !== undefined) return { id: hashed(machineId), source: 'machine-id', ...name };
  if (hostName !== undefined) return { id: hashed(hostName.toLowerCase()), source: 'host-name', ...name };
  throw new TriageError(
    'the evidence does not say which host it is of',
    'give --host-id <id>: the serial number, the id that your device management uses',
  );
}

function hashed(word: string): string {
  return createHash('sha256').update(`yolo-triage host\0${word}`).digest('hex').slice(0, 32);
}
