import { readFileSync } from 'node:fs';
import { hostname, platform } from 'node:os';
import { join } from 'node:path';
import { homeOf } from '../shell/homes.ts';
import { readText } from './configuration/read-text.ts';
import type { Home } from './home.ts';

/** What tells which machine the evidence is of. */
export interface HostFacts {
  /** Of systemd or D-Bus: https://www.freedesktop.org/software/systemd/man/latest/machine-id.html */
  readonly machineId?: string;
  readonly hostName?: string;
  /** `linux`, `darwin`, `win32`; of this machine only. */
  readonly platform?: string;
}

const idFiles = ['etc/machine-id', 'var/lib/dbus/machine-id'];
const smallBytes = 4096;

/**
 * Of an image, what it says of itself. Of a folder that is no home of this machine, nothing: whoever copied it here
 * knows where it came from.
 * @param ownHome of the user who runs the program; absolute
 */
export function hostFacts(home: Home, ownHome: string): HostFacts {
  const isOwn = home.root === undefined && isHomeHere(home.directory, ownHome);
  if (home.root === undefined && !isOwn) return {};
  const read = (path: string) => firstLine(path, { ...home, root: home.root ?? '/' });
  const machineId = idFiles.map(read).find((id) => id !== undefined && /^[0-9a-f]{32}$/.test(id));
  const hostName = isOwn ? hostname() : read('etc/hostname');
  return {
    ...(machineId !== undefined && { machineId }),
    ...(hostName !== undefined && hostName !== '' && { hostName }),
    ...(isOwn && { platform: platform() }),
  };
}

/** Homes of services lie anywhere; the machine's own list of accounts names them. */
function isHomeHere(directory: string, ownHome: string): boolean {
  if (directory === ownHome || homeOf(directory) === directory) return true;
  return accounts().some((line) => line.split(':')[5] === directory);
}

function accounts(): readonly string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n');
  } catch {
    return [];
  }
}

function firstLine(path: string, home: Home & { readonly root: string }): string | undefined {
  const evidence = { home, isLive: false, reportGap: () => undefined };
  return readText(join(home.root, path), evidence, smallBytes)?.text.split('\n')[0]?.trim();
}
