import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import {
  at,
  callsOf,
  homeWith,
  lines,
  mainFile,
  prompt,
  sessionId,
  toolResult,
  toolUse,
} from './transcripts.ts';

const bypass = { permissionMode: 'bypassPermissions' };

describe('sessions', () => {
  it('gives one row a call, with mode, outcome and evidence', async () => {
    const home = homeWith({
      [mainFile]: lines(
        prompt(0, 'build it', bypass),
        toolUse(1, 'toolu_1', { command: 'make' }),
        toolResult(2, 'toolu_1', 'ok'),
      ),
    });
    const { rows, code } = await callsOf(home);
    expect(code).toBe(0);
    expect(rows).toEqual([
      {
        id: 'toolu_1',
        agent: 'claude-code',
        sessionId,
        project: '-home-dana-shop',
        cwd: '/home/dana/shop',
        gitBranch: 'main',
        tool: 'Bash',
        toolKind: 'shell',
        argument: 'make',
        startedAt: at(1),
        endedAt: at(2),
        permissionMode: 'bypassPermissions',
        permissionModeSource: 'user-record',
        outcome: 'succeeded',
        effects: expect.arrayContaining([expect.objectContaining({ program: 'make' })]),
        version: '2.1.90',
        evidence: { path: `.claude/${mainFile}`, line: 2 },
      },
    ]);
  });

  it('takes a call once, from its own record, however often it is repeated', async () => {
    const agent = { agentId: 'a1', isSidechain: true };
    const use = toolUse(3, 'toolu_a', { command: 'ls' }, agent);
    const progress = { message: { ...use, timestamp: at(4) }, type: 'agent_progress', agentId: 'a1' };
    const home = homeWith({
      [mainFile]: lines(prompt(0, 'go', bypass), {
        ...prompt(5, ''),
        type: 'progress',
        message: undefined,
        data: progress,
      }),
      [`projects/-home-dana-shop/${sessionId}/subagents/agent-a1.jsonl`]: lines(
        use,
        toolResult(4, 'toolu_a', 'x', agent),
      ),
      [`projects/-home-dana-shop/${sessionId}/subagents/agent-acompact-9.jsonl`]: lines(use),
    });
    const { rows } = await callsOf(home);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      agentId: 'a1',
      permissionMode: 'bypassPermissions',
      permissionModeSource: 'parent-session',
      evidence: { path: `.claude/projects/-home-dana-shop/${sessionId}/subagents/agent-a1.jsonl`, line: 1 },
    });
  });

  it('reads the flat form that guides describe, and says so', async () => {
    const home = homeWith({
      'projects/4f2a/sessions/s-1.jsonl': lines(
        { type: 'tool_use', tool_name: 'Bash', input: { command: 'rm -rf build' }, timestamp: at(1) },
        {
          type: 'tool_result',
          tool_name: 'Bash',
          output: 'no such folder',
          is_error: true,
          timestamp: at(2),
        },
      ),
    });
    const { rows } = await callsOf(home);
    expect(rows).toMatchObject([
      {
        id: 's-1:1',
        sessionId: 's-1',
        tool: 'Bash',
        argument: 'rm -rf build',
        outcome: 'failed',
        endedAt: at(2),
      },
    ]);
    const { stdout } = await runCli(['sessions', '--home', home, '--format', 'json']);
    expect(JSON.parse(stdout).sessions).toMatchObject([{ sessionId: 's-1', format: 'flat', toolCalls: 1 }]);
  });

  it('takes an empty home for a gap, not for a clean one', async () => {
    const { rows, code, stderr } = await callsOf(homeWith({ 'settings.json': '{}' }));
    expect({ rows, code }).toEqual({ rows: [], code: 3 });
    expect(stderr).toContain('there is no transcript');
  });

  it('selects by time, project, tool and mode', async () => {
    const other = '22222222-2222-4333-8444-555555555555';
    const elsewhere = { sessionId: other, cwd: '/home/dana/bank' };
    const home = homeWith({
      [mainFile]: lines(
        prompt(0, 'a', bypass),
        toolUse(1, 'toolu_1', { command: 'make' }),
        toolUse(5, 'toolu_2', { file_path: '/a' }, { tool: 'Read' }),
      ),
      [`projects/-home-dana-bank/${other}.jsonl`]: lines(
        prompt(10, 'b', { permissionMode: 'default', ...elsewhere }),
        toolUse(11, 'toolu_3', { command: 'ls' }, elsewhere),
      ),
    });
    const selected = async (...options: string[]) =>
      (await callsOf(home, ...options)).rows.map(({ id }) => id);
    expect(await selected()).toEqual(['toolu_1', 'toolu_2', 'toolu_3']);
    expect(await selected('--since', at(4), '--until', at(10))).toEqual(['toolu_2']);
    expect(await selected('--project', 'bank')).toEqual(['toolu_3']);
    expect(await selected('--tool', 'bash')).toEqual(['toolu_1', 'toolu_3']);
    expect(await selected('--mode', 'bypassPermissions')).toEqual(['toolu_1', 'toolu_2']);
    const { stdout } = await runCli(['sessions', '--home', home, '--mode', 'default']);
    expect(stdout).toContain('1 session, 1 tool call');
  });

  it('gives one line a session, and one a call on request', async () => {
    const home = homeWith({
      [mainFile]: lines(
        prompt(0, 'build it\u001b[2J', bypass),
        toolUse(1, 'toolu_1', { command: 'make\u202e all' }),
        toolResult(2, 'toolu_1', 'Exit code 2', { isError: true }),
      ),
    });
    const table = await runCli(['sessions', '--home', home]);
    expect(table.stdout).toContain('1 session, 1 tool call: 1 with prompts off');
    const calls = await runCli(['sessions', '--home', home, '--calls']);
    expect(calls.stdout).toMatch(/Bash .*make\\u\{202e\} all .*bypassPermissions .*failed/);
    expect(table.stdout + calls.stdout).not.toContain('\u001b[2J');
    const csv = await runCli(['sessions', '--home', home, '--format', 'csv']);
    expect(csv.stdout.split('\r\n')[0]).toMatch(/^id,sessionId,agentId,project,cwd,tool,argument,/);
  });
});
