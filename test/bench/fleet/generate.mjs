// Makes the spools of a fleet: hosts at work, and incidents planted among them.
// node test/bench/fleet/generate.mjs <folder> [hosts] [calls] [seed]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { background } from './background.mjs';
import { days, finish, makeHost } from './host.mjs';
import { hostsNeeded, plant } from './incidents.mjs';
import { randomOf } from './random.mjs';

/**
 * @param {{ folder: string, hosts: number, calls: number, seed?: number }} wanted calls: of all hosts together, about
 * @returns what was planted, and how much was written
 */
export function generateFleet({ folder, hosts, calls, seed = 7 }) {
  const random = randomOf(seed);
  const planted = [];
  const written = { hosts: 0, rows: 0, calls: 0, bytes: 0 };
  // Hosts with incidents are spread over the fleet; their spools are written when all of them are there.
  const every = Math.floor(hosts / hostsNeeded);
  if (every < 1) throw new Error(`at least ${hostsNeeded} hosts`);
  const waiting = [];
  for (let index = 0; index < hosts; index++) {
    const host = makeHost(index, random);
    background(host, { random, calls: calls / hosts });
    const isWanted =
      index >= waiting.length * every && waiting.length < hostsNeeded && host.runs.at(-1).ms < days(1);
    if (isWanted) waiting.push(host);
    else write(host, folder, written);
  }
  if (waiting.length < hostsNeeded) throw new Error('too few hosts report');
  planted.push(...plant(waiting, random));
  for (const host of waiting) write(host, folder, written);
  return { planted, written };
}

function write(host, folder, written) {
  finish(host);
  written.hosts += 1;
  written.calls += host.rows.calls.length;
  for (const [stream, rows] of Object.entries(host.rows)) {
    if (rows.length === 0) continue;
    mkdirSync(join(folder, host.name, stream), { recursive: true });
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    writeFileSync(join(folder, host.name, stream, '1.ndjson'), text);
    written.rows += rows.length;
    written.bytes += Buffer.byteLength(text);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, hosts = 20_000, calls = 2_000_000, seed = 7] = process.argv.slice(2);
  if (folder === undefined)
    throw new Error('node test/bench/fleet/generate.mjs <folder> [hosts] [calls] [seed]');
  mkdirSync(folder, { recursive: true });
  const { planted, written } = generateFleet({
    folder,
    hosts: Number(hosts),
    calls: Number(calls),
    seed: Number(seed),
  });
  writeFileSync(join(folder, 'planted.json'), JSON.stringify(planted, null, 2));
  console.log(JSON.stringify({ incidents: planted.length, ...written }));
}
