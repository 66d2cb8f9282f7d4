import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
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

describe('what is no regular file in a repository', () => {
  const pipe = (path: string) => {
    rmSync(path, { force: true });
    execFileSync('mkfifo', [path]);
  };

  it.each([
    ['its configuration', '.git/config'],
    ['rules of what is ignored', '.gitignore'],
    ['rules of what is ignored, further down', 'src/deep/.gitignore'],
    ['attributes', '.gitattributes'],
    ['a ref', '.git/refs/heads/main'],
    ['HEAD', '.git/HEAD'],
    ['the index', '.git/index'],
    ['a reflog', '.git/logs/HEAD'],
  ])('is a gap at once: %s as a pipe', async (_what, path) => {
    incident.agent('echo b > b.txt');
    incident.write('src/deep/x.txt', 'x');
    pipe(join(incident.repository, path));
    const started = performance.now();
    const { code, stderr } = await runCli(['rollback', '--home', incident.home, incident.repository]);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect({ code, stderr }).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/no regular file|not a (?:regular )?file|\d+ gaps?/),
    });
  });

  it('is not waited for among the objects: what needs it is told as missing', async () => {
    const sha = incident.commit('lost.txt', 'content');
    pipe(join(incident.repository, '.git/objects', sha.slice(0, 2), sha.slice(2)));
    const { code, stderr } = await runCli(['git', '--home', incident.home, incident.repository]);
    expect(code).toBe(3);
    expect(stderr).toContain('missing or corrupt');
  });
});

describe('on a machine that is examined itself', () => {
  const examineLive = (...repositories: readonly string[]) =>
    runCli(['git', '--format', 'json', ...repositories], { homeDirectory: incident.home });
  const secret = () => join(incident.directory, 'examiner');

  /** A repository of the examiner, beside the home and what sessions worked on. */
  function examinersOwn(): void {
    mkdirSync(secret());
    incident.agent('git status');
    incident.git('clone', '--quiet', incident.repository, join(secret(), 'private'));
  }

  it.each<[string, () => string]>([
    [
      'borrowed objects',
      () => {
        writeFileSync(
          join(incident.repository, '.git/objects/info/alternates'),
          `${secret()}/private/.git/objects\n`,
        );
        return incident.repository;
      },
    ],
    [
      'the whole disk as borrowed objects',
      () => {
        writeFileSync(join(incident.repository, '.git/objects/info/alternates'), '/\n');
        return incident.repository;
      },
    ],
    [
      'a .git file',
      () => {
        mkdirSync(join(incident.directory, 'trap'));
        writeFileSync(join(incident.directory, 'trap/.git'), `gitdir: ${secret()}/private/.git\n`);
        return join(incident.directory, 'trap');
      },
    ],
    [
      'a .git link',
      () => {
        mkdirSync(join(incident.directory, 'trap'));
        symlinkSync(join(secret(), 'private/.git'), join(incident.directory, 'trap/.git'));
        return join(incident.directory, 'trap');
      },
    ],
    [
      'a link to objects',
      () => {
        rmSync(join(incident.repository, '.git/objects'), { recursive: true });
        symlinkSync(join(secret(), 'private/.git/objects'), join(incident.repository, '.git/objects'));
        return incident.repository;
      },
    ],
    [
      'commondir',
      () => {
        writeFileSync(join(incident.repository, '.git/commondir'), `${secret()}/private/.git\n`);
        return incident.repository;
      },
    ],
  ])('%s cannot lead to the examiner’s own repository', async (_what, set) => {
    examinersOwn();
    const { code, stdout, stderr } = await examineLive(set());
    expect(code).toBe(3);
    expect(stderr).toContain('leads out of the homes and repositories asked for');
    expect(stdout).not.toContain(secret());
  });

  it('linked working trees and submodules that name each other are followed, wherever they lie', async () => {
    const elsewhere = join(incident.directory, 'elsewhere');
    incident.git('worktree', 'add', '--quiet', '-b', 'feature', elsewhere);
    incident.agent('echo x > x.txt; git add x.txt; git commit -m x', { cwd: elsewhere });
    const { code, stdout } = await examineLive(elsewhere);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).repositories).toHaveLength(1);
  });

  it('a repository that the user names besides may lend its objects', async () => {
    examinersOwn();
    const own = join(secret(), 'private');
    const set = join(incident.repository, '.git/objects/info/alternates');
    writeFileSync(set, `${own}/.git/objects\n`);
    const { stderr } = await runCli(['git', '--format', 'json', '--repo', own, incident.repository], {
      homeDirectory: incident.home,
    });
    expect(stderr).not.toContain('leads out');
  });
});

describe('the script of a plan for a hostile repository', () => {
  const script = async () =>
    (await runCli(['rollback', '--home', incident.home, '--format', 'sh', incident.repository])).stdout;
  /** A human's change, lost by the session, and programs for everything that git can start. */
  function attack(): void {
    incident.commit('a.txt', 'one\n');
    incident.agent('git reset --hard HEAD~1; echo b > b.txt; git add .; git commit -m Work');
    incident.write('readme.txt', 'changed\n');
    arm();
    writeFileSync(join(incident.repository, '.git', 'info', 'attributes'), '* filter=evil\n');
  }
  const withoutInclude = () => {
    const config = join(incident.repository, '.git', 'config');
    writeFileSync(config, readFileSync(config, 'utf8').replace(/\[include\]\n\tpath = .*\n/, ''));
  };
  const ran = () => (existsSync(marker) ? readFileSync(marker, 'utf8') : '');

  it('starts none of its programs, in steps, checks and undo', async () => {
    attack();
    withoutInclude();
    const plan = await script();
    expect(plan).toContain('it starts none of them');
    const run = incident.runScript(plan);
    expect([run.status, ran()]).toEqual([0, '']);
    expect([incident.runScript(plan, 'undo').status, ran()]).toEqual([0, '']);
  });

  it('goes into no submodule, whatever the settings say', async () => {
    incident.commit('a.txt', 'one\n');
    const allowed = ['-c', 'protocol.file.allow=always'] as const;
    incident.git(...allowed, 'submodule', 'add', '--quiet', incident.repository, 'vendor');
    incident.git('commit', '-qm', 'Take a library in');
    incident.commit('a.txt', 'two\n');
    incident.agent('git reset --hard HEAD~1');
    incident.git('config', 'submodule.recurse', 'true');
    expect(await script()).toContain("GIT_CONFIG_KEY_0='submodule.recurse' GIT_CONFIG_VALUE_0='false'");
  });

  it('asks before anything where the repository takes in settings that were not read', async () => {
    attack();
    const run = incident.runScript(await script(), 'run', 'n');
    expect(run.stdout).toContain('takes in other files');
    expect([run.status, ran()]).toEqual([1, '']);
  });
});
