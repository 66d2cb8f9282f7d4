// Checks that are tests already: one run of them, told apart by their names.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { project } from './by-programs.mjs';
import { failed, passed, skipped } from './outcome.mjs';

/**
 * @param {string} file of tests, below test/
 * @param {string} name what the names of its tests that count hold
 */
export function test(file, name) {
  const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', `test/${file}`, '-t', name, '--reporter=json', '--maxWorkers=1'];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const start = stdout.indexOf('{"num');
  if (start === -1) return failed(`${stdout}${stderr}`.slice(-2000));
  const { numPassedTests, numFailedTests } = JSON.parse(stdout.slice(start));
  if (numFailedTests > 0) return failed(`${numFailedTests} tests of test/${file} fail`);
  return numPassedTests > 0 ? passed(`${numPassedTests} tests`) : skipped('its tests are skipped here');
}
