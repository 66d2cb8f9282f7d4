// Runs each command line as a process of its own, for what is done to a process: its streams, its memory, its signals.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const dist = join(import.meta.dirname, '../../../dist');

/**
 * What is done to a run, in `how`:
 * `program` (`main.js` or `hook.cjs`), `node` (options of Node.js), `before` (words before the command), `input` (standard
 * input; `closed`: it is closed), `stdout` (a file to write to, or `closed`: the reader goes away at once), `signal` and
 * `afterMs` (sent when `until` gives true, at the latest after that time).
 */
export async function runApart(runs) {
  const results = [];
  for (const run of runs) results.push(await runOne(run));
  return results;
}

async function runOne(run) {
  const {
    program = 'main.js',
    node = [],
    before = [],
    input = '',
    stdout: target,
    signal,
    afterMs = 0,
    until,
  } = run.how ?? {};
  const [first, ...rest] = [...before, process.execPath, ...node, join(dist, program), ...run.argv];
  const file = target === undefined || target === 'closed' ? undefined : openSync(target, 'w');
  const startedAt = performance.now();
  const child = spawn(first, rest, {
    cwd: run.cwd,
    env: run.env,
    detached: true,
    stdio: ['pipe', file ?? 'pipe', 'pipe'],
  });
  if (file !== undefined) closeSync(file);
  const said = { stdout: collect(child.stdout), stderr: collect(child.stderr) };
  child.stdin.on('error', () => undefined);
  if (target === 'closed') child.stdout.destroy();
  if (input === 'closed') child.stdin.destroy();
  else if (input !== 'open') child.stdin.end(input);
  const closed = new Promise((resolve) => child.on('close', (code, by) => resolve({ code, by })));
  if (signal !== undefined) void interrupt(child, { signal, afterMs, until });
  const late = wait(run.limitMs, undefined, { ref: false });
  const ending = await Promise.race([closed, late]);
  if (ending === undefined) process.kill(-child.pid, 'SIGKILL');
  const ms = Math.round(performance.now() - startedAt);
  return {
    run,
    code: ending?.code ?? undefined,
    by: ending?.by,
    ms,
    ended: ending !== undefined,
    stdout: said.stdout(),
    stderr: said.stderr(),
  };
}

function collect(stream) {
  const chunks = [];
  stream?.on('data', (chunk) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

async function interrupt(child, { signal, afterMs, until }) {
  const endsAt = performance.now() + afterMs;
  while (performance.now() < endsAt && !until?.()) await wait(5);
  if (child.exitCode === null) child.kill(signal);
}
