import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import type { FieldValue } from './log-event.ts';
import { type WritingCall, wordsOfChange } from './written-text.ts';

/** A file of the system whose words say whether a change of it matters. */
interface KnownFile {
  readonly holds: RegExp;
  /** Said of a change whose words are known and satisfy it. */
  readonly field: 'LetsNobodyIn' | 'OnlyTuning' | 'SwitchesOff';
  readonly says: (words: string) => boolean;
}

/** What decides who may log in, or through which door. https://man.openbsd.org/sshd_config */
const access =
  /PermitRootLogin|Password|Authorized|TrustedUserCAKeys|RevokedKeys|Authentication|ChallengeResponse|UsePAM|Rhosts|HostbasedUses|PermitUser|StrictModes|(?:Allow|Deny)(?:Users|Groups)|\bMatch\b|\bInclude\b|ForceCommand|Subsystem|Gateway|Forwarding|PermitTunnel|PermitOpen|PermitListen|ListenAddress|Kerberos|GSSAPI|Chroot|HostKey|CASignature/i;

/** Those of them that a word shuts, with the word behind the last mention. */
const door =
  /(#?)[ \t]*\b(PermitRootLogin|PasswordAuthentication|PermitEmptyPasswords|KbdInteractiveAuthentication|ChallengeResponseAuthentication|HostbasedAuthentication|PermitUserEnvironment|X11Forwarding|AllowTcpForwarding|AllowAgentForwarding|GatewayPorts|PermitTunnel)\b(?:[ \t]+([a-z-]*))?/gi;

/** Whether a change says nothing of who may log in, or only shuts doors: the last mention of each is what is left. */
function letsNobodyIn(words: string): boolean {
  if (!access.test(words)) return true;
  if (/&|\\\d/.test(words) || access.test(words.replaceAll(door, ''))) return false;
  const last = new Map<string, boolean>();
  for (const [, comment, name = '', value = ''] of words.matchAll(door))
    last.set(
      name.toLowerCase(),
      comment === '' && /^(?:no|prohibit-password|without-password)$/i.test(value),
    );
  return [...last.values()].every((isShut) => isShut);
}

/** A kernel’s limits, buffers and scheduling: nothing of what a process may see or do. https://docs.kernel.org/admin-guide/sysctl/ */
const tuning =
  /^(?:vm\.(?!mmap_min_addr|mmap_rnd)[\w.]+|fs\.(?:inotify\.[\w.]+|file-max|nr_open|aio-max-nr|pipe-[\w-]+)|net\.core\.[\w.]+(?<!bpf_jit_enable|bpf_jit_harden)|net\.ipv4\.(?:tcp_[\w.]+|udp_[\w.]+|ip_local_port_range|ip_local_reserved_ports)|net\.(?:netfilter\.)?nf_conntrack_[\w.]+|kernel\.(?:pid_max|threads-max|shm\w+|sem|msg\w+|sched_\w+|numa_balancing|panic|hung_task_\w+|watchdog\w*|nmi_watchdog)|kern\.(?:maxfiles\w*|maxproc\w*|ipc\.[\w.]+))$/;

/** @param words a setting with its value a line; other words do not count */
function isOnlyTuning(words: string): boolean {
  const keys = [...words.matchAll(/^[\s-]*([\w./*-]+)\s*=/gm)].map(([, key = '']) =>
    key.replaceAll('/', '.'),
  );
  return keys.length > 0 && keys.every((key) => tuning.test(key));
}

const files: readonly KnownFile[] = [
  {
    holds: /\/etc\/ssh\/sshd_config(?:\.d\/.*)?$/,
    field: 'LetsNobodyIn',
    says: letsNobodyIn,
  },
  {
    holds: /\/etc\/sysctl(?:\.conf|\.d\/[^/]+\.conf)$/,
    field: 'OnlyTuning',
    says: isOnlyTuning,
  },
  {
    // https://specifications.freedesktop.org/autostart-spec/latest/, https://www.freedesktop.org/software/systemd/man/latest/systemctl.html
    holds: /\/autostart\/[^/]+\.desktop$/,
    field: 'SwitchesOff',
    says: (words) =>
      /^\s*(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(words) &&
      !/^\s*(?:Hidden\s*=\s*false|X-GNOME-Autostart-enabled\s*=\s*true)\s*$/im.test(words),
  },
];

/** Of a program that sets what the kernel does: whether these are limits and buffers alone. */
export function kernelFields({ program, argv }: SimpleCommand): Record<string, FieldValue> {
  return program === 'sysctl' && isOnlyTuning(argv.join('\n')) ? { OnlyTuning: true } : {};
}

/** Of a write to a file of the system: what the words of the call say of how much it matters. */
export function systemFields(
  effect: Effect,
  writing: WritingCall,
  command: SimpleCommand | undefined,
): Record<string, FieldValue> {
  if (effect.action !== 'write') return {};
  const known = files.find(({ holds }) => holds.test(effect.target));
  const words = known && wordsOfChange(effect.target, writing);
  return {
    ...(known && words !== undefined && known.says(words) && { [known.field]: true }),
    ...(command && isMasked(command) && { SwitchesOff: true }),
    ...(command && isPutAside(effect.target, command) && { PutAside: true }),
  };
}

/** `ln -s /dev/null x.service`: what systemd starts by that name is nothing. */
function isMasked({ program, argv }: SimpleCommand): boolean {
  return program === 'ln' && argv.slice(1, -1).includes('/dev/null');
}

/** Whether the file is a copy of another one, beside it and under its name with more behind it. */
function isPutAside(target: string, { program, effects }: SimpleCommand): boolean {
  if (!/^(?:g?cp|install|rsync|copy|Copy-Item|g?sed|perl)$/.test(program)) return false;
  return effects.some(
    ({ action, target: source }) =>
      (action === 'read' || action === 'write') &&
      target.startsWith(source) &&
      /^(?:~|[._-][\w.$(){}`+:%-]{1,80})$/.test(target.slice(source.length)),
  );
}
