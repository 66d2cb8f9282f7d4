// Runs the built program many times in one process, one command line after the other: starting Node for each would take
// most of the time. What a run said goes into a file of its own; a name that is looked up in vain marks in the trace of
// system calls where it began.
//
//   node run-many.mjs <runs.json> <folder for results> <first run>
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [runsFile, results, first] = process.argv.slice(2);
const main = pathToFileURL(resolve(import.meta.dirname, '../../../dist/main.js')).href;
const runs = JSON.parse(readFileSync(runsFile, 'utf8'));
const report = process.stdout.write.bind(process.stdout);
process.stdout.setMaxListeners(0);
process.stderr.setMaxListeners(0);

for (const [index, run] of runs.entries()) {
  if (index >= Number(first)) await runOne(index, run);
}
report('ended\n');
process.exit(0);

async function runOne(index, { argv, cwd, env }) {
  mark(index);
  report(`${index}\n`);
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.argv[0], 'main.js', ...argv];
  process.exitCode = undefined;
  const said = { stdout: capture(process.stdout), stderr: capture(process.stderr) };
  const startedAt = performance.now();
  let failure;
  try {
    await import(`${main}?run=${index}`);
  } catch (error) {
    failure = String(error?.stack ?? error);
  }
  const ms = Math.round(performance.now() - startedAt);
  const { stdout, stderr } = said;
  writeFileSync(
    join(results, `${index}.json`),
    JSON.stringify({ code: process.exitCode, ms, failure, stdout: stdout.join(''), stderr: stderr.join('') }),
  );
}

function capture(stream) {
  const written = [];
  stream.write = (chunk, done) => {
    written.push(String(chunk));
    done?.();
    return true;
  };
  return written;
}

function mark(index) {
  try {
    closeSync(openSync(`/attack-run/${index}`));
  } catch {
    // It is never there.
  }
}
