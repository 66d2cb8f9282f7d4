// Start-up: `yolo-triage --help` against an empty Node start, interleaved, medians.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './median.mjs';

const rounds = 31;
const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-startup-'));
const empty = join(folder, 'empty.mjs');
writeFileSync(empty, '');

const contenders = { 'empty Node start': [empty], 'yolo-triage --help': ['dist/main.js', '--help'] };
const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, args] of Object.entries(contenders)) {
    const start = performance.now();
    spawnSync(process.execPath, args);
    times[name].push(performance.now() - start);
  }
}
rmSync(folder, { recursive: true });

const base = median(times['empty Node start']);
for (const [name, list] of Object.entries(times)) {
  console.log(
    `${name.padEnd(20)} ${median(list).toFixed(1).padStart(7)} ms  ${(median(list) / base).toFixed(2)} ×`,
  );
}
