import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'custody-'));
const root = join(folder, 'image');
const home = join(root, 'home/kim');
const bag = join(folder, 'bag');
const evidence = ['--home', home, '--root', root];
const documentation = fileURLToPath(new URL('../../docs/evidence-handling.md', import.meta.url));

/** Put together here, so that nothing takes them for real. */
const secret = (name: string) => `${['gh', 'p_'].join('')}${name.repeat(36).slice(0, 36)}`;
const privateKey = ['-----BEGIN OPENSSH PRIVATE', ' KEY-----\n', secret('k')].join('');

/** None of these is evidence of what was done. */
const credentials: Readonly<Record<string, string>> = {
  '.claude/.credentials.json': `{"token":"${secret('a')}"}`,
  '.ssh/id_work': privateKey,
  '.netrc': `machine x login y password ${secret('b')}`,
  '.npmrc': `//registry.example.org/:_authToken=${secret('c')}`,
  '.aws/credentials': `aws_secret_access_key = ${secret('d')}`,
  '.git-credentials': `https://kim:${secret('e')}@example.org`,
  '.config/gh/hosts.yml': `oauth_token: ${secret('f')}`,
  '.codex/auth.json': `{"token":"${secret('g')}"}`,
  'app/.env': `API_KEY=${secret('h')}`,
  'app/.env.local': `API_KEY=${secret('i')}`,
  'app/service.pem': privateKey,
  // Where no tool keeps them, but sessions wrote them.
  'notes/kubeconfig-prod': `token: ${secret('s')}`,
  'notes/.azure/profile.json': `{"x":"${secret('t')}"}`,
};

/** These act, or say what was done: they are copied as they are. */
const copied: Readonly<Record<string, string>> = {
  '.bash_history': `curl -H "Authorization: Bearer ${secret('l')}" https://example.org\n`,
  '.bashrc': `export GITHUB_TOKEN=${secret('m')}\n`,
  '.claude/settings.json': `{"env":{"GITHUB_TOKEN":"${secret('n')}"}}`,
  '.claude.json': `{"mcpServers":{"x":{"command":"x","env":{"TOKEN":"${secret('o')}"}}}}`,
  'app/.git/config': `[remote "origin"]\n\turl = https://kim:${secret('p')}@example.org/x.git\n`,
  'app/.envrc': `export API_KEY=${secret('q')}\n`,
  '.claude/projects/-p/00000000-0000-4000-8000-000000000001.jsonl': `${JSON.stringify({
    type: 'user',
    sessionId: '00000000-0000-4000-8000-000000000001',
    cwd: '/home/kim/app',
    timestamp: '2026-11-02T10:00:00.000Z',
    message: { role: 'user', content: `use ${secret('r')}` },
  })}\n${['notes/kubeconfig-prod', 'notes/.azure/profile.json', 'notes/tool'].map(written).join('')}`,
  'notes/tool': '#!/bin/sh\n',
};

function written(path: string, index: number): string {
  const common = {
    sessionId: '00000000-0000-4000-8000-000000000001',
    cwd: '/home/kim/app',
    timestamp: `2026-11-02T10:0${index + 1}:00.000Z`,
  };
  const id = `toolu_${index}`;
  const input = { file_path: `/home/kim/${path}`, content: 'x' };
  return [
    { type: 'assistant', content: [{ type: 'tool_use', id, name: 'Write', input }] },
    { type: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: 'ok' }] },
  ]
    .map(({ type, content }) => `${JSON.stringify({ ...common, type, message: { role: type, content } })}\n`)
    .join('');
}

