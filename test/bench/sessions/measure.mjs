import { spawnSync } from 'node:child_process';
import { median } from '../median.mjs';

/**
 * Runs commands in turn, round for round: what else the machine does falls on all of them.
 * @param {Record<string, string[]>} commands
 * @returns {Record<string, { seconds: number, cpu: number, peakMegabytes: number }>} medians
 */
export function compared(commands, { rounds, env = process.env }) {
  const measured = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, command] of Object.entries(commands)) measured[name].push(measure(command, env));
  }
  const medianOf = (runs, field) => median(runs.map((run) => run[field]));
  return Object.fromEntries(
    Object.entries(measured).map(([name, runs]) => [
      name,
      {
        seconds: medianOf(runs, 'seconds'),
        cpu: medianOf(runs, 'cpu'),
        peakMegabytes: medianOf(runs, 'peakMegabytes'),
      },
    ]),
  );
}

/** GNU time knows the peak over all of a command's processes. */
export function measure([command, ...args], env = process.env) {
  const { stderr } = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M %x', command, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
    encoding: 'utf8',
  });
  const [seconds, user, system, kilobytes, status] = (stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { seconds, cpu: user + system, peakMegabytes: kilobytes / 1000, status };
}
