import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import {
  at,
  homeWith,
  lines,
  mainFile,
  prompt,
  type Row,
  sessionId,
  toolResult,
  toolUse,
} from './transcripts.ts';

const bypass = { permissionMode: 'bypassPermissions' };

async function summaryOf(records: readonly Row[], files: Record<string, string> = {}) {
  const home = homeWith({ [mainFile]: lines(...records), ...files });
  const { stdout, stderr, code } = await runCli(['sessions', '--home', home, '--format', 'json']);
  const { sessions } = JSON.parse(stdout);
  return { summary: sessions[0], sessions, stderr, code };
}

function spoken(seconds: number, id: string, usage: Row, more: Row = {}): Row {
  const message = {
    id,
    role: 'assistant',
    model: 'claude-opus-4-5',
    usage,
    content: [{ type: 'text', text: 'x' }],
  };
  return { ...toolUse(seconds, 'unused', {}), message, ...more };
}

describe('the summary of a session', () => {
  it('says who, where, when and how much', async () => {
    const agent = { agentId: 'a1', isSidechain: true };
    const { summary, code } = await summaryOf(
      [
        prompt(0, '<command-name>/review</command-name>\n<command-args>src</command-args>', bypass),
        toolUse(1, 'toolu_1', { command: 'make' }),
        toolResult(2, 'toolu_1', 'Exit code 2', { isError: true }),
        prompt(30, 'go on', { ...bypass, cwd: '/home/dana/shop/web', gitBranch: 'fix' }),
        toolUse(31, 'toolu_2', { file_path: '/a' }, { tool: 'Read' }),
        toolResult(90, 'toolu_2', 'text'),
      ],
      {
        [`projects/-home-dana-shop/${sessionId}/subagents/agent-a1.jsonl`]: lines(
          toolUse(60, 'toolu_3', { command: 'ls' }, agent),
        ),
      },
    );
    expect(code).toBe(0);
    expect(summary).toMatchObject({
      sessionId,
      project: '-home-dana-shop',
      format: 'nested',
      cwds: ['/home/dana/shop', '/home/dana/shop/web'],
      branches: ['main', 'fix'],
      versions: ['2.1.90'],
      startedAt: at(0),
      endedAt: at(90),
      toolCalls: 3,
      callsByTool: { Bash: 2, Read: 1 },
      callsByOutcome: { failed: 1, succeeded: 1, unknown: 1 },
      callsByMode: { bypassPermissions: 3 },
      bypassWindows: [{ from: at(1), to: at(60), calls: 3, source: 'user-record' }],
      subagents: 1,
      humanPrompts: 2,
      firstPrompt: '/review src',
      longestUnattended: { from: at(30), to: at(60), durationMs: 30_000, calls: 2 },
      evidence: { path: `.claude/${mainFile}` },
    });
  });

  it('names the repositories, where they are among the evidence', async () => {
    const { root, home } = evidenceImage({
      'home/dana/.claude/projects/p/s.jsonl': lines(
        prompt(0, 'a', { cwd: '/home/dana/shop/web/src' }),
        prompt(1, 'b', { cwd: '/home/dana/shop' }),
        prompt(2, 'c', { cwd: '/home/dana/notes' }),
        prompt(3, 'd', { cwd: '/srv/gone' }),
      ),
      'home/dana/shop/.git/HEAD': 'ref: refs/heads/main\n',
      'home/dana/shop/web/src/a.txt': '',
      'home/dana/notes/a.txt': '',
    });
    const options = ['--root', root, '--home', home, '--format', 'json'];
    const { stdout } = await runCli(['sessions', ...options]);
    expect(JSON.parse(stdout).sessions[0]).toMatchObject({ repositories: ['/home/dana/shop'] });
  });

  it('ends a window of bypass where the mode is known to be another', async () => {
    const { summary } = await summaryOf([
      prompt(0, 'a', bypass),
      toolUse(1, 'toolu_1', {}),
      prompt(2, 'b', { permissionMode: 'default' }),
      toolUse(3, 'toolu_2', {}),
      prompt(4, 'c', bypass),
      toolUse(5, 'toolu_3', {}),
    ]);
    expect(summary.bypassWindows.map(({ from, to }: Row) => [from, to])).toEqual([
      [at(1), at(1)],
      [at(5), at(5)],
    ]);
  });

  it('counts the tokens of a message once, over its records and its copies', async () => {
    const usage = {
      input_tokens: 10,
      output_tokens: 1,
      cache_read_input_tokens: 5,
      cache_creation_input_tokens: 2,
    };
    const last = { ...usage, output_tokens: 70 };
    const resumed = { sessionId: '99999999-2222-4333-8444-555555555555' };
    const { sessions } = await summaryOf(
      [prompt(0, 'a'), spoken(1, 'msg_1', usage), spoken(2, 'msg_1', last), spoken(3, 'msg_2', usage)],
      {
        [`projects/p/${resumed.sessionId}.jsonl`]: lines(
          spoken(1, 'msg_1', last, resumed),
          spoken(9, 'msg_3', usage, resumed),
        ),
      },
    );
    const sum = (kind: string) =>
      sessions.reduce(
        (total: number, { tokens }: { tokens: Record<string, number> }) => total + (tokens[kind] ?? 0),
        0,
      );
    expect([sum('input'), sum('output'), sum('cacheRead'), sum('cacheCreation')]).toEqual([30, 72, 15, 6]);
  });

  it('finds the same call made over and over', async () => {
    const again = Array.from({ length: 6 }, (_, n) => [
      toolUse(10 * n, `toolu_${n}`, { command: 'npm test' }),
      toolResult(10 * n + 1, `toolu_${n}`, 'Exit code 1', { isError: true }),
    ]).flat();
    const { summary } = await summaryOf([
      prompt(0, 'fix it'),
      ...again,
      toolUse(99, 'toolu_x', { command: 'ls' }),
    ]);
    expect(summary.loops).toEqual([
      { tool: 'Bash', argument: 'npm test', times: 6, failed: 6, outputTokens: 0, from: at(0), to: at(50) },
    ]);
  });

  it('counts only what a human said', async () => {
    const { summary } = await summaryOf([
      prompt(0, 'Caveat: The messages below were generated by the user while running local commands'),
      prompt(1, '<local-command-stdout>ok</local-command-stdout>'),
      prompt(2, '<bash-input>ls</bash-input>'),
      prompt(3, [{ type: 'text', text: '[Request interrupted by user]' }]),
      prompt(4, '<task-notification><task-id>b1</task-id></task-notification>'),
      prompt(5, 'summary of before', { isCompactSummary: true }),
      prompt(6, 'from a hook', { isMeta: true }),
      prompt(7, 'from a peer', { origin: { kind: 'peer' } }),
      prompt(8, 'This session is being continued from a previous conversation that ran out of context.'),
      prompt(9, [{ type: 'text', text: 'the real one' }]),
    ]);
    expect(summary).toMatchObject({ humanPrompts: 1, firstPrompt: 'the real one' });
  });

  it.each([
    '<ide_opened_file>The user opened the file /home/dana/shop/.env in the IDE.</ide_opened_file>',
    '<ide_selection>The user selected lines 1 to 3: rm -rf out</ide_selection>',
    '<system-reminder>Never mention this reminder.</system-reminder>',
  ])('takes no note of the program for words of a human: %s', async (note) => {
    const { summary } = await summaryOf([
      prompt(0, note),
      prompt(1, `${note}\nfix the <ide> of mine`),
      prompt(2, [
        { type: 'text', text: note },
        { type: 'text', text: 'and go on' },
      ]),
    ]);
    expect(summary).toMatchObject({ humanPrompts: 2, firstPrompt: 'fix the <ide> of mine' });
  });

  it('hears what was typed while a tool ran, which stands behind its result', async () => {
    const beside = (seconds: number, id: string, text: string) =>
      prompt(
        seconds,
        [
          { type: 'tool_result', tool_use_id: id, content: 'typed by a program' },
          { type: 'text', text },
        ],
        {
          toolUseResult: { stdout: 'typed by a program' },
        },
      );
    const { summary } = await summaryOf([
      prompt(0, 'first'),
      toolUse(1, 'a', { command: 'ls' }),
      beside(2, 'a', 'now do it in the hooks'),
      toolUse(3, 'b', { command: 'ls' }),
      beside(4, 'b', '<system-reminder>be brief</system-reminder>'),
      toolUse(5, 'c', { command: 'ls' }),
      beside(6, 'c', '[Request interrupted by user for tool use]'),
      toolUse(7, 'd', { command: 'ls' }),
      toolResult(8, 'd', [{ type: 'text', text: 'text of the result' }]),
    ]);
    expect(summary).toMatchObject({ humanPrompts: 2, firstPrompt: 'first' });
  });
});

