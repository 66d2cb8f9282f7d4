import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Where the program is installed on a host of the fleet, in the layout of the scripts.
 * @param main instead of that of this checkout
 * @returns the prefix
 */
export function installed(folder: string, main?: string): string {
  const prefix = join(folder, 'opt');
  const own = join(prefix, 'lib/node_modules/yolo-triage');
  mkdirSync(join(prefix, 'bin'), { recursive: true });
  mkdirSync(join(own, 'dist'), { recursive: true });
  writeFileSync(join(prefix, 'bin/node'), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 });
  if (main !== undefined) writeFileSync(join(own, 'dist/main.js'), main);
  else
    for (const name of ['dist', 'queries']) cpSync(join(project, name), join(own, name), { recursive: true });
  return prefix;
}

/** As shipped, but for the places on the host and the user who owns the program. */
export function collectScript(folder: string, prefix: string): string {
  return readFileSync(join(project, 'fleet/jamf/collect.sh'), 'utf8')
    .replace('/opt/yolo-triage', prefix)
    .replace('/var/spool/yolo-triage', join(folder, 'spool'))
    .replace('/var/lib/yolo-triage', join(folder, 'state'))
    .replace('/Users/* /home/* /root /var/root', join(folder, 'home/*'))
    .replace('-user root', `-user ${process.getuid?.()}`);
}
