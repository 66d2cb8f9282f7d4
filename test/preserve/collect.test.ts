import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '../../src/preserve/collection.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'collect-'));
const root = join(folder, 'image');
const home = join(root, 'home/kim');
const bag = join(folder, 'bag');
const evidence = ['--home', home, '--root', root];

beforeAll(async () => {
  const files: Record<string, string> = {
    '.claude/projects/-home-kim-app/00000000-0000-4000-8000-000000000001.jsonl': `${JSON.stringify({
      type: 'user',
      sessionId: '00000000-0000-4000-8000-000000000001',
      cwd: '/home/kim/app',
      timestamp: '2026-11-02T10:00:00.000Z',
      message: { role: 'user', content: 'tidy up' },
    })}\n`,
    '.claude/.credentials.json': '{"token":"x"}',
    '.claude/plans/100%\nsure.md': 'a plan',
    '.claude.json': '{}',
    '.ssh/id_ed25519': 'private',
    '.ssh/config': 'Host *',
    '.bashrc': 'alias c=claude',
    'dotfiles/.zshrc': 'alias z=claude',
    'app/.git/HEAD': 'ref: refs/heads/main\n',
    'app/.git/logs/HEAD': '',
    'app/.mcp.json': '{"mcpServers":{}}',
    'app/source.ts': 'not collected: it is in the objects',
  };
  for (const [path, content] of Object.entries(files)) write(join(home, path), content);
  symlinkSync('dotfiles/.zshrc', join(home, '.zshrc'));
  symlinkSync('../../../../../../etc', join(home, '.claude/outside'));
  utimesSync(join(home, '.bashrc'), new Date('2026-01-02T03:04:05Z'), new Date('2026-01-02T03:04:05Z'));
  const { code, stderr } = await runCli(['collect', bag, ...evidence]);
  expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('out of the evidence') });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function copyOfBag(name: string): string {
  const copy = join(folder, name);
  cpSync(bag, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

describe('collect', () => {
  it('keeps original paths and time stamps', () => {
    const copy = join(bag, 'data/root/home/kim/.bashrc');
    expect(readFileSync(copy, 'utf8')).toBe('alias c=claude');
    expect(statSync(copy).mtime.toISOString()).toBe('2026-01-02T03:04:05.000Z');
    expect(existsSync(join(bag, 'data/root/home/kim/app/.git/HEAD'))).toBe(true);
    expect(existsSync(join(bag, 'data/root/home/kim/app/source.ts'))).toBe(false);
  });

  it('records credentials without their content', () => {
    const custody = readFileSync(join(bag, 'custody.ndjson'), 'utf8').split('\n');
    for (const path of ['.claude/.credentials.json', '.ssh/id_ed25519']) {
      expect(existsSync(join(bag, 'data/root/home/kim', path))).toBe(false);
      const line = custody.find((text) => text.includes(`/home/kim/${path}"`));
      expect(JSON.parse(line ?? '{}')).toMatchObject({ action: 'not-copied', sizeBytes: expect.any(Number) });
    }
  });

  it('brings the content of a link inside the evidence and follows none out of it', () => {
    expect(readFileSync(join(bag, 'data/root/home/kim/.zshrc'), 'utf8')).toBe('alias z=claude');
    expect(existsSync(join(bag, 'data/root/home/kim/.claude/outside'))).toBe(false);
  });

  it('is verified by sha256sum, whatever the files are called', () => {
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      const listed = execFileSync('sha256sum', ['--check', '--strict', manifest], {
        cwd: bag,
        encoding: 'utf8',
      });
      expect(
        listed
          .trim()
          .split('\n')
          .every((line) => line.endsWith(': OK')),
      ).toBe(true);
    }
    expect(existsSync(join(bag, 'data/root/home/kim/.claude/plans/100~25~0asure.md'))).toBe(true);
  });

  it('gives a bag that other commands read as a home', async () => {
    const fromHome = await runCli(['sessions', '--format', 'ndjson', ...evidence]);
    const fromBag = await runCli(['sessions', '--format', 'ndjson', '--home', bag]);
    expect(fromBag.stdout).toBe(fromHome.stdout);
    const [session] = JSON.parse(
      (await runCli(['sessions', '--format', 'json', '--home', bag])).stdout,
    ).sessions;
    expect(session.cwds).toEqual(['/home/kim/app']);
  });

  it('changes nothing in the evidence', async () => {
    const before = fingerprint(root);
    await runCli(['collect', join(folder, 'again'), ...evidence]);
    expect(fingerprint(root)).toEqual(before);
  });

  it('writes nothing in a dry run', async () => {
    const { stdout } = await runCli([
      'collect',
      join(folder, 'dry'),
      '--dry-run',
      '--format',
      'json',
      ...evidence,
    ]);
    const { isDryRun, files, sizeBytes, areas } = JSON.parse(stdout) as Collection;
    const whole = await runCli(['collect', join(folder, 'whole'), '--format', 'json', ...evidence]);
    const collected = JSON.parse(whole.stdout) as Collection;
    // Besides, a bag has the case document.
    expect({ isDryRun, files }).toEqual({ isDryRun: true, files: collected.files - 1 });
    expect(areas.reduce((sum, area) => sum + area.sizeBytes, 0)).toBe(sizeBytes);
    expect(areas).toMatchObject(collected.areas);
    expect(readdirSync(folder).filter((name) => name.startsWith('dry'))).toEqual([]);
  });

  it('refuses to write into the evidence, or over another bag', async () => {
    for (const target of [join(home, 'bag'), join(root, 'bag'), bag]) {
      expect((await runCli(['collect', target, ...evidence])).code).toBe(2);
    }
    expect(existsSync(join(home, 'bag'))).toBe(false);
  });

  it('leaves session files behind that are older than --since, but no configuration', async () => {
    const target = join(folder, 'recent');
    await runCli(['collect', target, '--since', '2099-01-01', ...evidence], { now: '2099-01-02T00:00:00Z' });
    expect(existsSync(join(target, 'data/root/home/kim/.bashrc'))).toBe(true);
    expect(existsSync(join(target, 'data/root/home/kim/.claude/projects'))).toBe(false);
  });

  it('says clearly that it cannot write, and leaves nothing that looks whole', async () => {
    write(join(folder, 'a file'), '');
    const { code, stderr } = await runCli(['collect', join(folder, 'a file/bag'), ...evidence]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('cannot write') });
  });
});