beforeAll(async () => {
  for (const [path, content] of Object.entries({ ...credentials, ...copied }))
    write(join(home, path), content);
  await runCli(['collect', bag, ...evidence, '--repo', join(home, 'app')]);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function filesOf(tree: string): string[] {
  return readdirSync(tree, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(tree, path)).isFile(),
  );
}

function linesOf(log: string): Record<string, unknown>[] {
  return readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('what a bag holds of secrets', () => {
  it('is no credential file: each is recorded, with its kind', () => {
    const texts = filesOf(bag).map((path) => readFileSync(join(bag, path), 'latin1'));
    const log = linesOf(join(bag, 'custody.ndjson'));
    for (const [path, content] of Object.entries(credentials)) {
      expect(
        texts.filter((text) => text.includes(content)),
        path,
      ).toEqual([]);
      expect(log, path).toContainEqual(
        expect.objectContaining({
          action: 'not-copied',
          path: `/home/kim/${path}`,
          reason: expect.stringMatching(/^holds credentials \([\w-]+\)/),
          sizeBytes: content.length,
          mode: expect.stringMatching(/^0\d{3}$/),
        }),
      );
    }
  });

  it('is everything that is evidence, byte for byte, and the bag says so', () => {
    for (const [path, content] of Object.entries(copied)) {
      expect(readFileSync(join(bag, 'data/root/home/kim', path), 'utf8'), path).toBe(content);
    }
    expect(readFileSync(join(bag, 'README.txt'), 'utf8')).toContain('IT HOLDS SECRETS');
    const redacted = readFileSync(join(bag, 'data/case.json'), 'utf8');
    for (const content of Object.values(copied)) {
      const [found = 'none'] = /gh[p]_\w{36}/.exec(content) ?? [];
      expect(redacted).not.toContain(found);
    }
  });

  it('is counted by a dry run', async () => {
    const target = join(folder, 'dry');
    const { stdout } = await runCli(['collect', target, '--dry-run', '--format', 'json', ...evidence]);
    const { areas } = JSON.parse(stdout) as { areas: { area: string; secrets: number }[] };
    const counted = Object.fromEntries(areas.map(({ area, secrets }) => [area, secrets]));
    expect(counted).toMatchObject({ transcripts: 1, configuration: 1, profiles: 2, agent: 1 });
    const table = await runCli(['collect', target, '--dry-run', ...evidence]);
    expect(table.stdout).toMatch(/Secrets in their text[\s\S]*byte for byte/);
  });

  it('tells an exposure of the bag what the home tells', async () => {
    const reachable = async (...args: readonly string[]) =>
      JSON.parse((await runCli(['exposure', '--format', 'json', ...args])).stdout).reachable;
    expect(await reachable('--home', bag, '--repo', join(bag, 'data/root/home/kim/app'))).toEqual(
      await reachable(...evidence, '--repo', join(home, 'app')),
    );
  });
});

describe('the custody log', () => {
  it('says who collected, when, where, with what and how, and what became of each file', () => {
    const [first, ...rest] = linesOf(join(bag, 'custody.ndjson'));
    expect(first).toMatchObject({
      action: 'started',
      at: '2026-11-20T16:00:00.000Z',
      collector: {
        user: expect.any(String),
        host: expect.any(String),
        platform: expect.any(String),
        tool: expect.stringContaining('yolo-triage'),
      },
      options: { home, root, operands: [bag] },
    });
    expect(rest.at(-1)).toMatchObject({ action: 'finished' });
    const told = new Set(rest.map((line) => line['payload']));
    expect(filesOf(join(bag, 'data')).filter((path) => !told.has(`data/${path}`))).toEqual([]);
  });
});

describe('the check that needs no tool of ours', () => {
  /** What stands in the README between the words before it and the words after it. */
  function recipe(): string {
    const [, text = ''] =
      /if this is silent:\n\n([\s\S]*?)\n\n?To examine/.exec(readFileSync(join(bag, 'README.txt'), 'utf8')) ??
      [];
    return text;
  }

  function check(tree: string): boolean {
    const { status, stdout, stderr } = spawnSync('sh', ['-ec', recipe()], { cwd: tree, encoding: 'utf8' });
    return status === 0 && `${stdout}${stderr}` === '';
  }

  it('is the one in the documentation', () => {
    const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
    expect(recipe()).toContain('sha256sum');
    expect(plain(readFileSync(documentation, 'utf8'))).toContain(plain(recipe()));
  });

  it('is silent for a bag that is whole', () => {
    expect(check(bag)).toBe(true);
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      execFileSync('sha256sum', ['--check', '--quiet', manifest], { cwd: bag });
    }
  });

  const changes: Readonly<Record<string, (lines: string[]) => string[]>> = {
    'a changed line': (lines) => lines.map((line) => line.replace('"sequence":3,', '"sequence":3, ')),
    'a removed line': (lines) => lines.toSpliced(3, 1),
    'an inserted line': (lines) => lines.toSpliced(3, 0, lines[3] ?? ''),
    'a removed last line': (lines) => lines.slice(0, -1),
    'a removed first line': (lines) => lines.slice(1),
    'two lines in another order': (lines) => lines.toSpliced(3, 2, lines[4] ?? '', lines[3] ?? ''),
  };

  it.each(Object.entries(changes))('finds %s of the custody log', (_, change) => {
    const copy = mkdtempSync(join(folder, 'copy-'));
    cpSync(bag, copy, { recursive: true });
    const log = join(copy, 'custody.ndjson');
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    writeFileSync(log, `${change(lines).join('\n')}\n`);
    expect(check(copy)).toBe(false);
  });
});
