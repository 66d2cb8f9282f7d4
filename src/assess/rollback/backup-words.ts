import type { ConfiguredBackup } from '../../evidence/backups/configured-backups.ts';

/** Which backups and snapshots may hold what is lost, as far as their settings are on the machine. */
export function backupWords(backups: readonly ConfiguredBackup[]): string {
  if (backups.length === 0) {
    return 'no settings of a backup tool are among the evidence: ask who runs the machine for Time Machine, restic, Btrfs, ZFS or shadow copies';
  }
  const named = backups.map(({ name, holds, list }) => `${name} (${holds}: ${list})`);
  return `the machine has settings of ${named.join(', ')}`;
}
