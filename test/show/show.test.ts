import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ShownCalls } from '../../src/assess/shown-calls.ts';
import {
  homeWith,
  lines,
  mainFile,
  prompt,
  sessionId,
  toolResult,
  toolUse,
} from '../sessions/transcripts.ts';
import { runCli } from '../support/run-cli.ts';

const token = ['ghp', 'a8Kd2mQ9xZ4vB7nR1tY6wL3pS5hJ0cFgUeXi'].join('_');

const records = [
  prompt(0, 'tidy the branch up and push it'),
  toolUse(1, 'toolu_01status', { command: 'git status --short' }),
  toolResult(2, 'toolu_01status', ' M src/cart.ts'),
  toolUse(3, 'toolu_02reset', { command: 'git reset --hard 1c688a6' }),
  toolResult(4, 'toolu_02reset', 'HEAD is now at 1c688a6 Merge'),
  toolUse(5, 'toolu_03commit', { command: 'git commit -qam "Cart"\necho done' }),
  toolResult(6, 'toolu_03commit', '[main 5d41402] Cart\n 1 file changed'),
  toolUse(7, 'toolu_04env', { command: 'cat .env' }),
  toolResult(8, 'toolu_04env', `GITHUB_TOKEN=${token}`),
];

function home(): string {
  return homeWith({
    [mainFile]: lines(...records),
    'settings.json': JSON.stringify({ hooks: { SessionStart: [{ command: 'sh /tmp/x.sh' }] } }),
  });
}

async function show(reference: string, ...options: string[]): Promise<ShownCalls> {
  const { stdout } = await runCli(['show', reference, '--home', home(), '--format', 'json', ...options]);
  return JSON.parse(stdout);
}

function askedOf({ calls }: ShownCalls): string | undefined {
  return calls.find(({ isAsked }) => isAsked)?.id;
}

