import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import { plainField } from '../field.ts';
import type { Act, Program, Programs } from '../program.ts';
import { runMakeTargets } from '../project-scripts.ts';
import { unknownStream } from '../stream.ts';
import { emitting, silent, silently, stopsMachine, wordsBehind } from './entries.ts';

const persists = (what: string): Program => emitting('persist', what, { zone: 'persistence' });
/** What a manager of processes runs now is run again with the machine. */
const keepsProcesses: Program = {
  act: (call) => {
    call.emit('persist', `programs of ${call.program}`, { zone: 'persistence' });
    return unknownStream;
  },
};
const changesService = (what: string): Program => emitting('configure', what, { zone: 'system' });

const systemctl: Program = {
  options: {
    '-H|--host -M|--machine -t|--type -p|--property -n --lines -o|--output --state --root': 'value',
    '--user --system --now -q -l -a|--all --no-pager --global --force -f': 'flag',
    '--dry-run': 'harmless',
  },
  subcommands: {
    ...silently(
      'status is-active is-enabled is-failed show cat list-units list-unit-files list-timers list-sockets list-dependencies list-jobs help get-default is-system-running --version',
    ),
    enable: persists('systemd'),
    reenable: persists('systemd'),
    link: persists('systemd'),
    edit: persists('systemd'),
    'set-default': persists('systemd'),
    preset: persists('systemd'),
    start: changesService('start'),
    restart: changesService('restart'),
    reload: changesService('reload'),
    'daemon-reload': changesService('daemon-reload'),
    stop: changesService('stop'),
    disable: changesService('disable'),
    mask: changesService('mask'),
    kill: changesService('kill'),
    poweroff: stopsMachine,
    halt: stopsMachine,
    reboot: stopsMachine,
  },
  otherwise: {
    act: (call) => {
      if (call.operand(0) !== '')
        call.emit('configure', call.operand(0), { zone: 'system', certainty: 'possible' });
      return unknownStream;
    },
  },
};

/** `crontab file`, `… | crontab -`: replaces all jobs. */
const crontab: Act = (call) => {
  if (call.has('-l')) return unknownStream;
  const target = `crontab ${call.value('-u')?.text ?? ''}`.trim();
  if (call.has('-r')) call.emit('delete', target, { zone: 'persistence', traits: ['irreversible'] });
  else {
    const [file] = call.operands;
    const stream = file && file.text !== '-' ? call.look(file) : call.stdin;
    call.emit('persist', target, { zone: 'persistence', origins: stream.origins });
  }
  return unknownStream;
};

const schedules: Act = (call) => {
  if (['-l', '-r', '-d', '-c'].some((option) => call.has(option))) return unknownStream;
  call.emit('persist', `${call.program} ${call.operand(0)}`.trim(), {
    zone: 'persistence',
    origins: call.stdin.origins,
  });
  if (call.stdin.text) call.runSource(plainField(call.stdin.text, call.stdin.origins));
  return unknownStream;
};

const account = (asks = ''): Program => ({
  options: { ...(asks && { [asks]: 'harmless' as const }) },
  act: (call) => {
    const words = call.operands.map(({ text }) => text);
    call.emit('escalate', ['account', ...words].join(' ').slice(0, 200), { zone: 'system' });
    return unknownStream;
  },
});

const firewall = (isRead: RegExp, opens: RegExp): Program => ({
  dashes: 'none',
  act: (call) => {
    const line = wordsBehind(call);
    if (line === '' || isRead.test(line)) return unknownStream;
    const weakens = opens.test(line);
    call.emit(weakens ? 'delete' : 'configure', `firewall ${line}`.slice(0, 160), {
      zone: 'system',
      traits: weakens ? ['forced'] : [],
    });
    return unknownStream;
  },
});

const writesKernel: Act = (call) => {
  const sets = call.operands.some(({ text }) => text.includes('=')) || call.has('-w') || call.has('-p');
  if (sets) call.emit('configure', call.operands.map(({ text }) => text).join(' '), { zone: 'system' });
  return unknownStream;
};

const storage = (losing: RegExp, more: Readonly<Record<string, OptionMeaning>> = {}): Program => ({
  act: (call) => {
    const words = call.operands.map(({ text }) => text);
    const isLoss =
      losing.test(call.program) ||
      losing.test(words[0] ?? '') ||
      call.arguments.options.some(({ name }) => losing.test(name));
    if (isLoss)
      call.emit('delete', `${call.program} ${words.join(' ')}`.trim(), {
        zone: 'system',
        traits: ['irreversible', 'recursive'],
      });
    return unknownStream;
  },
  options: {
    '--reportformat -o -L -l --size --name': 'value',
    '--pretend --no-act --dry-run --test': 'harmless',
    ...more,
  },
});

const destroying =
  /^(?:(?:lv|vg|pv)remove|lvreduce|destroy|--zero-superblock|--stop|luksErase|luksFormat|erase|--delete|-d|-Z|--zap-all|mklabel|rm|mkpart|wipefs|blkdiscard|--security-erase|format|sanitize|-w|delete|labelclear|rollback)$/;

