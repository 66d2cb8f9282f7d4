import type { Act, Program, Programs } from '../program.ts';
import { unknownStream } from '../stream.ts';
import { type ServiceClient, serviceClient } from './service-client.ts';

/** Backups that are named, or all of them. */
const deletes: Act = (call) => {
  const words = call.arguments.rest.map(({ text }) => text).filter((text) => !text.startsWith('-'));
  call.emit('delete', `backup ${[call.program, ...words].join(' ')}`.slice(0, 200), {
    traits: ['irreversible', 'remote'],
  });
  return unknownStream;
};

/** `--keep-daily 7`: the usual rotation. */
const keeping = /^(?:-[lHdwmy]\d*|--keep(?:-[a-z-]+)?|--older-than|--retention|--latest-n?)(?:=|$)/;

/** Old ones by a rule that says how many stay; without one, those that are named. */
const rotates: Act = (call) => {
  if (!call.arguments.rest.some(({ text }) => keeping.test(text))) return deletes(call);
  call.emit('delete', `${call.program} ${call.arguments.rest[0]?.text ?? ''} by policy`, {
    traits: ['irreversible', 'remote'],
  });
  return unknownStream;
};

const repository =
  '-r|--repo|--repository --repository-file --password-file -p --password-command --cache-dir -o|--option --config -c';

function backupClient(client: Omit<ServiceClient, 'verbAt'>): Program {
  return serviceClient({
    verbAt: 0,
    options: {
      [repository]: 'value',
      '-q|--quiet -v|--verbose --json --no-lock --progress --debug --info': 'flag',
    },
    logins: { files: '--password-file --repository-file RESTIC_PASSWORD_FILE BORG_KEY_FILE' },
    ...client,
  });
}

/** Clients of backups: the way back from everything else. */
export const backups: Programs = {
  /** https://restic.readthedocs.io/en/stable/manual_rest.html */
  'restic rustic autorestic': backupClient({
    looks: '-n',
    kinds: {
      snapshots: 'read',
      backup: 'upload',
      restore: 'download',
      mount: 'read',
      check: 'read',
      prune: 'write',
      unlock: 'write',
      init: 'write',
      tag: 'write',
      key: 'read',
      'key add': 'escalate',
      'key passwd': 'escalate',
    },
    acts: { forget: rotates, 'key remove': deletes },
  }),
  /** https://borgbackup.readthedocs.io/en/stable/usage/general.html */
  'borg borgmatic': backupClient({
    looks: '-n',
    kinds: {
      create: 'upload',
      extract: 'download',
      check: 'read',
      compact: 'write',
      'key export': 'secret',
      'break-lock': 'write',
      recreate: 'write',
    },
    acts: { delete: deletes, rdelete: deletes, 'repo-delete': deletes, prune: rotates },
  }),
  /** https://kopia.io/docs/reference/command-line/: without `--delete` it only shows what it would delete. */
  kopia: backupClient({
    kinds: {
      'snapshot create': 'upload',
      'snapshot delete': 'read',
      'snapshot expire': 'read',
      'snapshot delete --delete': 'delete',
      'snapshot expire --delete': 'delete',
      'policy set': 'write',
      'repository disconnect': 'configure',
    },
  }),
  /** https://duplicity.us/stable/duplicity.1.html: it deletes with `--force` alone. */
  duplicity: backupClient({
    kinds: {
      'remove-older-than': 'read',
      'remove-all-but-n-full': 'read',
      'remove-all-inc-of-but-n-full': 'read',
      cleanup: 'read',
      'remove-older-than --force': 'delete',
      'remove-all-but-n-full --force': 'delete',
      'remove-all-inc-of-but-n-full --force': 'delete',
      'cleanup --force': 'delete',
      'collection-status': 'read',
      'list-current-files': 'read',
      full: 'upload',
      incremental: 'upload',
      verify: 'read',
    },
  }),
  /** https://duplicacy.com, https://github.com/wal-g/wal-g, https://pgbackrest.org, https://pgbarman.org, https://pbs.proxmox.com */
  'duplicacy wal-g pgbackrest barman proxmox-backup-client rdiff-backup bup snapper btrbk': backupClient({
    kinds: {
      backup: 'upload',
      'backup-push': 'upload',
      'backup-list': 'read',
      'list-backup': 'read',
      snapshot: 'write',
      'snapshot list': 'read',
      'delete retain': 'delete',
    },
    acts: {
      forget: deletes,
      'snapshot forget': deletes,
      delete: deletes,
      'stanza-delete': deletes,
      expire: rotates,
      prune: rotates,
      rm: deletes,
      'remove increments': rotates,
    },
  }),
  /** https://www.tarsnap.com/man-tarsnap.1.html, https://github.com/linuxmint/timeshift: options are the verbs. */
  'tarsnap timeshift': {
    options: {
      '-d --nuke --delete --delete-all': 'flag',
      '-f --snapshot --keyfile --cachedir': 'value',
      '--dry-run': 'harmless',
    },
    act: (call) => {
      const isDeleted = ['-d', '--nuke', '--delete', '--delete-all'].some((option) => call.has(option));
      if (isDeleted) call.emit('delete', `backup ${call.program}`, { traits: ['irreversible', 'remote'] });
      return unknownStream;
    },
  },
};
