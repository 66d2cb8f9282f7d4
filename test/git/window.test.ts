import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

let incident: Incident;
beforeEach(() => {
  incident = new Incident();
});
afterEach(() => incident.remove());
afterAll(removeTemplate);

const run = (...argv: string[]) => runCli(argv, { homeDirectory: incident.home });
const past = ['--until', '2026-11-19'];
const leftOut = /the window leaves out \d+ movements of refs/;

it('says how many movements of refs a window leaves out', async () => {
  incident.commit('a.txt', 'a\n');
  incident.agent('git status');
  incident.commit('b.txt', 'b\n');
  for (const format of ['table', 'json', 'ndjson']) {
    expect((await run('git', '--format', format, ...past)).stderr).toMatch(leftOut);
  }
  const { unknown } = JSON.parse((await run('rollback', '--format', 'json', ...past)).stdout);
  expect(unknown).toContainEqual(expect.stringMatching(leftOut));
  expect((await run('rollback', ...past)).stdout).toMatch(leftOut);
});

it('says nothing where no window was given, or nothing lies outside of it', async () => {
  incident.commit('a.txt', 'a\n');
  incident.agent('git status');
  for (const window of [[], ['--since', '2000-01-01']]) {
    expect((await run('git', ...window)).stderr).not.toMatch(leftOut);
    expect((await run('rollback', ...window)).stdout).not.toMatch(leftOut);
  }
});
