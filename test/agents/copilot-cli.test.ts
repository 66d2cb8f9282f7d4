import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const sessionId = '0c5f2d11-7a3e-4a86-9f10-3d2b8e6c7a54';
const at = (second: number) => `2026-11-20T09:00:${String(second).padStart(2, '0')}.000Z`;

const event = (type: string, second: number, data: object) =>
  JSON.stringify({ type, data, id: `e${second}`, timestamp: at(second), parentId: null });

const start = event('session.start', 0, {
  sessionId,
  copilotVersion: '1.0.64',
  context: { cwd: '/home/dana/shop', branch: 'main' },
});
const call = (id: string, second: number, toolName: string, args: object) =>
  event('tool.execution_start', second, { toolCallId: id, toolName, arguments: args });
const done = (id: string, second: number, content: string) =>
  event('tool.execution_complete', second, { toolCallId: id, success: true, result: { content } });
const refused = (id: string, second: number, message: string) =>
  event('tool.execution_complete', second, { toolCallId: id, success: false, error: { message } });

function homeOf(events: string): string {
  const path = `home/dana/.copilot/session-state/${sessionId}/events.jsonl`;
  return join(evidenceImage({ [path]: events }).root, 'home/dana');
}

function homeWith(...lines: readonly string[]): string {
  return homeOf(`${lines.join('\n')}\n`);
}

async function callsOf(home: string) {
  const { stdout, stderr, code } = await runCli(['sessions', '--home', home, '--format', 'ndjson']);
  const rows = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { rows, stderr, code };
}

