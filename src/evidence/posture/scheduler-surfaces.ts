import { entryOf, textOf, textsOf } from '../configuration/config-value.ts';
import {
  type Extracted,
  inHome,
  inSystem,
  lineOf,
  linesOf,
  type Surface,
  type SurfaceFile,
} from './surface.ts';

const units = ['*.service', '*.timer', '*.socket', '*.path'];

/** What starts by time, login or boot. https://attack.mitre.org/tactics/TA0003/ */
export const schedulerSurfaces: readonly Surface[] = [
  {
    places: inSystem(
      ['/var/spool/cron/crontabs/*', '/var/spool/cron/*', '/var/at/tabs/*', '/usr/lib/cron/tabs/*'],
      'crontab',
    ),
    runs: 'at its times',
    documentation: 'https://man7.org/linux/man-pages/man5/crontab.5.html',
    extract: (file) => crontab(file, 0),
  },
  {
    places: inSystem(['/etc/crontab', '/etc/cron.d/*']),
    runs: 'at its times',
    documentation: 'https://man7.org/linux/man-pages/man5/crontab.5.html',
    extract: (file) => crontab(file, 1),
  },
  {
    places: [
      ...inHome(
        units.flatMap((unit) => [`.config/systemd/user/${unit}`, `.local/share/systemd/user/${unit}`]),
      ),
      ...inSystem(units.map((unit) => `/etc/systemd/system/${unit}`)),
    ],
    runs: 'with the login or the machine, once enabled',
    documentation: 'https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html',
    extract: (file) =>
      assigned(file, /^(Exec\w{1,20}|OnCalendar|OnBootSec|OnUnitActiveSec|Environment)\s{0,5}=\s{0,5}(.+)$/),
  },
  {
    places: inHome(['.config/autostart/*.desktop']),
    runs: 'with the login',
    documentation: 'https://specifications.freedesktop.org/autostart-spec/latest/',
    extract: (file) => assigned(file, /^(Exec)\s{0,5}=\s{0,5}(.+)$/),
  },
  {
    places: [
      ...inHome(['Library/LaunchAgents/*.plist']),
      ...inSystem(['/Library/LaunchAgents/*.plist', '/Library/LaunchDaemons/*.plist']),
    ],
    runs: 'with the login or the machine',
    documentation:
      'https://developer.apple.com/library/archive/documentation/MacOSX/Conceptual/BPSystemStartup/Chapters/CreatingLaunchdJobs.html',
    format: 'plist',
    extract: launchd,
  },
  {
    places: inHome(['.ssh/authorized_keys', '.ssh/authorized_keys2']),
    runs: 'whenever the holder of the key logs in',
    documentation: 'https://man.openbsd.org/sshd#AUTHORIZED_KEYS_FILE_FORMAT',
    extract: authorizedKeys,
  },
  {
    places: inHome(['.ssh/rc', '.ssh/environment']),
    runs: 'with every login over ssh',
    documentation: 'https://man.openbsd.org/sshd#SSHRC',
    extract: ({ name }) => [{ kind: 'service', name: `ssh ${name}`, words: [] }],
  },
  {
    places: inHome(['.ssh/config']),
    runs: 'with every connection to the host',
    documentation: 'https://man.openbsd.org/ssh_config',
    extract: (file) =>
      assigned(file, /^(ProxyCommand|LocalCommand|KnownHostsCommand|Include|Match exec)\s{1,10}(.+)$/i),
  },
  {
    places: inHome(['AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup/*']),
    runs: 'with the login',
    documentation: 'https://attack.mitre.org/techniques/T1547/001/',
    extract: ({ name }) => (name === 'desktop.ini' ? [] : [{ kind: 'service', name, words: [] }]),
  },
];

/** @param users how many columns between the time and the command name a user */
function crontab({ text, name }: SurfaceFile, users: number): readonly Extracted[] {
  return linesOf(text).flatMap(({ text: raw, line }): Extracted[] => {
    const words = raw.trim().split(/\s+/);
    if (raw.trim() === '' || raw.trim().startsWith('#') || /^\w{1,60}\s{0,5}=/.test(raw.trim())) return [];
    const times = words[0]?.startsWith('@') ? 1 : 5;
    const command = words.slice(times + users).join(' ');
    return command === ''
      ? []
      : [{ kind: 'scheduled-task', name: `${name}: ${words.slice(0, times).join(' ')}`, command, line }];
  });
}

function assigned({ text, name }: SurfaceFile, pattern: RegExp): readonly Extracted[] {
  return linesOf(text).flatMap(({ text: raw, line }): Extracted[] => {
    const [, key, value] = pattern.exec(raw.trim()) ?? [];
    return key === undefined || value === undefined
      ? []
      : [{ kind: 'service', name: `${name} ${key}`, command: value, line }];
  });
}

/** Where `Program` stands, it is what runs, and the first of `ProgramArguments` is only what it is called. */
function launchd({ root, name }: SurfaceFile): readonly Extracted[] {
  const program = entryOf(root, 'Program');
  const list = entryOf(root, 'ProgramArguments');
  const at = program ?? list;
  if (!at) return [{ kind: 'service', name, words: [], ...(root && { unreadable: 'names no program' }) }];
  const words = textsOf(list?.value);
  const command = program ? [textOf(program.value) ?? '', ...words.slice(1)] : words;
  return [{ kind: 'service', name, command: command.join(' '), ...lineOf(at) }];
}

const keyTypes =
  /(?:^|\s)((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w@.-]{3,60})\s{1,5}([A-Za-z0-9+/=]{20,20000})(?:\s{1,5}(.{0,300}))?$/;

/** The key's type, last characters and comment; a public key is no secret, but long. */
function authorizedKeys({ text }: SurfaceFile): readonly Extracted[] {
  return linesOf(text).flatMap(({ text: raw, line }): Extracted[] => {
    if (/^\s{0,40}(?:#|$)/.test(raw)) return [];
    const match = keyTypes.exec(raw.trim());
    const [, type = 'key', key = '', comment = ''] = match ?? [];
    const options = match ? raw.slice(0, match.index).trim() : '';
    const shown = [options, type, `…${key.slice(-12)}`, comment].filter((part) => part !== '').join(' ');
    return [
      {
        kind: 'login-key',
        name: comment === '' ? `${type} key` : comment,
        command: shown,
        line,
        words: [key.slice(-24)],
      },
    ];
  });
}
