import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

afterAll(removeTemplate);

let incident: Incident;
let marker: string;
beforeEach(() => {
  incident = new Incident();
  marker = join(incident.directory, 'executed');
});
afterEach(() => incident.remove());

/** Every way known to us in which a repository makes git start a program; each leaves a line behind. */
function arm(): void {
  const git = join(incident.repository, '.git');
  const payload = join(incident.directory, 'payload.sh');
  writeFileSync(payload, `#!/bin/sh\necho "$0 $*" >> '${marker}'\nexit 0\n`);
  chmodSync(payload, 0o755);
  for (const hook of [
    'post-index-change',
    'reference-transaction',
    'post-checkout',
    'pre-commit',
    'fsmonitor-watchman',
    'pre-auto-gc',
  ]) {
    symlinkSync(payload, join(git, 'hooks', hook));
  }
  incident.write('.gitattributes', '* filter=evil diff=evil merge=evil text=auto\n');
  appendFileSync(
    join(git, 'config'),
    `[core]
\tfsmonitor = ${payload}
\tpager = ${payload}
\thooksPath = ${join(git, 'hooks')}
\tsshCommand = ${payload}
\taskPass = ${payload}
\teditor = ${payload}
\talternateRefsCommand = ${payload}
\tgitProxy = ${payload}
[pager]
\tlog = ${payload}
\tstatus = ${payload}
\tconfig = ${payload}
\tdiff = ${payload}
[alias]
\tlog = !${payload}
\tstatus = !${payload}
\tls-files = !${payload}
[filter "evil"]
\tclean = ${payload}
\tsmudge = ${payload}
\tprocess = ${payload}
\trequired = true
[diff]
\texternal = ${payload}
[diff "evil"]
\tcommand = ${payload}
\ttextconv = ${payload}
[merge "evil"]
\tdriver = ${payload}
[gpg]
\tprogram = ${payload}
[gpg "ssh"]
\tprogram = ${payload}
[log]
\tshowSignature = true
[credential]
\thelper = !${payload}
[uploadpack]
\tpackObjectsHook = ${payload}
[extensions]
\tpartialClone = evil
[remote "evil"]
\turl = ext::${payload}
\tpromisor = true
\tuploadpack = ${payload}
[include]
\tpath = ${join(incident.directory, 'included')}
[submodule "library"]
\tupdate = !${payload}
[trailer "evil"]
\tcmd = ${payload}
`,
  );
  writeFileSync(join(incident.directory, 'included'), `[core]\n\tfsmonitor = ${payload}\n`);
}

/** Content, mode and time of everything below a folder: what a writer would change. */
function fingerprint(root: string): string {
  const hash = createHash('sha256');
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { entry, path } of entries) {
    hash.update(path);
    if (entry.isSymbolicLink()) hash.update(readlinkSync(path));
    else hash.update(`${statSync(path).mode} ${statSync(path).mtimeMs}`);
    if (entry.isFile()) hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}

async function examineAll(): Promise<{ readonly stderr: string; readonly codes: readonly number[] }> {
  const runs = [];
  for (const command of ['git', 'rollback']) {
    for (const format of ['json', command === 'git' ? 'ndjson' : 'sh']) {
      runs.push(
        await runCli([command, '--format', format, '--deep', incident.repository], {
          homeDirectory: incident.home,
        }),
      );
    }
  }
  return { stderr: runs.map(({ stderr }) => stderr).join(''), codes: runs.map(({ code }) => code) };
}

describe('a hostile repository', () => {
  it('would run its programs if git ran on its own terms', () => {
    arm();
    incident.write('readme.txt', 'changed\n');
    incident.git('status');
    expect(existsSync(marker)).toBe(true);
  });

  it('has none of its programs run, and no byte of it written', async () => {
    incident.commit('a.txt', 'one\n');
    incident.agent('git reset --hard HEAD~1; echo b > b.txt; git add .; git commit -m Work');
    incident.write('readme.txt', 'changed\n');
    incident.write('untracked.txt', 'new\n');
    arm();
    const before = fingerprint(incident.directory);
    const { codes } = await examineAll();
    expect(existsSync(marker) ? readFileSync(marker, 'utf8') : '').toBe('');
    expect(fingerprint(incident.directory)).toBe(before);
    expect(codes).toEqual([0, 0, 0, 0]);
  });

  it('leaves nothing of ours behind', async () => {
    const temporary = join(incident.directory, 'tmp');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    await examineAll();
    vi.unstubAllEnvs();
    expect(readdirSync(temporary)).toEqual([]);
  });

  it.each([
    ['a network path', '//evil.example/share'],
    ['a network path of Windows', '\\\\evil.example\\share'],
    ['control characters', '/tmp/\u001b[2Jx'],
    ['a folder that is not there', '/nonexistent/objects'],
  ])('may name %s for borrowed objects: it is not followed, and is a gap', async (_what, path) => {
    mkdirSync(join(incident.repository, '.git', 'objects', 'info'), { recursive: true });
    writeFileSync(join(incident.repository, '.git', 'objects', 'info', 'alternates'), `${path}\n`);
    const { stderr, codes } = await examineAll();
    expect(codes).toEqual([3, 3, 3, 3]);
    expect(stderr).toMatch(/\((?:tampering|missing)\)/);
  });

  it.each([
    ['another file', 'gitdir: /etc/passwd\n'],
    ['a network path', 'gitdir: //evil.example/repository\n'],
    ['nothing', ''],
    ['more than git writes', `gitdir: ${'x'.repeat(100_000)}\n`],
    ['itself', 'gitdir: .git\n'],
  ])('may have a .git file that names %s: it is a gap', async (_what, content) => {
    const folder = join(incident.directory, 'trap');
    mkdirSync(folder);
    writeFileSync(join(folder, '.git'), content);
    const { code, stderr } = await runCli(['git', '--home', incident.home, folder]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/\((?:tampering|missing|malformed|unsupported)\)/);
  });

  it('cannot leave a mounted image through links, .git files or borrowed objects', async () => {
    const root = join(incident.directory, 'image');
    const app = join(root, 'srv', 'app');
    mkdirSync(join(root, 'home', 'dana'), { recursive: true });
    mkdirSync(app, { recursive: true });
    writeFileSync(join(app, '.git'), `gitdir: ../../../app/.git\n`);
    mkdirSync(join(root, 'srv', 'linked'));
    symlinkSync(join(incident.repository, '.git'), join(root, 'srv', 'linked', '.git'));
    for (const folder of [app, join(root, 'srv', 'linked')]) {
      const { code, stdout, stderr } = await runCli([
        'git',
        '--home',
        join(root, 'home', 'dana'),
        '--root',
        root,
        '--format',
        'ndjson',
        folder,
      ]);
      expect(code).toBe(3);
      expect(stdout).toBe('');
      expect(stderr).toContain('(tampering)');
    }
  });
});
