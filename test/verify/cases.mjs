// Runs the casebooks of a folder, small inputs with the right answer beside them, and prints right / all by kind.
//   YOLO_TRIAGE_CASES=<folder with commands.ndjson, scan/ and homes/> npm run verify:cases [-- --show]
// Exits 1 where a runner says that too few are right, or where one cannot run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const cases = process.env['YOLO_TRIAGE_CASES'];
if (!cases) {
  console.log('verify:cases needs YOLO_TRIAGE_CASES, a folder with casebooks; skipped');
  process.exit(0);
}
if (spawnSync('python3', ['--version']).error) {
  console.log('verify:cases needs python3 to run the casebooks, and there is none');
  process.exit(1);
}

const main = join(import.meta.dirname, '../../dist/main.js');
const show = process.argv.includes('--show') ? ['--show'] : [];
const books = {
  commands: ['run.py', cases, main, '--only', 'commands', ...show],
  scan: ['run.py', cases, main, '--only', 'scan', ...show],
  homes: ['homes/run.py', join(cases, 'homes'), main, ...show],
};

let failed = 0;
for (const [name, [runner, ...words]] of Object.entries(books)) {
  const path = join(cases, runner);
  if (!existsSync(path)) {
    console.log(`${name}: ${path} is not there`);
    failed += 1;
    continue;
  }
  const { status, signal } = spawnSync('python3', [path, ...words], { stdio: 'inherit' });
  if (status === 0) continue;
  failed += 1;
  console.log(
    `${name}: below its target${status === 1 ? '' : ` (the runner ended with ${status ?? signal})`}`,
  );
}
process.exitCode = failed > 0 ? 1 : 0;
