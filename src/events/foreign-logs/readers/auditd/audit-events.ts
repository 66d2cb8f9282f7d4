import type { EvidenceReference } from '../../../../evidence/artifact.ts';
import { present } from '../../fields.ts';
import type { Actor, EventAction, ForeignEvent } from '../../foreign-event.ts';
import { type AuditRecord, auditField, auditSocket, auditWords } from './audit-record.ts';
import { meaningOf, type SyscallMeaning } from './syscalls.ts';

/** Names the reader. */
export const auditSource = 'auditd';

/** What the parts of one event tell together. @param evidence where the first of them stands */
export function auditEvents(
  parts: readonly AuditRecord[],
  evidence: EvidenceReference,
): readonly ForeignEvent[] {
  const [first] = parts;
  if (!first) return [];
  const { atMs, node } = first;
  const common = { source: auditSource, atMs, evidence, ...(node !== undefined && { host: node }) };
  const sudo = partOf(parts, 'USER_CMD');
  if (sudo) return [{ ...common, kind: 'process', action: 'start', actor: sudoActor(sudo) }];
  const call = partOf(parts, 'SYSCALL');
  const meaning = meaningFor(parts, call);
  const actor = actorOf(parts, call);
  if (meaning === 'end') return [{ ...common, kind: 'process', action: 'end', actor }];
  const done = call && auditField(call, 'success') === 'no' ? { ...common, failed: true as const } : common;
  if (meaning === 'start')
    return [{ ...done, kind: 'process', action: 'start', actor: started(parts, actor) }];
  if (meaning === 'connect' || meaning === 'listen') {
    const socket = partOf(parts, 'SOCKADDR');
    const address = socket && auditSocket(socket);
    if (!address) return [];
    const { host: remote, port } = address;
    return [{ ...done, kind: 'network', action: meaning, actor, remote, target: `${remote}:${port}` }];
  }
  const opens = meaning === 'open' && call ? openedFor(call) : meaning;
  return filesOf(parts, opens).map(({ target, action }) => ({
    ...done,
    kind: 'file',
    action,
    actor,
    target,
  }));
}

function meaningFor(
  parts: readonly AuditRecord[],
  call: AuditRecord | undefined,
): SyscallMeaning | undefined {
  if (partOf(parts, 'EXECVE')) return 'start';
  return call && meaningOf(auditField(call, 'arch'), auditField(call, 'syscall'));
}

function partOf(parts: readonly AuditRecord[], type: string): AuditRecord | undefined {
  return parts.find((record) => record.type === type);
}

function actorOf(parts: readonly AuditRecord[], call: AuditRecord | undefined): Actor {
  const cwd = partOf(parts, 'CWD');
  return present({
    process: call && auditField(call, 'pid'),
    parent: call && auditField(call, 'ppid'),
    user: call && (auditField(call, 'AUID') ?? auditField(call, 'auid')),
    login: call && auditField(call, 'ses'),
    executable: call && auditField(call, 'exe'),
    cwd: cwd && auditField(cwd, 'cwd'),
  });
}

/** A shell's own words where they are logged; else the title of the process, of which the kernel keeps 128 bytes. */
function started(parts: readonly AuditRecord[], actor: Actor): Actor {
  const argv = parts.flatMap((record) => (record.type === 'EXECVE' ? auditWords(record) : []));
  if (argv.length > 0) return { ...actor, words: argv, commandLine: argv.join(' ') };
  const title = partOf(parts, 'PROCTITLE');
  const commandLine =
    (title && auditField(title, 'proctitle')?.replaceAll('\0', ' ').trim()) || actor.executable;
  return { ...actor, ...present({ commandLine }) };
}

/** `sudo` tells of the command that it runs in a record of its own. */
function sudoActor(record: AuditRecord): Actor {
  const command = auditField(record, 'cmd');
  return present({
    process: auditField(record, 'pid'),
    user: auditField(record, 'auid'),
    login: auditField(record, 'ses'),
    cwd: auditField(record, 'cwd'),
    commandLine: command === undefined ? undefined : `sudo ${command}`,
  });
}

/** `O_WRONLY` and `O_RDWR` are the lowest bits of the flags; `open` has them second, `openat` third. */
function openedFor(call: AuditRecord): 'read' | 'write' {
  const name = auditField(call, 'syscall') ?? '';
  const flags = auditField(call, /^(?:open|2|5)$/.test(name) ? 'a1' : 'a2') ?? '';
  if (call.isInterpreted) return /O_(?:WRONLY|RDWR)/.test(flags) ? 'write' : 'read';
  return (Number.parseInt(flags, 16) & 3) === 0 ? 'read' : 'write';
}

const byPathType: Readonly<Record<string, EventAction | undefined>> = { DELETE: 'delete', CREATE: 'create' };

function filesOf(parts: readonly AuditRecord[], meaning: EventAction | SyscallMeaning | undefined) {
  const cwd = partOf(parts, 'CWD');
  const folder = cwd && auditField(cwd, 'cwd');
  return parts.flatMap((record) => {
    if (record.type !== 'PATH') return [];
    const name = auditField(record, 'name');
    const type = auditField(record, 'nametype') ?? '';
    const opened = meaning === 'read' || meaning === 'write' ? meaning : undefined;
    const action = byPathType[type] ?? (type === 'NORMAL' ? opened : undefined);
    if (name === undefined || action === undefined) return [];
    const target =
      name.startsWith('/') || folder === undefined ? name : `${folder}/${name.replace(/^\.\//, '')}`;
    return [{ target, action }];
  });
}