describe('verify', () => {
  const damages: readonly { name: string; damage: (copy: string) => void; names: RegExp }[] = [
    {
      name: 'a flipped byte',
      damage: (copy) => writeFileSync(join(copy, 'data/root/home/kim/.bashrc'), 'alias c=claudf'),
      names: /changed.*\.bashrc/,
    },
    {
      name: 'a removed file',
      damage: (copy) => rmSync(join(copy, 'data/root/home/kim/.bashrc')),
      names: /missing.*\.bashrc/,
    },
    {
      name: 'an added file',
      damage: (copy) => write(join(copy, 'data/root/extra'), 'x'),
      names: /unlisted.*data\/root\/extra/,
    },
    {
      name: 'an edited custody line',
      damage: (copy) => edit(copy, 'custody.ndjson', '"sizeBytes":14', '"sizeBytes":15'),
      names: /line \d+ was changed/,
    },
    {
      name: 'a custody log without its last line',
      damage: (copy) => {
        const lines = readFileSync(join(copy, 'custody.ndjson'), 'utf8').trim().split('\n');
        writeFileSync(join(copy, 'custody.ndjson'), `${lines.slice(0, -1).join('\n')}\n`);
      },
      names: /last line is not the one/,
    },
    {
      name: 'a line that is taken out of the manifest',
      damage: (copy) => edit(copy, 'manifest-sha256.txt', /^.*\.bashrc\n/m, ''),
      names: /unlisted.*\.bashrc/,
    },
    {
      name: 'a file that stands in the manifest twice',
      damage: (copy) =>
        appendFileSync(join(copy, 'manifest-sha256.txt'), `${'0'.repeat(64)}  data/twice\n`.repeat(2)),
      names: /form.*names a path more than once: data\/twice/,
    },
    {
      name: 'a manifest that climbs out',
      damage: (copy) => appendFileSync(join(copy, 'manifest-sha256.txt'), `${'0'.repeat(64)}  ../x\n`),
      names: /path outside/,
    },
  ];

  it.each(damages)('names $name', async ({ name, damage, names }) => {
    const copy = copyOfBag(`damaged ${name}`);
    damage(copy);
    const { code, stdout } = await runCli(['verify', copy, '--format', 'json']);
    const { problems } = JSON.parse(stdout) as { problems: Record<string, string>[] };
    const found = problems.map((problem) => `${problem['kind']} ${problem['path']}: ${problem['reason']}`);
    expect(code).toBe(1);
    expect(found.filter((text) => names.test(text))).not.toEqual([]);
  });

  it('finds nothing in the untouched bag, and gives the seal that collect gave', async () => {
    const { code, stdout } = await runCli(['verify', bag, '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      problems: [],
      seal: sha256(join(bag, 'tagmanifest-sha256.txt')),
    });
  });

  it('says of another folder that it is no bag', async () => {
    expect(await runCli(['verify', home])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no bag'),
    });
  });
});

function edit(copy: string, file: string, before: string | RegExp, after: string): void {
  const text = readFileSync(join(copy, file), 'utf8');
  const edited = text.replace(before, after);
  expect(edited).not.toBe(text);
  writeFileSync(join(copy, file), edited);
}

function sha256(path: string): string {
  return execFileSync('sha256sum', [path], { encoding: 'utf8' }).slice(0, 64);
}

/** Everything that a careful look could see of a tree. */
function fingerprint(tree: string): string[] {
  return readdirSync(tree, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const { mtimeMs, ctimeMs, size, mode } = statSync(join(tree, path), { throwIfNoEntry: false }) ?? {};
      return [path, mtimeMs, ctimeMs, size, mode].join(' ');
    });
}
