import type { FilePlace } from '../configuration/locate-files.ts';

/** A tool that makes backups or snapshots, and where it keeps its settings. */
export interface BackupTool {
  readonly name: string;
  /** What it can give back, in a few words. */
  readonly holds: string;
  /** How its copies are listed; nothing of it is run here. */
  readonly list: string;
  readonly places: readonly FilePlace[];
}

function tool(name: string, holds: string, list: string, paths: readonly string[]): BackupTool {
  return {
    name,
    holds,
    list,
    places: paths.map((path) => ({ base: path.startsWith('/') ? 'system' : 'home', path })),
  };
}

const files = 'files and folders';
const whole = 'the whole file system';
const databases = 'databases';

/** Each as its documentation says where its settings lie. */
export const backupTools: readonly BackupTool[] = [
  // https://restic.readthedocs.io/en/stable/ keeps none of its own; its front ends do, as autorestic and resticprofile.
  tool('restic', files, 'restic snapshots', [
    '.autorestic.y*ml',
    '.config/autorestic/*',
    '.config/resticprofile/*',
    '.config/restic/*',
    '/etc/restic/*',
    '/etc/resticprofile/*',
    '/etc/systemd/system/restic*',
  ]),
  // https://borgbackup.readthedocs.io/en/stable/usage/general.html, https://torsion.org/borgmatic/docs/how-to/set-up-backups/
  tool('borg', files, 'borg list', [
    '.config/borg/security',
    '.config/borgmatic/*',
    '.config/borgmatic.d/*',
    '/etc/borgmatic/config.yaml',
    '/etc/borgmatic.d/*',
  ]),
  // https://vorta.borgbase.com/usage/
  tool('vorta', files, 'vorta, Archives', [
    '.local/share/Vorta/settings.db',
    'Library/Application Support/Vorta/settings.db',
  ]),
  // https://kopia.io/docs/reference/command-line/
  tool('kopia', files, 'kopia snapshot list', [
    '.config/kopia/*.config',
    'Library/Application Support/kopia/*.config',
  ]),
  // https://rsnapshot.org/
  tool('rsnapshot', files, 'the folders below its snapshot_root', ['/etc/rsnapshot.conf']),
  // https://duplicity.us/, https://wiki.gnome.org/Apps/DejaDup
  tool('duplicity', files, 'duplicity collection-status', [
    '.cache/duplicity',
    '.cache/deja-dup',
    '.duply/*',
  ]),
  // https://github.com/bit-team/backintime
  tool('backintime', files, 'backintime snapshots-list', ['.config/backintime/config']),
  // https://forum.duplicacy.com/
  tool('duplicacy', files, 'duplicacy list', ['.duplicacy-web/duplicacy.json']),
  // https://www.arqbackup.com/
  tool('Arq', files, 'Arq, Restore', [
    'Library/Application Support/Arq*',
    '/Library/Application Support/ArqAgent',
  ]),
  // https://rclone.org/docs/
  tool('rclone', 'copies at a remote, if it syncs there', 'rclone lsl', [
    '.config/rclone/rclone.conf',
    '.rclone.conf',
  ]),
  // https://www.jetbrains.com/help/idea/local-history.html: a store of its own form, which only the IDE reads.
  tool('the local history of a JetBrains IDE', files, 'Local History, Show History', [
    '.cache/JetBrains/*/LocalHistory',
    'Library/Caches/JetBrains/*/LocalHistory',
    'AppData/Local/JetBrains/*/LocalHistory',
  ]),
  // https://support.apple.com/guide/mac-help/mh11421
  tool('Time Machine', whole, 'tmutil listbackups; tmutil listlocalsnapshots /', [
    '/Library/Preferences/com.apple.TimeMachine.plist',
  ]),
  // https://github.com/linuxmint/timeshift
  tool('timeshift', whole, 'timeshift --list', ['/etc/timeshift/timeshift.json', '/etc/timeshift.json']),
  // http://snapper.io/documentation.html
  tool('snapper', whole, 'snapper list', ['/etc/snapper/configs/*']),
  // https://digint.ch/btrbk/
  tool('btrbk', whole, 'btrbk list', ['/etc/btrbk/btrbk.conf', '/etc/btrbk.conf']),
  // https://github.com/jimsalterjrs/sanoid
  tool('sanoid', whole, 'zfs list -t snapshot', ['/etc/sanoid/sanoid.conf']),
  // https://pgbackrest.org/configuration.html
  tool('pgbackrest', databases, 'pgbackrest info', [
    '/etc/pgbackrest/pgbackrest.conf',
    '/etc/pgbackrest.conf',
  ]),
  // https://docs.pgbarman.org/
  tool('barman', databases, 'barman list-backups all', ['/etc/barman.conf', '/etc/barman.d/*']),
  // https://wal-g.readthedocs.io/
  tool('wal-g', databases, 'wal-g backup-list', ['.walg.json', '/etc/wal-g/*', '/etc/wal-g.d/*']),
  // https://velero.io/docs/ : the client's settings only; the backups are in the cluster.
  tool('velero', 'objects and volumes of a cluster', 'velero backup get', ['.config/velero/config.json']),
  // https://sourceforge.net/projects/automysqlbackup/
  tool('automysqlbackup', databases, 'the folders below its backup directory', [
    '/etc/default/automysqlbackup',
    '/etc/automysqlbackup/*',
  ]),
];
