// What runs did as the kernel saw it: programs that were started, addresses that were spoken to, files that were opened.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Why nothing can be traced here; undefined where it can. */
export function whyUntraced() {
  const tried = spawnSync('strace', ['-f', '--seccomp-bpf', '-e', 'trace=execve', '-o', '/dev/null', 'true']);
  if (tried.error) return 'strace is not installed (Debian: apt-get install strace)';
  if (tried.status !== 0) return `strace may not trace here: ${String(tried.stderr).trim().slice(0, 200)}`;
  return undefined;
}

/** The command that traces another one into a file; paths of opened files are told as the kernel resolved them. */
export function tracing(file, command) {
  const calls = 'trace=execve,execveat,connect,openat,open,creat';
  return [
    'strace',
    '-f',
    '-qq',
    '-y',
    '-s',
    '400',
    '--seccomp-bpf',
    '-e',
    calls,
    '-e',
    'signal=none',
    '-o',
    file,
    ...command,
  ];
}

/**
 * What each run did.
 * @returns {Map<number, { programs: string[], addresses: string[], opened: { path: string, flags: string }[] }>}
 */
export function readTrace(file) {
  const runs = new Map();
  let current;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const begun = /"\/attack-run\/(\d+)"/.exec(line)?.[1];
    if (begun !== undefined) {
      current = { programs: [], addresses: [], opened: [] };
      runs.set(Number(begun), current);
    } else if (current) read(line, current);
  }
  return runs;
}

function read(line, { programs, addresses, opened }) {
  const program = /execve(?:at)?\([^"]*"([^"]*)"/.exec(line)?.[1];
  if (program !== undefined && !/= -1 ENOENT/.test(line)) programs.push(program);
  if (/connect\(.*AF_INET/.test(line)) addresses.push(line.slice(0, 200));
  const [, flags, path] = /(?:openat|open|creat)\(.*?(O_[A-Z_|]+).*\) = \d+<([^>]*)>/.exec(line) ?? [];
  if (path !== undefined) opened.push({ path, flags });
}