const subvolumes: Program = {
  options: { '-c -C -v -q --commit-after --commit-each --recursive -R': 'flag', '-i|--subvolid': 'value' },
  act: (call) => {
    for (const place of call.operands) call.delete(place, { traits: ['recursive'] });
    return unknownStream;
  },
};

/** Volume managers: `lvm lvremove vg/data` is `lvremove vg/data`. */
const runsVerb: Act = (call) => call.run(call.arguments.rest);

const modules: Act = (call) => {
  if (call.operands.length > 0)
    call.emit('configure', `kernel module ${call.operand(0)}`, { zone: 'system', traits: ['privileged'] });
  return unknownStream;
};

const mounts: Act = (call) => {
  if (call.operands.length > 0)
    call.emit('configure', `mount ${call.operands.map(({ text }) => text).join(' ')}`, { zone: 'system' });
  return unknownStream;
};

const make: Program = {
  options: {
    '-C|--directory': 'value',
    '-f|--file|--makefile': 'value',
    '--eval|-E': 'value',
    '-j|--jobs -l -o -W -I': 'value',
    '-n --just-print --dry-run --recon -q|--question -p': 'harmless',
    '-s -k -B -i -e -w -r -R': 'flag',
  },
  act: (call) => {
    const targets = call.operands.filter(({ text }) => !text.includes('=')).map(({ text }) => text);
    return runMakeTargets(call, targets);
  },
};

/** https://maven.apache.org/maven-release/maven-release-plugin/prepare-mojo.html#dryRun */
function triesRelease({ argv }: Call): boolean {
  return argv.some(({ text }) => /^-DdryRun(?:=true)?$/.test(text));
}

const runsProject = (name: string): Program => ({
  options: { '-n|--dry-run --dry --list -l --summary': 'harmless', '-f|--file -d|--dir -C': 'value' },
  act: (call) => {
    if (!triesRelease(call) && call.operands.some(({ text }) => /^:?(?:deploy|publish|release)/.test(text))) {
      call.network('publish', `${call.program} ${call.operand(0)}`, { certainty: 'likely' });
    }
    call.emit('execute', `${name} ${call.operand(0)}`.trim(), { certainty: 'possible', zone: 'repository' });
    return unknownStream;
  },
});