describe('show finds', () => {
  const file = `.claude/${mainFile}`;
  const name = `${sessionId}.jsonl`;
  it.each([
    ['a call by its line', `${file}:4`, 'call', 'toolu_02reset'],
    ['a call by the line of its result', `${file}:5`, 'call', 'toolu_02reset'],
    ['a path from the root of an image', `home/dana/${file}:4`, 'call', 'toolu_02reset'],
    ['a file by its name alone', `${name}:4`, 'call', 'toolu_02reset'],
    [
      'a reference that was cut in the middle',
      `${sessionId.slice(0, 9)}…${name.slice(-12)}:4`,
      'call',
      'toolu_02reset',
    ],
    ['a reference as the table of calls has it', `${sessionId.slice(0, 10)}…555:4`, 'call', 'toolu_02reset'],
    ['a file by the beginning of its name', `${sessionId.slice(0, 10)}:4`, 'call', 'toolu_02reset'],
    ['a reference as Markdown has it', `\`${name}:4\``, 'call', 'toolu_02reset'],
    ['a call by its id', 'toolu_02reset', 'call', 'toolu_02reset'],
    ['a call by the beginning of its id', 'toolu_02r', 'call', 'toolu_02reset'],
    ['a session', sessionId, 'session', 'toolu_01status'],
    ['a session by the beginning of its id', sessionId.slice(0, 8), 'session', 'toolu_01status'],
    ['a commit by the id that was printed', '5d41402', 'commit', 'toolu_03commit'],
    ['a commit by its whole id', '5d41402abc4b2a76b9719d911017c592ae1c688b', 'commit', 'toolu_03commit'],
  ])('%s', async (_, reference, found, id) => {
    const shown = await show(reference);
    expect([shown.found, askedOf(shown)]).toEqual([found, id]);
  });

  it('the record itself where it is no call, with the calls around it', async () => {
    const shown = await show(`${file}:1`);
    expect(shown.found).toBe('nearest');
    expect(shown.record?.text).toContain('tidy the branch up');
    expect(shown.calls.map(({ id }) => id)).toContain('toolu_01status');
    expect(askedOf(shown)).toBeUndefined();
  });

  it('a place in a configuration', async () => {
    const shown = await show('.claude/settings.json#/hooks/SessionStart/0/command');
    expect([shown.found, shown.record?.text]).toEqual(['text', '"sh /tmp/x.sh"']);
  });

  it('a folder in which calls worked', async () => {
    const shown = await show('/home/dana/shop');
    expect([shown.found, askedOf(shown)]).toEqual(['folder', 'toolu_01status']);
  });

  it('a session that made no calls, by the beginning of its id', async () => {
    const place = homeWith({ [mainFile]: lines(prompt(0, 'what does the cart do?')) });
    const { stdout } = await runCli(['show', sessionId.slice(0, 8), '--home', place, '--format', 'json']);
    const shown: ShownCalls = JSON.parse(stdout);
    expect([shown.found, shown.calls]).toEqual(['session', []]);
    expect(shown.record?.text).toContain('what does the cart do?');
    expect(shown.record?.evidence.path).toBe(`.claude/${mainFile}`);
    const { stdout: table } = await runCli(['show', sessionId, '--home', place]);
    expect(table).toContain('made no calls');
  });

  it('what a report says of a place that is not among the evidence', async () => {
    const place = homeWith({ [mainFile]: lines(...records) });
    const document = join(place, '..', 'report.json');
    await runCli(['report', '--home', place, '--format', 'json', '--output', document]);
    const { stdout } = await runCli([
      'show',
      '.claude.json',
      '--home',
      place,
      '--from',
      document,
      '--format',
      'json',
    ]);
    const shown: ShownCalls = JSON.parse(stdout);
    expect(shown.found).toBe('absent');
    expect(shown.record?.text).toContain('missing: is not among the evidence');
    expect((await runCli(['show', '.claude.json', '--home', place])).code).toBe(2);
  });

  it('a path of this machine', async () => {
    const place = home();
    const { stdout } = await runCli([
      'show',
      `${place}/.claude/${mainFile}:4`,
      '--home',
      place,
      '--format',
      'json',
    ]);
    expect(askedOf(JSON.parse(stdout))).toBe('toolu_02reset');
  });

  it.each([
    'toolu_99none',
    sessionId.slice(0, 3),
    `${name}x:4`,
    'deadbeef00',
    '.claude/none.json',
    '/etc/passwd',
    '../../../../../etc/passwd:1',
  ])('nothing for %s, and says so', async (reference) => {
    const { code, stderr, stdout } = await runCli(['show', reference, '--home', home()]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('nothing in the evidence is named');
  });

  it('nothing without a reference', async () => {
    expect((await runCli(['show', '--home', home()])).code).toBe(2);
  });
});

describe('show says of a call', () => {
  it('what was asked for, put in, printed and found', async () => {
    const shown = await show('toolu_02reset');
    const call = shown.calls.find(({ isAsked }) => isAsked);
    expect(call).toMatchObject({
      prompt: 'tidy the branch up and push it',
      givenInput: { text: 'command: git reset --hard 1c688a6' },
      printed: { text: 'HEAD is now at 1c688a6 Merge', isError: false, evidence: { line: 5 } },
      outcome: 'succeeded',
    });
    expect(call?.findings.map(({ level, state }) => [level, state])).toContainEqual(['high', 'confirmed']);
  });

  it('as many calls around it as are asked for, and how many more there are', async () => {
    const shown = await show('toolu_02reset', '--around', '1');
    expect(shown.calls.map(({ id }) => id)).toEqual(['toolu_01status', 'toolu_02reset', 'toolu_03commit']);
    expect([shown.callsBefore, shown.callsAfter]).toEqual([0, 1]);
  });

  it('secrets only where they are asked for', async () => {
    for (const format of ['table', 'json', 'markdown']) {
      const { stdout } = await runCli(['show', 'toolu_04env', '--home', home(), '--format', format]);
      expect(stdout).not.toContain(token);
      expect(stdout).toContain('[github-token');
    }
    expect(JSON.stringify(await show('toolu_04env', '--no-redact'))).toContain(token);
  });

  it('no half of a secret at the end of a cut text', async () => {
    for (let length = 1460; length <= 1500; length += 4) {
      const printed = `${'x'.repeat(length)} ${token}`;
      const place = homeWith({
        [mainFile]: lines(toolUse(1, 'toolu_01', { command: 'cat f' }), toolResult(2, 'toolu_01', printed)),
      });
      const { stdout } = await runCli(['show', 'toolu_01', '--home', place, '--format', 'json']);
      expect(stdout).not.toContain(token.slice(0, 12));
    }
  });

  it('the whole of a long text with --full', async () => {
    const long = 'word '.repeat(1000).trim();
    const place = homeWith({
      [mainFile]: lines(toolUse(1, 'toolu_01', { command: 'cat f' }), toolResult(2, 'toolu_01', long)),
    });
    const run = async (...options: string[]) => {
      const { stdout } = await runCli(['show', 'toolu_01', '--home', place, '--format', 'json', ...options]);
      return JSON.parse(stdout).calls[0].printed;
    };
    expect((await run('--full')).text).toBe(long);
    expect(await run()).toMatchObject({ wholeLength: long.length });
  });

  it('nothing that acts on a terminal or in Markdown', async () => {
    const evil = 'echo \u001b[2J \u202e <img src=x> [a](http://x.example) `x`';
    const place = homeWith({
      [mainFile]: lines(toolUse(1, 'toolu_01', { command: evil }), toolResult(2, 'toolu_01', evil)),
    });
    const table = await runCli(['show', 'toolu_01', '--home', place]);
    expect(table.stdout).not.toMatch(/[\u001b\u202e]/);
    const { stdout } = await runCli(['show', 'toolu_01', '--home', place, '--format', 'markdown']);
    expect(stdout.replaceAll(/(`+)[^\n]*?\1/g, '')).not.toMatch(/<img|\]\(/);
  });
});
