import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { callsOf, homeWith, lines, mainFile, prompt, type Row, toolResult, toolUse } from './transcripts.ts';

const begin = prompt(0, 'Clean up', { permissionMode: 'bypassPermissions' });
const result = toolResult(3, 'toolu_1', 'done');
const list = toolUse(1, 'toolu_1', { command: 'ls -la', description: 'List files' });
const erase = toolUse(1, 'toolu_1', { command: 'rm -rf /srv/data', description: 'List files' });
const reason =
  'one call is recorded in both ways, with another tool or input each time: every one was read, this is one of them';

async function told(files: Readonly<Record<string, string>>) {
  const home = homeWith(files);
  const { stdout } = await runCli(['sessions', '--home', home, '--format', 'json']);
  const { rows, code } = await callsOf(home);
  const gaps: readonly Row[] = JSON.parse(stdout).gaps;
  return { gaps, rows, code };
}

function commandsIn(rows: readonly Row[]) {
  return rows.map(({ argument }) => argument).sort();
}

describe('one id with two contents', () => {
  it.each<[string, readonly Row[]]>([
    ['the harmless one first', [begin, list, erase, result]],
    ['the harmless one last', [begin, erase, list, result]],
    ['the other one after the result', [begin, list, result, erase]],
  ])('in one file, %s, is two calls and tampering at both places', async (_name, records) => {
    const { gaps, rows, code } = await told({ [mainFile]: lines(...records) });
    expect(commandsIn(rows)).toEqual(['ls -la', 'rm -rf /srv/data']);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded']);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
    const places = records.flatMap((record, index) => (record === list || record === erase ? index + 1 : []));
    expect(gaps).toEqual(
      places.map((line) => ({ kind: 'tampering', reason, evidence: { path: `.claude/${mainFile}`, line } })),
    );
    expect(code).toBe(3);
  });

  it.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('in two files, whatever their names', async (one, other) => {
    const file = (name: string) => `projects/-home-dana-shop/${name}.jsonl`;
    const { gaps, rows } = await told({
      [file(one)]: lines(begin, list, result),
      [file(other)]: lines(begin, erase),
    });
    expect(commandsIn(rows)).toEqual(['ls -la', 'rm -rf /srv/data']);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded']);
    expect(gaps).toMatchObject(
      ['a', 'b'].map((name) => ({ kind: 'tampering', evidence: { path: `.claude/${file(name)}`, line: 2 } })),
    );
  });

  it.each<[string, Row, Row]>([
    [
      'another tool',
      toolUse(1, 'toolu_1', { file_path: '/srv/a' }, { tool: 'Read' }),
      toolUse(1, 'toolu_1', { file_path: '/srv/a', content: 'x' }, { tool: 'Write' }),
    ],
    [
      'another path',
      toolUse(1, 'toolu_1', { file_path: '/srv/a', content: 'x' }, { tool: 'Write' }),
      toolUse(1, 'toolu_1', { file_path: '/etc/cron.d/a', content: 'x' }, { tool: 'Write' }),
    ],
    [
      'more in one respect and less in another',
      toolUse(1, 'toolu_1', { command: 'ls', timeout: 5 }),
      toolUse(1, 'toolu_1', { command: 'ls', run_in_background: true }),
    ],
    [
      'a mask that does not hide the difference',
      toolUse(1, 'toolu_1', { command: 'echo [REDACTED]; ls' }),
      toolUse(1, 'toolu_1', { command: 'echo [REDACTED]; rm -rf /srv' }),
    ],
  ])('differs by %s', async (_name, one, other) => {
    const { gaps, rows } = await told({ [mainFile]: lines(begin, one, other, result) });
    expect(rows).toHaveLength(2);
    expect(gaps.map(({ kind }) => kind)).toEqual(['tampering', 'tampering']);
  });

  it('can be three', async () => {
    const third = toolUse(1, 'toolu_1', { command: 'id' });
    const { gaps, rows } = await told({ [mainFile]: lines(begin, list, erase, third, erase, result) });
    expect(commandsIn(rows)).toEqual(['id', 'ls -la', 'rm -rf /srv/data']);
    expect(gaps).toHaveLength(3);
  });

  it('tells more than five of them by their number', async () => {
    const records = Array.from({ length: 8 }, (_, index) => [
      toolUse(index, `t${index}`, { command: 'ls' }),
      toolUse(index, `t${index}`, { command: `rm -rf /srv/${index}` }),
    ]).flat();
    const { gaps, rows } = await told({ [mainFile]: lines(begin, ...records) });
    expect(rows).toHaveLength(16);
    expect(gaps).toHaveLength(11);
    expect(gaps.at(-1)).toEqual({
      kind: 'tampering',
      reason: '3 more calls are recorded with another tool or input elsewhere',
    });
  });

  it.each<[string, string]>([
    ['a copy', lines(list)],
    [
      'its members in another order',
      lines(toolUse(1, 'toolu_1', { description: 'List files', command: 'ls -la' })),
    ],
    ['other escapes', lines(list).replace('ls -la', '\\u006cs -la')],
    ['a copy with spaces between its parts', `${JSON.stringify(list, null, 1).replaceAll('\n', ' ')}\n`],
    [
      'a copy whose command is masked in part',
      lines(toolUse(1, 'toolu_1', { command: 'ls [REDACTED]', description: 'List files' })),
    ],
    [
      'a copy whose description is masked',
      lines(toolUse(1, 'toolu_1', { command: 'ls -la', description: '***' })),
    ],
    ['a copy without its description', lines(toolUse(1, 'toolu_1', { command: 'ls -la' }))],
    ['a beginning without an input', lines(toolUse(1, 'toolu_1', {}))],
  ])('not: %s, before the call or after it', async (_name, other) => {
    for (const text of [
      lines(begin, list) + other + lines(result),
      lines(begin) + other + lines(list, result),
    ]) {
      const { gaps, rows, code } = await told({ [mainFile]: text });
      expect(rows).toMatchObject([{ id: 'toolu_1', argument: 'ls -la', outcome: 'succeeded' }]);
      expect({ gaps, code }).toEqual({ gaps: [], code: 0 });
    }
  });

  it('not: what the agent notes for itself', async () => {
    const note = (content: string) =>
      toolUse(1, 'toolu_1', { todos: [{ content, status: 'pending' }] }, { tool: 'TodoWrite' });
    const { gaps, rows } = await told({ [mainFile]: lines(begin, note('a'), note('b'), result) });
    expect({ calls: rows.length, gaps }).toEqual({ calls: 1, gaps: [] });
  });

  it('not: a session that carries another on and writes its records anew', async () => {
    const again = toolUse(
      1,
      'toolu_1',
      { description: 'List files', command: 'ls -la' },
      { sessionId: 'next' },
    );
    const { gaps, rows } = await told({
      [mainFile]: lines(begin, list, result),
      'projects/-home-dana-shop/0.jsonl': lines({ ...again, timestamp: list['timestamp'] }),
    });
    expect(rows).toMatchObject([{ id: 'toolu_1', outcome: 'succeeded' }]);
    expect(gaps).toEqual([]);
  });

  it('is never clean, and what either of them did is found', async () => {
    const { root, home } = evidenceImage({
      [`home/dana/.claude/${mainFile}`]: lines(begin, list, erase, result),
    });
    const argv = ['report', '--root', root, '--home', home, '--format', 'json', '--output', '-'];
    const { verdict, findings } = JSON.parse((await runCli(argv)).stdout);
    expect(verdict.value).not.toBe('clean');
    expect(JSON.stringify(findings)).toContain('/srv/data');
  });
});
