// Checks by programs of the system, as Debian and others package them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { failed, passed, skipped } from './outcome.mjs';

export const project = fileURLToPath(new URL('../../..', import.meta.url));
export const program = join(project, 'dist', 'main.js');

const isThere = (name) => spawnSync(name, ['--version']).error === undefined;

function run(name, args, options = {}) {
  if (!isThere(name)) return skipped(`no ${name} here`);
  const { status, stdout, stderr } = spawnSync(name, args, { cwd: project, encoding: 'utf8', ...options });
  return status === 0 ? passed('') : failed(`${stdout}${stderr}`.trim());
}

const scriptsOf = (path) =>
  parse(readFileSync(join(project, path), 'utf8')).runs.steps.map((step, index) => ({
    name: `${path}, step ${index + 1}`,
    text: `#!/bin/bash\n${step.run}`,
  }));

/** The scripts that are shipped, those in actions, and those that `harden --detections` and `rollback` write. */
export function shellcheck(detections) {
  const file = (folder, name) => ({ name, text: readFileSync(join(folder, name), 'utf8') });
  const scripts = [
    file(project, '.ci/run'),
    file(project, 'fleet/jamf/collect.sh'),
    file(project, 'fleet/jamf/extension-attribute.sh'),
    ...['fleet/alerts', 'fleet/packages'].flatMap((folder) =>
      readdirSync(join(project, folder))
        .filter((name) => name.endsWith('.sh'))
        .map((name) => file(project, `${folder}/${name}`)),
    ),
    file(detections, 'git/pre-receive'),
    ...scriptsOf('action.yml'),
    ...scriptsOf('fleet/github-action/action.yml'),
    { name: 'completion bash', text: completion('bash') },
  ];
  for (const { name, text } of scripts) {
    const outcome = run('shellcheck', ['-x', '-P', join(project, 'fleet/alerts'), '-'], { input: text });
    if (outcome.state !== 'passed') return { ...outcome, detail: `${name}: ${outcome.detail}` };
  }
  return passed(`${scripts.length} scripts`);
}

/** UAC reads its artifacts by a shell script, and `%user_home%` at the start of a value is no YAML; its own test is verify:uac. */
export function yamllint(detections) {
  const rules = '{extends: relaxed, rules: {line-length: disable}, ignore: [fleet/uac/]}';
  const places = ['action.yml', '.pre-commit-hooks.yaml', '.github', 'fleet', 'queries', detections];
  return run('yamllint', ['--strict', '-d', rules, ...places]);
}

export function systemd() {
  const units = ['yolo-triage-collect.service', 'yolo-triage-collect.timer'];
  return run('systemd-analyze', ['verify', ...units.map((name) => join(project, 'fleet/units', name))]);
}

export function mandoc() {
  const pages = readdirSync(join(project, 'dist/man'));
  const outcome = run('mandoc', [
    '-T',
    'lint',
    '-W',
    'error',
    ...pages.map((page) => join(project, 'dist/man', page)),
  ]);
  return outcome.state === 'passed' ? passed(`${pages.length} pages`) : outcome;
}

/** https://www.rfc-editor.org/rfc/rfc8493: complete, every digest right; told by a program that knows no bag. */
export function sha256sum(home) {
  const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-bag-'));
  const bag = join(folder, 'bag');
  try {
    spawnSync(process.execPath, [program, 'collect', bag, '--home', home, '--quiet']);
    for (const manifest of readdirSync(bag).filter((name) => /manifest-sha256\.txt$/.test(name))) {
      const outcome = run('sha256sum', ['--check', '--strict', '--quiet', manifest], { cwd: bag });
      if (outcome.state !== 'passed') return outcome;
    }
    return readFileSync(join(bag, 'bagit.txt'), 'utf8') ===
      'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
      ? passed('manifests and bagit.txt')
      : failed('bagit.txt is not that of RFC 8493');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function completion(shell) {
  return `#!/bin/${shell}\n${spawnSync(process.execPath, [program, 'completion', shell], { encoding: 'utf8' }).stdout}`;
}
