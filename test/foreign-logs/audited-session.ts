/** A session of Claude Code, and the audit log of the machine on which it ran. */
export const sessionId = '00000000-0000-4000-8000-00000000000c';
const start = Date.parse('2026-11-13T14:00:00.000Z');
const shells = '/home/dana/.claude/shell-snapshots/snapshot-bash-1.sh';

export interface RanCommand {
  readonly command: string;
  /** Seconds after the beginning. */
  readonly at: number;
  readonly lasts?: number;
  readonly result?: string;
  /** No record of a result. */
  readonly isOpen?: boolean;
}

export const iso = (seconds: number) => new Date(start + seconds * 1000).toISOString();

export function transcript(commands: readonly RanCommand[], more: object = {}): string {
  const common = { sessionId, cwd: '/home/dana/shop', version: '2.1.240', ...more };
  const records = commands.flatMap(({ command, at, lasts = 5, result = 'ok', isOpen = false }, index) => {
    const id = `toolu_${index}`;
    const content = [{ type: 'tool_use', id, name: 'Bash', input: { command } }];
    const answer = [{ type: 'tool_result', tool_use_id: id, content: result }];
    return [
      { ...common, type: 'assistant', timestamp: iso(at), message: { role: 'assistant', content } },
      ...(isOpen
        ? []
        : [
            {
              ...common,
              type: 'user',
              timestamp: iso(at + lasts),
              message: { role: 'user', content: answer },
            },
          ]),
    ];
  });
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

const hex = (text: string) => Buffer.from(text).toString('hex').toUpperCase();

/** A process start as auditd writes it: five lines. */
export function execve(
  at: number,
  ids: readonly [pid: number, parent: number],
  argv: readonly string[],
  shiftMs = 0,
): string {
  const [pid, parent] = ids;
  const head = `msg=audit(${((start + at * 1000 + shiftMs) / 1000).toFixed(3)}:${pid}${Math.round(at * 10)}):`;
  const program = argv[0] ?? '';
  return [
    `type=SYSCALL ${head} arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=4 items=2 ppid=${parent} pid=${pid} auid=1000 uid=1000 ses=3 comm="x" exe="/usr/bin/${program}" key="exec"`,
    `type=EXECVE ${head} argc=${argv.length} ${argv.map((word, index) => `a${index}=${hex(word)}`).join(' ')}`,
    `type=CWD ${head} cwd="/home/dana/shop"`,
    `type=PROCTITLE ${head} proctitle=${hex(argv.join('\0'))}`,
    '',
  ].join('\n');
}

export function connect(
  at: number,
  [pid, parent]: readonly [number, number],
  address: string,
  port = 443,
  isRefused = false,
): string {
  const result = isRefused ? 'success=no exit=-111' : 'success=yes exit=0';
  const head = `msg=audit(${((start + at * 1000) / 1000).toFixed(3)}:${pid}${Math.round(at * 10) + 1}):`;
  const bytes = [2, 0, port >> 8, port & 255, ...address.split('.').map(Number), ...Array<number>(8).fill(0)];
  return [
    `type=SYSCALL ${head} arch=c000003e syscall=42 ${result} a0=3 a1=2 a2=10 a3=0 items=0 ppid=${parent} pid=${pid} auid=1000 uid=1000 ses=3 comm="x" exe="/usr/bin/x" key="net"`,
    `type=SOCKADDR ${head} saddr=${Buffer.from(bytes).toString('hex').toUpperCase()}`,
    '',
  ].join('\n');
}

export const agentPid = 100;
export const launch = (at: number, ...flags: readonly string[]) =>
  execve(at, [agentPid, 50], ['claude', ...flags]);

/** The shell that the agent starts for a command, and the command's program below it. */
export function shell(at: number, pid: number, command: string, shiftMs = 0): string {
  const words = `source ${shells} && eval '${command.replaceAll("'", `'"'"'`)}' \\< /dev/null && pwd -P >| /tmp/claude-1-cwd`;
  return (
    execve(at, [pid, agentPid], ['/bin/bash', '-c', '-l', words], shiftMs) +
    execve(at + 0.1, [pid + 1, pid], command.split(' '), shiftMs)
  );
}

/** What a log has of all of them. */
export function auditLog(commands: readonly RanCommand[], shiftMs = 0): string {
  return commands
    .map(({ command, at }, index) => shell(at + 0.2, 200 + index * 10, command, shiftMs))
    .join('');
}
