// Kills `sessions` with SIGKILL at many moments: nothing in the evidence may have changed, no temporary file may be left.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { generateHome } from '../bench/sessions/generate.mjs';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-kill-'));
const [home, temporary] = [join(folder, 'home'), join(folder, 'tmp')];
const moments = Array.from({ length: 12 }, (_, index) => 40 + index * 90);
let failures = 0;

try {
  generateHome(home, 60e6, 9);
  mkdirSync(temporary);
  const before = snapshot(home);
  for (const format of ['ndjson', 'json']) {
    for (const moment of moments) {
      const options = { stdio: 'ignore', env: { ...process.env, TMPDIR: temporary } };
      const child = spawn(
        'node',
        [program, 'sessions', '--quiet', '--home', home, '--format', format],
        options,
      );
      const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
      await delay(moment);
      child.kill('SIGKILL');
      const signal = await ended;
      const left = readdirSync(temporary);
      const isWhole = snapshot(home) === before && left.length === 0;
      if (!isWhole) failures += 1;
      console.log(
        `${format}, ${signal ?? 'ended'} after ${moment} ms: ${isWhole ? 'nothing left' : `LEFT ${left}`}`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = failures === 0 ? 0 : 1;

/** Names, sizes and times of everything below a folder. */
function snapshot(root) {
  return readdirSync(root, { recursive: true })
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(root, name));
      return `${name} ${size} ${mtimeMs}`;
    })
    .join('\n');
}