describe('sessions of Copilot CLI', () => {
  it('give calls with the agent, the kind of tool, outcome, effects and place', async () => {
    const home = homeWith(
      start,
      event('user.message', 1, { content: 'Tidy up' }),
      call('t1', 2, 'bash', { command: 'rm -rf ~/Documents' }),
      done('t1', 3, 'gone\n<shellId: 1 completed with exit code 0>'),
      call('t2', 4, 'view', { path: '/home/dana/shop/a.txt' }),
      done('t2', 5, 'text'),
    );
    const { rows, code } = await callsOf(home);
    expect(code).toBe(0);
    expect(rows).toMatchObject([
      {
        id: 't1',
        agent: 'copilot-cli',
        sessionId,
        cwd: '/home/dana/shop',
        gitBranch: 'main',
        version: '1.0.64',
        tool: 'bash',
        toolKind: 'shell',
        argument: 'rm -rf ~/Documents',
        startedAt: at(2),
        endedAt: at(3),
        permissionMode: 'unknown',
        outcome: 'succeeded',
        evidence: { path: `.copilot/session-state/${sessionId}/events.jsonl`, line: 3 },
      },
      { id: 't2', toolKind: 'read', outcome: 'succeeded' },
    ]);
    expect(rows[0].effects).toContainEqual(
      expect.objectContaining({ action: 'delete', target: '/home/dana/Documents', zone: 'home' }),
    );
  });

  it.each([
    ['an exit code', done('t1', 3, 'x\n<shellId: 7 completed with exit code 2>'), 'failed'],
    ['an exit code of 0', done('t1', 3, '<shellId: 7 completed with exit code 0>'), 'succeeded'],
    [
      'words like an exit code in the middle',
      done('t1', 3, '<shellId: 7 completed with exit code 2> x'),
      'succeeded',
    ],
    ['an error', refused('t1', 3, 'no such file'), 'failed'],
    ['a hook', refused('t1', 3, 'Denied by preToolUse hook from a.json'), 'denied'],
    [
      'an answer of the human',
      event('permission.completed', 3, { toolCallId: 't1', result: { kind: 'denied-interactively' } }),
      'denied',
    ],
    [
      'an answer of the human, and the failure that follows from it',
      `${event('permission.completed', 3, { toolCallId: 't1', result: { kind: 'denied-interactively' } })}\n${refused('t1', 4, 'The user rejected this tool call.')}`,
      'denied',
    ],
    ['nothing', event('assistant.turn_end', 3, { turnId: '0' }), 'unknown'],
  ])('tell the outcome by %s', async (_name, line, outcome) => {
    const { rows } = await callsOf(homeWith(start, call('t1', 2, 'bash', { command: 'make' }), line));
    expect(rows).toMatchObject([{ outcome }]);
  });

  it('know the mode from the moment in which it is changed, and not before', async () => {
    const allow = event('session.permissions_changed', 3, { allowAllPermissions: true });
    const ask = event('session.permissions_changed', 5, { allowAllPermissions: false });
    const { rows } = await callsOf(
      homeWith(
        start,
        call('t1', 2, 'bash', { command: 'a' }),
        allow,
        call('t2', 4, 'bash', { command: 'b' }),
        ask,
        call('t3', 6, 'bash', { command: 'c' }),
      ),
    );
    expect(rows.map(({ permissionMode }) => permissionMode)).toEqual([
      'unknown',
      'bypassPermissions',
      'default',
    ]);
    expect(rows[1]).toMatchObject({
      recordedMode: 'allowAllPermissions: true',
      permissionModeSource: 'mode-change',
    });
  });

  it.each([
    [
      'a notification',
      event('system.notification', 5, { kind: { type: 'shell_completed', shellId: 's', exitCode: 1 } }),
    ],
    [
      'a later look into the shell',
      `${call('t2', 5, 'read_bash', { shellId: 's' })}\n${done('t2', 6, '<shellId: s completed with exit code 1>')}`,
    ],
  ])('follow a command in the background to its end by %s', async (_name, end) => {
    const started = done('t1', 3, '<command started in background with shellId: s>');
    const asked = call('t1', 2, 'bash', { command: 'make', mode: 'async' });
    expect((await callsOf(homeWith(start, asked, started))).rows).toMatchObject([{ outcome: 'background' }]);
    expect((await callsOf(homeWith(start, asked, started, end))).rows[0]).toMatchObject({
      outcome: 'failed',
    });
  });

  it('tell a command that was waited for, and goes on, from one whose output says so', async () => {
    const ran = done('t1', 3, 'still running with shellId: 4\n<shellId: 4 completed with exit code 0>');
    const asked = call('t1', 2, 'bash', { command: 'make' });
    expect((await callsOf(homeWith(start, asked, ran))).rows).toMatchObject([{ outcome: 'succeeded' }]);
    const open = done('t1', 3, '<command with shellId: 4 is still running after 30 seconds>');
    expect((await callsOf(homeWith(start, asked, open))).rows).toMatchObject([{ outcome: 'background' }]);
  });

  it('take what an abort left open for interrupted', async () => {
    const abort = event('abort', 3, { reason: 'user_initiated' });
    const { rows } = await callsOf(homeWith(start, call('t1', 2, 'bash', { command: 'make' }), abort));
    expect(rows).toMatchObject([{ outcome: 'interrupted' }]);
  });

  it('know the calls of subagents and the tools of servers', async () => {
    const { rows } = await callsOf(
      homeWith(
        start,
        call('t1', 2, 'task', { prompt: 'look around' }),
        event('tool.execution_start', 3, {
          toolCallId: 't2',
          parentToolCallId: 't1',
          toolName: 'github-create_issue',
          mcpServerName: 'github',
          mcpToolName: 'create_issue',
          arguments: {},
        }),
      ),
    );
    expect(rows).toMatchObject([
      { id: 't1', toolKind: 'agent' },
      { id: 't2', agentId: 't1', toolKind: 'mcp', mcp: { server: 'github', tool: 'create_issue' } },
    ]);
    expect(rows[0].agentId).toBeUndefined();
  });

  it('name what a call did to the records themselves', async () => {
    const cmd = { command: 'rm -rf ~/.copilot/session-state' };
    const { stderr } = await callsOf(homeWith(start, call('t1', 2, 'bash', cmd), done('t1', 3, '')));
    expect(stderr).toContain('a call deleted the records of sessions: /home/dana/.copilot/session-state');
  });

  it('hold what an edit took away, so that it can be put back', async () => {
    const path = '/home/dana/shop/a.txt';
    const diff = `\ndiff --git a${path} b${path}\n--- a${path}\n+++ b${path}\n@@ -1,2 +1,2 @@\n-old\n+new\n end\n`;
    const edited = event('tool.execution_complete', 3, {
      toolCallId: 't1',
      success: true,
      result: { content: `File ${path} updated with changes.`, detailedContent: diff },
    });
    const home = homeWith(start, call('t1', 2, 'edit', { path, old_str: 'old', new_str: 'new' }), edited);
    mkdirSync(join(home, 'shop'));
    writeFileSync(join(home, 'shop/a.txt'), 'new\nend\n');
    const { stdout } = await runCli([
      'rollback',
      '--home',
      home,
      '--root',
      join(home, '../..'),
      '--format',
      'json',
    ]);
    expect(stdout).toContain('it follows from the present content and the recorded differences');
  });

  it('are searched for secrets', async () => {
    const key = ['AKIA', 'QX7ZJ5T3LMN2W4PD'].join('');
    const home = homeWith(
      start,
      call('t1', 2, 'bash', { command: 'env' }),
      done('t1', 3, `AWS_ACCESS_KEY_ID=${key}`),
    );
    const { stdout } = await runCli(['exposure', '--home', home, '--format', 'json']);
    expect(JSON.stringify(JSON.parse(stdout).transcripts ?? JSON.parse(stdout))).toContain('session-state');
  });

  it('are judged as those of any other agent, with the words of the human', async () => {
    const home = homeWith(
      start,
      event('user.message', 1, { content: 'Tidy up a little' }),
      call('t1', 2, 'bash', { command: 'rm -rf ~/Documents' }),
      done('t1', 3, '<shellId: 1 completed with exit code 0>'),
    );
    const { stdout } = await runCli(['report', '--home', home, '--format', 'json', '--output', '-']);
    const report = JSON.parse(stdout);
    expect(report.verdict.value).toBe('destructive');
    expect(report.coverage).toMatchObject({ agentsRead: ['Copilot CLI'], unread: [], calls: 1 });
  });

  it('with a record of an unknown form that could hold a call are a gap; a harmless one is counted', async () => {
    const odd = event('tool.batch', 2, { command: 'rm -rf ~' });
    expect((await callsOf(homeWith(start, odd))).stderr).toContain('no form that is read: tool.batch');
    const theme = event('session.theme', 2, { colour: 7 });
    expect(await callsOf(homeWith(start, theme))).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    '',
    '\0\0',
    '{',
    '[]',
    '{"type":"tool.execution_start"}',
    '{"type":5,"data":{}}',
    `${start}${start}`,
  ])('with %j in the file do not make the program fail', async (text) => {
    const home = homeOf(text);
    expect([0, 3]).toContain((await runCli(['sessions', '--home', home, '--calls'])).code);
  });
});

