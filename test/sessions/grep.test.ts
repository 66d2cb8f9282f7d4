import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { homeWith, lines, prompt, toolResult, toolUse } from './transcripts.ts';

const token = ['ghp', '_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('');

const home = () =>
  homeWith({
    'projects/-home-dana-shop/7c1f6a52-3d7e-4b61-9a58-2f0d6be1c9e4.jsonl': lines(
      prompt(1, 'Publish the shop to the staging server'),
      toolUse(2, 'toolu_1', { command: 'rsync -a dist/ staging.example:/srv/shop' }),
      toolResult(3, 'toolu_1', 'sent 4 files\nstaging is up\nstaging is done'),
      toolUse(4, 'toolu_2', { command: 'git status' }),
      toolResult(5, 'toolu_2', 'clean'),
      toolUse(6, 'toolu_3', {
        command: `curl -H "Authorization: Bearer ${token}" https://api.example/hidden`,
      }),
      toolResult(7, 'toolu_3', '{}'),
    ),
  });

async function found(pattern: string, ...more: readonly string[]) {
  const argv = ['sessions', '--home', home(), '--grep', pattern, '--format', 'ndjson', ...more];
  const { stdout, code } = await runCli(argv);
  const rows = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map(
      (line) => JSON.parse(line) as { id: string; found: { where: string; excerpt: string; more: number }[] },
    );
  return { code, rows };
}

describe('sessions --grep', () => {
  it('finds a text in prompts, inputs and results, in any case', async () => {
    const { rows } = await found('STAGING');
    expect(rows.map(({ id }) => id)).toEqual(['toolu_1']);
    expect(rows[0]?.found.map(({ where, more }) => [where, more])).toEqual([
      ['prompt', 0],
      ['input', 0],
      ['result', 1],
    ]);
  });

  it('reads a regular expression between slashes, with its case', async () => {
    expect((await found('/sent \\d files/')).rows).toHaveLength(1);
    expect((await found('/SENT \\d files/')).rows).toEqual([]);
    expect((await found('/SENT \\d files/i')).rows).toHaveLength(1);
  });

  it('takes a text as it stands', async () => {
    expect((await found('dist/ staging.example:/srv')).rows).toHaveLength(1);
    expect((await found('dist. staging')).rows).toEqual([]);
  });

  it('shows no secret beside what it finds', async () => {
    const { rows } = await found('api.example');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token.slice(0, 20));
    const shown = await found('api.example', '--no-redact');
    expect(JSON.stringify(shown.rows)).toContain(token);
  });

  it('lists in a table where it stands, as show takes it', async () => {
    const given = home();
    const { stdout } = await runCli(['sessions', '--home', given, '--grep', 'rsync']);
    const [, place = ''] = /(\S+:\d+)\s*$/m.exec(stdout) ?? [];
    expect(place).not.toBe('');
    const shown = await runCli(['show', place, '--home', given]);
    expect(shown.stdout).toContain('rsync -a dist/');
  });

  it('says of nothing that nothing was found', async () => {
    const { stdout, code } = await runCli(['sessions', '--home', home(), '--grep', 'zanzibar']);
    expect(code).toBe(0);
    expect(stdout).toContain('No tool calls.');
  });

  it.each(['/(/', '/a/g', ' '])('refuses %j', async (pattern) => {
    const { code, stderr } = await runCli(['sessions', '--home', home(), '--grep', pattern]);
    const isText = pattern === '/a/g';
    expect(code).toBe(isText ? 0 : 2);
    if (!isText) expect(stderr).not.toBe('');
  });
});
