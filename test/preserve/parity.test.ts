import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../../fixtures/build-case.mjs';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'parity-'));
const bag = join(folder, 'bag');
let root: string;
let home: string;

beforeAll(async () => {
  ({ root, home } = buildCase('unattended-refactor', join(folder, 'evidence')));
  await runCli(['collect', bag, '--home', home, '--root', root]);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a run says, without where the evidence lies now. */
async function said(command: readonly string[], evidence: readonly string[]): Promise<unknown> {
  const settings = { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } };
  const { code, stdout, stderr } = await runCli([...command, ...evidence, '--format', 'json'], settings);
  const plain = (text: string) =>
    text.replaceAll(join(bag, 'data/root'), '<root>').replaceAll(bag, '<root>').replaceAll(root, '<root>');
  const document: unknown = JSON.parse(plain(stdout), (key, value) =>
    key === 'directory' || key === 'root' ? undefined : value,
  );
  return { code, document, stderr: plain(stderr) };
}

describe('a bag answers as its home does', () => {
  it.each([
    ['sessions'],
    ['git', '--deep'],
    ['rollback'],
    ['mcp'],
    ['posture'],
    ['exposure'],
    ['replay'],
    ['assess', '--output', '-'],
    ['report', '--output', '-'],
  ])('to %s', async (...command) => {
    const fromHome = await said(command, ['--home', home, '--root', root]);
    expect(await said(command, ['--home', bag])).toEqual(fromHome);
  });

  it('to scan, for the places of the home', async () => {
    const places = async (path: string) => {
      const { stdout } = await runCli(['scan', '--format', 'json', path], { cwd: folder });
      const { occurrences } = JSON.parse(stdout) as { occurrences: { path: string; line: number }[] };
      return occurrences.map(({ path: at, line }) => `${at}:${line}`).filter((at) => !/^\.git\//.test(at));
    };
    expect(await places(join(bag, 'data/root/home/dana'))).toEqual(await places(home));
  });
});