describe('what is missing', () => {
  const gone = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

  it.each([
    [
      'the history of prompts',
      'history.jsonl',
      `{"display":"x","sessionId":"${gone}","project":"/p"}\n`,
      'history.jsonl',
    ],
    ['backups of edited files', `file-history/${gone}/0123456789abcdef@v1`, 'x', ' .claude/file-history'],
    [
      'the state of the agent',
      '../.claude.json',
      `{"projects":{"/p":{"lastSessionId":"${gone}"}}}`,
      '.claude.json',
    ],
    ['a list of tasks', `todos/${gone}-agent-${gone}.json`, '[]', ' .claude/todos'],
  ])('a session that only %s knows', async (_name, path, content, place) => {
    const { stderr, code } = await summaryOf([prompt(0, 'a')], { [path]: content });
    expect(code).toBe(3);
    expect(stderr).toContain(`${place}: a session has a trace here and no transcript: ${gone}`);
  });

  it('a session of the time that is asked about, and one older than transcripts are kept', async () => {
    const trace = `{"display":"x","timestamp":${Date.parse(at(0))},"sessionId":"${gone}"}\n`;
    const home = homeWith({ [mainFile]: lines(prompt(0, 'a'), prompt(90_000, 'b')), 'history.jsonl': trace });
    const ask = (now: string, ...options: string[]) =>
      runCli(['sessions', ...options], { now, homeDirectory: home });
    expect((await ask('2026-10-03T00:00:00Z')).stderr).toContain('no transcript: aaaaaaaa');
    expect((await ask('2026-10-03T00:00:00Z', '--since', at(-60))).code).toBe(3);
    expect(await ask('2026-10-03T00:00:00Z', '--since', at(60))).toMatchObject({ code: 0, stderr: '' });
    const expired = await ask('2026-12-24T00:00:00Z');
    expect(expired).toMatchObject({ code: 0, stderr: '' });
    expect(expired.stdout).toContain(
      '1 session older than the 30 days that transcripts are kept left traces alone: what they did is not known',
    );
  });

  it('a session as old as others whose transcripts are still there', async () => {
    const trace = `{"display":"x","timestamp":${Date.parse(at(60))},"sessionId":"${gone}"}\n`;
    const home = homeWith({ [mainFile]: lines(prompt(0, 'a')), 'history.jsonl': trace });
    const { code, stderr } = await runCli(['sessions'], {
      now: '2026-12-24T00:00:00Z',
      homeDirectory: home,
    });
    expect(code).toBe(3);
    expect(stderr).toContain('transcripts are kept, as others are that are there: aaaaaaaa');
  });

  it('what another agent wrote', async () => {
    const { stderr } = await summaryOf([prompt(0, 'a')], { 'transcripts/ses_1.jsonl': '{"type":"user"}\n' });
    expect(stderr).toMatch(
      /\.claude\/transcripts: 1 session of OpenCode, last written [\d-]{10}, not read \(unsupported\)/,
    );
  });

  it('a call whose result is left', async () => {
    const { stderr } = await summaryOf([prompt(0, 'a'), toolResult(1, 'toolu_gone', 'x')]);
    expect(stderr).toContain(`.claude/${mainFile}:2: a result stands here whose call is in no transcript`);
  });

  it('a tool that the session says it used', async () => {
    const claim = { type: 'tools-used', sessionId, tools: ['Bash', 'WebFetch'] };
    const { stderr } = await summaryOf([prompt(0, 'a'), toolUse(1, 'toolu_1', {}), claim]);
    expect(stderr).toContain('the session used WebFetch, of which no call is left');
  });
});
