// Runs the command lines of scenarios, all in one traced process, and says of each what it said and did. A run that does
// not end in its time is stopped with the process, and the others go on in a new one.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readTrace, tracing } from './trace.mjs';

const driver = join(import.meta.dirname, 'run-many.mjs');

/**
 * @param {{ argv: string[], cwd: string, env: Record<string, string>, limitMs: number }[]} runs
 * @param {{ folder: string, isTraced: boolean }} settings
 * @returns what each run came to; `ended` is false where it had to be stopped
 */
export async function runAll(runs, { folder, isTraced }) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'runs.json');
  writeFileSync(file, JSON.stringify(runs));
  const did = new Map();
  const stopped = new Set();
  for (let first = 0; first < runs.length; ) {
    const trace = join(folder, `trace-${first}`);
    const command = [process.execPath, driver, file, folder, String(first)];
    const hung = await watch(isTraced ? tracing(trace, command) : command, runs);
    if (isTraced) for (const [index, acts] of readTrace(trace)) did.set(index, acts);
    if (hung === undefined) break;
    stopped.add(hung);
    first = hung + 1;
  }
  return runs.map((run, index) => ({
    run,
    ...resultOf(folder, index),
    acts: did.get(index),
    ended: !stopped.has(index),
  }));
}

function resultOf(folder, index) {
  const path = join(folder, `${index}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { stdout: '', stderr: '' };
}

/** @returns the run that did not end, or at which the process died */
async function watch([program, ...argv], runs) {
  const child = spawn(program, argv, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let current;
  let startedAt = performance.now();
  let isOver = false;
  child.stdout.setEncoding('utf8').on('data', (text) => {
    for (const line of text.split('\n').filter((one) => one !== '')) {
      if (line === 'ended') isOver = true;
      else current = Number(line);
      startedAt = performance.now();
    }
  });
  let hasClosed = false;
  const closed = new Promise((resolve) => child.on('close', resolve)).then(() => {
    hasClosed = true;
  });
  while (!hasClosed) {
    await Promise.race([closed, wait(100)]);
    const limitMs = current === undefined ? 30_000 : runs[current].limitMs;
    if (!hasClosed && performance.now() - startedAt > limitMs) process.kill(-child.pid, 'SIGKILL');
  }
  return isOver ? undefined : (current ?? 0);
}