/** Services, jobs, accounts, processes, storage, kernel, firewall. */
export const system: Programs = {
  systemctl,
  service: {
    options: { '--status-all': 'harmless' },
    act: (call) => {
      if (!/^(?:status|--status-all)$/.test(call.operand(1)))
        call.emit('configure', `service ${call.operand(0)} ${call.operand(1)}`, { zone: 'system' });
      return unknownStream;
    },
  },
  'update-rc.d chkconfig rc-update insserv': {
    ...persists('init'),
    options: { '--list|-n|--dry-run': 'harmless' },
    subcommands: { show: silent },
    otherwise: persists('init'),
  },
  'initctl supervisorctl sv s6-svc monit pm2 forever': {
    subcommands: {
      ...silently('status list ls logs log info show monit describe tail'),
      startup: keepsProcesses,
      save: keepsProcesses,
      delete: changesService('delete'),
      stop: changesService('stop'),
      start: changesService('start'),
      restart: changesService('restart'),
      kill: changesService('kill'),
    },
    otherwise: silent,
  },
  crontab: {
    options: { '-l': 'flag', '-r': 'flag', '-e': 'flag', '-u': 'value', '-i': 'flag' },
    act: crontab,
  },
  'at batch': { options: { '-f': 'read', '-l -r -d -m -v -c': 'flag', '-q -t': 'value' }, act: schedules },
  'atrm anacron': silent,
  'useradd adduser userdel deluser usermod groupadd groupdel groupmod gpasswd chpasswd vipw vigr newusers':
    account(),
  passwd: account('-S|--status'),
  chage: account('-l|--list'),
  'visudo sudoedit': {
    options: { '-c|--check': 'harmless', '-f': 'value' },
    act: (call) => {
      call.emit('escalate', '/etc/sudoers', { zone: 'persistence' });
      return unknownStream;
    },
  },
  chsh: persists('login shell'),
  newgrp: silent,
  loginctl: { subcommands: { 'enable-linger': persists('linger') }, otherwise: silent },
  'iptables ip6iptables ip6tables nft iptables-restore ipset': firewall(
    /^(?:-[tn]\s+\S+\s+)?(?:-n\s+)?(?:-L|-S|--list|list)\b/,
    /(?:^|\s)(?:-F|-X|--flush|flush)\b|-P\s+\w+\s+ACCEPT|-I\s+INPUT.*ACCEPT/,
  ),
  ufw: firewall(/^(?:status|show|version|app list)/, /^(?:--force )?(?:disable|reset|allow|delete)/),
  'firewall-cmd': firewall(
    /--(?:list|get|query|state|info)/,
    /--(?:add-port|add-service|remove-rich-rule|panic-off)/,
  ),
  'pfctl socketfilterfw': firewall(
    /^-(?:s|sr|si|sa|vvsr)\b|--(?:get|list)/,
    /^-[dF]\b|globalstate off|--setblockall off/,
  ),
  /** https://openwrt.org/docs/guide-user/base-system/uci */
  uci: {
    dashes: 'none',
    act: (call) => {
      const line = wordsBehind(call).replace(/^(?:-\S+ )+/, '');
      if (!/^(?:set|delete|add|add_list|del_list|rename|reorder|commit|import)\b/.test(line))
        return unknownStream;
      const what = /^\S+ firewall\b/.test(line) ? 'firewall' : 'router setting';
      call.emit('configure', `${what} ${line}`.slice(0, 160), { zone: 'system' });
      return unknownStream;
    },
  },
  'fw3 fw4': firewall(/^(?:print|check|network|zone|device)\b/, /^(?:stop|flush)\b/),
  setenforce: {
    act: (call) => {
      if (/^(?:0|permissive)$/i.test(call.operand(0)))
        call.emit('delete', 'selinux enforcement', { zone: 'system', traits: ['forced'] });
      return unknownStream;
    },
  },
  apparmor_parser: {
    options: { '-R|--remove': 'flag' },
    act: (call) => {
      if (call.has('-R')) call.emit('delete', 'apparmor profile', { zone: 'system', traits: ['forced'] });
      return unknownStream;
    },
  },
  'aa-disable aa-complain aa-teardown': emitting('delete', 'apparmor profile', {
    zone: 'system',
    traits: ['forced'],
  }),
  auditctl: {
    options: { '-l -s': 'harmless', '-e': 'value', '-D': 'flag' },
    act: (call) => {
      if (call.has('-D') || call.value('-e')?.text === '0')
        call.emit('delete', 'audit rules', { zone: 'system', traits: ['irreversible'] });
      return unknownStream;
    },
  },
  journalctl: {
    options: {
      '--vacuum-size --vacuum-time --vacuum-files': 'value',
      '-u -n -S -U --since --until --unit -o -p|--priority -t -g --output --lines -D': 'value',
      '--rotate -f -r -b -k -x -e': 'flag',
    },
    act: (call) => {
      if (['--vacuum-size', '--vacuum-time', '--vacuum-files'].some((option) => call.has(option)))
        call.emit('delete', '/var/log/journal', { zone: 'system', traits: ['irreversible'] });
      return unknownStream;
    },
  },
  wevtutil: {
    dashes: 'none',
    act: (call) => {
      if (/^(?:cl|clear-log)$/i.test(call.argv[1]?.text ?? ''))
        call.emit('delete', `event log ${call.argv[2]?.text ?? ''}`, {
          zone: 'system',
          traits: ['irreversible'],
        });
      return unknownStream;
    },
  },
  sysctl: { options: { '-w|--write -p|--load': 'flag', '-n -a -e -q': 'flag' }, act: writesKernel },
  'modprobe insmod rmmod kextload kmutil depmod': { act: modules },
  mount: { options: { '-t -o -L -U': 'value' }, act: mounts },
  'umount swapoff swapon losetup': { act: mounts },
  'lvremove vgremove lvreduce': storage(destroying, { '-t': 'harmless' }),
  'zpool zfs': storage(destroying, { '-n': 'harmless', '-t': 'value' }),
  sgdisk: storage(destroying, { '-P': 'harmless', '-t -n': 'value' }),
  sfdisk: storage(destroying, { '-n': 'harmless', '-t': 'value' }),
  'mdadm cryptsetup fdisk parted gdisk hdparm nvme badblocks': storage(destroying, {
    '-t -n': 'value',
  }),
  /** https://btrfs.readthedocs.io/en/latest/btrfs-subvolume.html */
  btrfs: {
    stopsAtOperand: true,
    subcommands: {
      subvolume: { subcommands: { delete: subvolumes }, otherwise: silent },
      device: { subcommands: { delete: subvolumes, remove: subvolumes }, otherwise: silent },
    },
    otherwise: silent,
  },
  lvm: { stopsAtOperand: true, act: runsVerb },
  'shutdown reboot halt poweroff init telinit': {
    options: { '-c': 'harmless' },
    ...stopsMachine,
  },
  'timedatectl hostnamectl localectl': {
    act: (call) => {
      if (/^set-/.test(call.operand(0)))
        call.emit('configure', call.operands.map(({ text }) => text).join(' '), { zone: 'system' });
      return unknownStream;
    },
  },
  'ldconfig update-alternatives alternatives update-ca-certificates update-ca-trust dpkg-reconfigure locale-gen update-grub grub-install':
    changesService('system'),
  'make gmake bmake': make,
  'just task mage invoke nox tox bazel buck ninja gradle gradlew mvn mvnw ant sbt lein scons meson cmake xcodebuild turbo nx lerna rush gulp grunt earthly dagger':
    runsProject('build'),
};
