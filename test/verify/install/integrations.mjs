// The two ways in which others install from a clone: pre-commit, and the action.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const harmless = '#!/bin/sh\necho done\n';
const unattended = '#!/bin/sh\nclaude --dangerously-skip-permissions -p "$1"\n';

function repositoryWith(folder, files) {
  mkdirSync(folder, { recursive: true });
  execFileSync('git', ['init', '-q', folder]);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  execFileSync('git', ['-C', folder, 'add', '-A']);
}

/**
 * The pre-commit of the system installs the hook from the clone, lets a harmless file through and stops the other one.
 * @returns {string} what went wrong; empty where nothing did
 */
export function preCommit(clone, folder, env) {
  const rev = execFileSync('git', ['-C', clone, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  const hooks = `repos:\n  - repo: ${clone}\n    rev: ${rev}\n    hooks:\n      - id: yolo-triage-scan\n`;
  repositoryWith(folder, { '.pre-commit-config.yaml': hooks, 'run.sh': harmless });
  const run = () =>
    spawnSync('pre-commit', ['run', '--all-files'], {
      cwd: folder,
      env: { ...env, PRE_COMMIT_HOME: join(folder, '.git', 'cache') },
      encoding: 'utf8',
    });
  const first = run();
  if (first.status !== 0) return `a harmless file does not pass: ${first.stdout}${first.stderr}`;
  writeFileSync(join(folder, 'run.sh'), unattended);
  const second = run();
  return second.status === 1 && /run\.sh:2/.test(second.stdout) ? '' : `no finding: ${second.stdout}`;
}

/**
 * Every `run:` step of action.yml as the runner starts it, in a workspace whose .npmrc would break an npm that read it.
 * @param {string} clone fresh, so that the step that builds has something to do
 * @returns {string} what went wrong; empty where nothing did
 */
export function action(clone, folder, env) {
  const workspace = join(folder, 'workspace');
  repositoryWith(workspace, { 'run.sh': unattended, '.npmrc': 'node-options=--require ./not-there.cjs\n' });
  const { inputs, runs } = parse(readFileSync(join(clone, 'action.yml'), 'utf8'));
  const given = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default]));
  const filled = (text) =>
    text
      .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name) => given[name])
      .replace(/\$\{\{ github\.action_path \}\}/, clone);
  const files = { GITHUB_STEP_SUMMARY: join(folder, 'summary'), GITHUB_OUTPUT: join(folder, 'output') };
  const statuses = runs.steps.map((step) => {
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value)]);
    return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: step['working-directory'] === undefined ? workspace : filled(step['working-directory']),
      env: { ...env, ...files, GITHUB_ACTION_PATH: clone, ...Object.fromEntries(own) },
      encoding: 'utf8',
    });
  });
  const wanted = [0, 1];
  const failed = statuses.find(({ status }, index) => status !== wanted[index]);
  if (failed !== undefined) return `exit code ${failed.status}: ${failed.stdout}${failed.stderr}`;
  const { results } = JSON.parse(readFileSync(join(workspace, 'yolo-triage.sarif'), 'utf8')).runs[0];
  const told = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
  const isRight =
    results.length === 1 &&
    told.includes('run.sh:2') &&
    readFileSync(files.GITHUB_OUTPUT, 'utf8') === 'exit-code=1\n';
  return isRight ? '' : `${results.length} results; ${told}`;
}
