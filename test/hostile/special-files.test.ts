import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'special-files-'));
const pipe = join(folder, 'pipe.yml');
execFileSync('mkfifo', [pipe]);
const zero = join(folder, 'zero.yml');
symlinkSync('/dev/zero', zero);
const home = join(folder, 'home');
mkdirSync(join(home, '.claude/projects'), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['a pipe', pipe],
  ['a link to a device', zero],
])('%s in the place of a file that somebody names', (_, path) => {
  it.each([
    ['a case document', ['report', '--from', path, '--output', '-']],
    ['answers', ['report', '--home', home, '--case', path, '--output', '-']],
    ['queries', ['explain', 'ls', '--queries', path]],
    ['a baseline', ['scan', home, '--baseline', path]],
    ['a log to compare with', ['report', '--home', home, '--process-log', path, '--output', '-']],
    ['an archive', ['verify', path]],
  ])('%s: refused, with a sentence', async (_name, argv) => {
    const { code, stderr } = await runCli(argv);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^yolo-triage: .{10}/)]);
  });
});

describe('links out of a copied home', () => {
  it('lead nowhere: what lies behind them is neither listed nor collected', async () => {
    const outside = join(folder, 'outside');
    mkdirSync(join(outside, 'commands'), { recursive: true });
    writeFileSync(join(outside, 'settings.json'), '{"permissions":{"defaultMode":"bypassPermissions"}}');
    writeFileSync(join(outside, 'commands/private-name.md'), 'x');
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    symlinkSync(outside, join(copy, '.claude'));
    const bag = join(folder, 'bag');
    const { stdout } = await runCli(['collect', bag, '--home', copy, '--format', 'json']);
    expect(stdout).not.toContain('private-name');
    expect(execFileSync('find', [bag], { encoding: 'utf8' })).not.toMatch(/settings\.json|private-name/);
    const posture = await runCli(['posture', '--home', copy, '--format', 'json']);
    expect(posture.stdout).not.toContain('private-name');
  });
});
