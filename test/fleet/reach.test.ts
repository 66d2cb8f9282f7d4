import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { osqueryPack } from '../../src/harden/detections/osquery.ts';
import { collectScript, installed } from './installed.ts';
import { lines, row } from './spool.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const shipped = (name: string) => readFileSync(join(project, 'fleet', name), 'utf8');
const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reach-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  ['jamf/collect.sh', `version="${version}"`],
  ['intune/detect.ps1', `$version = '${version}'`],
  ['github-action/action.yml', `default: "${version}"`],
  ['velociraptor/Custom.YoloTriage.Spool.yaml', `default: "${version}"`],
])('%s is pinned to this version', (name, line) => {
  expect(shipped(name)).toContain(line);
});

const action = parse(shipped('github-action/action.yml'));
const actionScript: string = action.runs.steps[0].run;

describe('scripts', () => {
  const scripts: [string, string][] = [
    ['jamf/collect.sh', shipped('jamf/collect.sh')],
    ['jamf/extension-attribute.sh', shipped('jamf/extension-attribute.sh')],
    ['github-action/action.yml', `#!/bin/bash\n${actionScript}`],
  ];

  it.each(scripts)('%s: parses', (_, text) => {
    const shell = text.startsWith('#!/bin/bash') ? 'bash' : 'sh';
    expect(spawnSync(shell, ['-n'], { input: text, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  it.skipIf(!has('shellcheck'))('satisfy shellcheck (needs shellcheck)', () => {
    for (const [name, text] of scripts) {
      const { stdout } = spawnSync('shellcheck', ['-'], { input: text, encoding: 'utf8' });
      expect(stdout, name).toBe('');
    }
  });
});

function rowsOf(stream: string): Record<string, unknown>[] {
  const spool = join(folder, 'spool', stream);
  return readdirSync(spool).flatMap((name) =>
    readFileSync(join(spool, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
}

// The build is there in `npm test`; a single file may run without it.
describe.skipIf(!existsSync(join(project, 'dist/main.js')))('the collecting script', () => {
  function collect(prefix: string, ...words: string[]) {
    const text = collectScript(folder, prefix);
    return spawnSync('sh', ['-s', '--', ...words], { input: text, encoding: 'utf8', cwd: folder });
  }
  const install = (main?: string) => installed(folder, main);

  beforeEach(() => {
    mkdirSync(join(folder, 'home/kim/.claude'), { recursive: true });
    mkdirSync(join(folder, 'home/a b'), { recursive: true });
    symlinkSync('/', join(folder, 'home/link'));
  });

  it('writes the rows of every home, and names the host by its label', () => {
    expect(collect(install(), 'mount', 'computer', 'user', 'team=payments')).toMatchObject({
      status: 0,
      stderr: '',
    });
    const runs = rowsOf('runs');
    expect(runs.map(({ home }) => String(home).split('/').at(-1)).sort()).toEqual(['a b', 'kim']);
    expect(runs.every(({ labels }) => String(labels) === 'team=payments')).toBe(true);
  });

  it('runs nothing that others could have changed', () => {
    const prefix = install(`console.log('${version}')`);
    chmodSync(join(prefix, 'lib/node_modules/yolo-triage/dist/main.js'), 0o666);
    const { status, stderr } = collect(prefix);
    expect(status).toBe(2);
    expect(stderr).toContain('others than root can write to');
    expect(existsSync(join(folder, 'spool'))).toBe(false);
  });

  it('runs no other version', () => {
    const { status, stderr } = collect(install("console.log('9.9.9')"));
    expect(status).toBe(2);
    expect(stderr).toContain(`version 9.9.9 is installed, ${version} was released`);
  });

  it('the GitHub Action writes the rows of the runner', () => {
    mkdirSync(join(folder, 'work'));
    writeFileSync(join(folder, 'work/go.sh'), `claude --dangerously-skip-permissions -p fix\n`);
    const env = {
      PATH: process.env['PATH'],
      HOME: join(folder, 'home/kim'),
      GITHUB_WORKSPACE: join(folder, 'work'),
      GITHUB_OUTPUT: join(folder, 'output'),
      TRIAGE_VERSION: version,
      TRIAGE_PREFIX: install(),
      TRIAGE_HOME: '',
      TRIAGE_SPOOL: join(folder, 'spool'),
      TRIAGE_STATE: join(folder, 'state.json'),
      TRIAGE_LABEL: '',
      TRIAGE_SCAN: 'true',
    };
    execFileSync('bash', ['-c', actionScript], { env, stdio: 'pipe' });
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('exit-code=1\n');
    expect(rowsOf('occurrences')).toMatchObject([
      { path: join(folder, 'work/go.sh'), labels: ['runner=self-hosted'] },
    ]);
  });
});

describe('the extension attribute', () => {
  const result = (): string =>
    execFileSync('sh', {
      input: shipped('jamf/extension-attribute.sh').replace('/var/spool/yolo-triage', folder),
      encoding: 'utf8',
    });

  it('says that nothing was collected', () => {
    expect(result()).toBe('<result>not collected</result>\n');
  });

  it('tells the worst of the last runs, whatever a path says', () => {
    const run = (home: string, collectedAt: string, level: string, verdict: string) =>
      row('runs', { command: 'report', home, collectedAt, level, verdict });
    const rows = [
      run('/home/a","level":"none', '2026-11-20T10:00:00.000Z', 'critical', 'exposed'),
      run('/home/a","level":"none', '2026-11-20T11:00:00.000Z', 'high', 'suspicious'),
      run('/home/b', '2026-11-20T12:00:00.000Z', 'none', 'clean'),
    ];
    mkdirSync(join(folder, 'runs'));
    for (const [index, given] of rows.entries())
      writeFileSync(join(folder, 'runs', `${index}.ndjson`), lines([given]));
    expect(result()).toBe('<result>high suspicious 2026-11-20T11:00:00.000Z</result>\n');
  });
});

describe('the osquery pack', () => {
  it('is the one that harden writes (else: npm run docs)', () => {
    expect(shipped('osquery/unattended-agents.conf')).toBe(osqueryPack().text);
  });

  it.skipIf(!has('sqlite3'))('finds what will start an agent, and no mention of it (needs sqlite3)', () => {
    const { queries } = JSON.parse(osqueryPack().text);
    const flag = '--dangerously-skip-permissions';
    const script = `
CREATE TABLE users (uid, username);
INSERT INTO users VALUES (501, 'kim');
CREATE TABLE shell_history (uid, time, command, history_file);
INSERT INTO shell_history VALUES (501, 1, 'claude -p x ${flag}', 'h'), (501, 2, 'grep -r ${flag} .', 'h'), (501, 3, 'claude', 'h');
CREATE TABLE crontab (event, minute, hour, day_of_month, month, day_of_week, command, path);
INSERT INTO crontab VALUES ('', '0', '3', '*', '*', '*', 'codex exec --yolo', '/etc/crontab'), ('', '0', '4', '*', '*', '*', 'backup --yolo', '/etc/crontab');
CREATE TABLE launchd (path, label, program, program_arguments, username, run_at_load);
INSERT INTO launchd VALUES ('/Library/a.plist', 'a', '/opt/homebrew/bin/claude', '-p night ${flag}', '', '1'), ('/Library/b.plist', 'b', '/bin/sh', 'x', '', '1');
CREATE TABLE file (path, directory, mode, uid, size, mtime);
INSERT INTO file VALUES ('/Users/kim/.claude/projects/p/1.jsonl', '/Users/kim/.claude/projects/p', '', 501, 10, 5), ('/Users/kim/.claude/settings.json', '/Users/kim/.claude', '', 501, 2, 6), ('/var/spool/yolo-triage/runs/1.ndjson', '/var/spool/yolo-triage/runs', '', 0, 2, 7);
${['agent_in_shell_history', 'agent_in_crontab', 'agent_in_launchd', 'claude_settings', 'claude_transcripts', 'yolo_triage_spool'].map((name) => queries[name].query).join('\n')}`;
    const out = execFileSync('sqlite3', ['-batch', ':memory:'], { input: script, encoding: 'utf8' });
    expect(out.trimEnd().split('\n')).toEqual([
      `kim|501|1|claude -p x ${flag}|h`,
      '|0|3|*|*|*|codex exec --yolo|/etc/crontab',
      `/Library/a.plist|a|/opt/homebrew/bin/claude|-p night ${flag}||1`,
      '/Users/kim/.claude/settings.json|501|2|6',
      '/Users/kim/.claude/projects/p|1|10|5|5',
      '/var/spool/yolo-triage/runs/1.ndjson|2|7',
    ]);
  });
});

describe.each(['Spool', 'Evidence'])('the Velociraptor artifact %s', (name) => {
  const artifact = parse(shipped(`velociraptor/Custom.YoloTriage.${name}.yaml`));
  const queries: string[] = artifact.sources.map(({ query }: { query: string }) => query);

  it('has what an artifact needs, and its queries are closed', () => {
    expect(artifact).toMatchObject({ name: `Custom.YoloTriage.${name}`, type: 'CLIENT' });
    for (const query of queries) {
      const plain = query.replace(/'''[\s\S]*?'''|'[^']*'|"[^"]*"|--.*$/gm, '');
      for (const [open, close] of ['()', '{}', '[]'].map((pair) => [...pair])) {
        expect(plain.split(open ?? '').length).toBe(plain.split(close ?? '').length);
      }
    }
  });

  it('uses every parameter', () => {
    for (const { name: parameter } of artifact.parameters) {
      expect(queries.join('\n')).toMatch(new RegExp(`\\b${parameter}\\b`));
    }
  });
});
