import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const session = '5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e00';
const user = (cwd: string, at: number) =>
  JSON.stringify({
    type: 'user',
    uuid: `5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e0${at}`,
    sessionId: session,
    timestamp: `2026-11-13T14:00:0${at}.000Z`,
    cwd,
    version: '2.1.240',
    message: { role: 'user', content: 'hello' },
  });

function repository(folder: string): void {
  const git = (...argv: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...argv], { cwd: folder });
  mkdirSync(folder, { recursive: true });
  git('init', '-q', '-b', 'main');
  git('commit', '-qm', 'one', '--allow-empty');
}

/** A copied home, and repositories of whoever examines it; told without the folder that holds all. */
async function examined(records: (at: string) => string) {
  const at = mkdtempSync(join(tmpdir(), 'yolo-triage-'));
  roots.push(at);
  const home = join(at, 'copies/dana');
  mkdirSync(join(home, '.claude/projects/p'), { recursive: true });
  for (const folder of ['mine/app', 'copies/beside', 'copies/dana/src/app']) repository(join(at, folder));
  writeFileSync(join(home, `.claude/projects/p/${session}.jsonl`), `${records(at)}\n`);
  const { stdout } = await runCli(['git', '--home', home, '--format', 'json']);
  const { repositories, gaps } = JSON.parse(stdout);
  const told = (path: string) => path.replaceAll(at, '@');
  return {
    read: repositories.map(({ path }: { path: string }) => told(path)),
    gaps: gaps.map(({ evidence }: { evidence?: { path: string } }) => told(evidence?.path ?? '')),
  };
}

describe('the folders of a copied home', () => {
  const written = (at: string) => `${user('/home/dana/src/app', 1)}\n${user(`${at}/mine/app`, 2)}`;

  it.each<[string, (text: string) => string]>([
    ['as the agent writes them', (text) => text],
    ['with blanks', (text) => text.replaceAll('":', '" : ')],
    ['with an escape in the value', (text) => text.replaceAll('"cwd":"/', '"cwd":"\\u002f')],
    ['with an escape in the name', (text) => text.replaceAll('"cwd"', '"cw\\u0064"')],
    ['behind a large record', (text) => `${JSON.stringify({ type: 'x', a: 'a'.repeat(90_000) })}\n${text}`],
  ])('are known, %s: what lies outside is not read', async (_, form) => {
    expect(await examined((at) => form(written(at)))).toEqual({
      read: ['/home/dana/src/app'],
      gaps: expect.arrayContaining(['@/mine/app']),
    });
  });

  it('that name no home: what lies away from it is a gap', async () => {
    expect(await examined((at) => user(`${at}/mine/app`, 1))).toEqual({
      read: [],
      gaps: expect.arrayContaining(['@/mine/app']),
    });
  });

  it('that name no home: what was laid beside it is read', async () => {
    expect((await examined((at) => user(`${at}/copies/beside`, 1))).read).toEqual(['@/copies/beside']);
  });
});