describe('earlier sessions of Copilot CLI', () => {
  it('are read where their events lie in a file alone', async () => {
    const path = `home/dana/.copilot/session-state/${sessionId}.jsonl`;
    const events = `${[start, call('t1', 2, 'bash', { command: 'make' }), done('t1', 3, '<exited with exit code 0>')].join('\n')}\n`;
    const { rows, code } = await callsOf(join(evidenceImage({ [path]: events }).root, 'home/dana'));
    expect(rows).toMatchObject([{ id: 't1', sessionId, cwd: '/home/dana/shop' }]);
    expect(code).toBe(0);
  });

  it('are read from what the model was sent, of the first versions', async () => {
    const function_ = { name: 'bash', arguments: '{"command":"rm -rf ~/Documents"}' };
    const session = {
      sessionId,
      startTime: at(0),
      chatMessages: [
        { role: 'user', content: 'clean up' },
        { role: 'assistant', content: '', tool_calls: [{ id: 'c1', type: 'function', function: function_ }] },
        { role: 'tool', tool_call_id: 'c1', content: 'gone\n<exited with exit code 0>' },
      ],
    };
    const path = `home/dana/.copilot/history-session-state/session_${sessionId}_1.json`;
    const home = join(evidenceImage({ [path]: JSON.stringify(session) }).root, 'home/dana');
    expect((await callsOf(home)).rows).toMatchObject([
      { id: 'c1', sessionId, outcome: 'succeeded', evidence: { pointer: '/chatMessages/1' } },
    ]);
  });
});
