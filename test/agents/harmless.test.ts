import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = '/home/dana/shop';
const at = Date.UTC(2026, 10, 13, 14);
const time = new Date(at).toISOString();
const lines = (...records: readonly object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** One session of each agent in which its tests were run. */
const sessions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  codex: {
    '.codex/sessions/2026/11/13/rollout-2026-11-13T14-00-00-c0.jsonl': lines(
      {
        timestamp: time,
        type: 'session_meta',
        payload: { id: 'c0', cwd, cli_version: '0.142.3', source: 'cli' },
      },
      {
        timestamp: time,
        type: 'turn_context',
        payload: { cwd, approval_policy: 'on-request', sandbox_policy: { type: 'workspace-write' } },
      },
      {
        timestamp: time,
        type: 'response_item',
        payload: {
          type: 'function_call',
          name: 'exec_command',
          arguments: '{"cmd":"npm test"}',
          call_id: 'a',
        },
      },
      {
        timestamp: time,
        type: 'response_item',
        payload: {
          type: 'function_call_output',
          call_id: 'a',
          output: 'Process exited with code 0\nOutput:\nok',
        },
      },
    ),
    '.codex/history.jsonl': lines({ session_id: 'c0', ts: at / 1_000, text: 'run the tests' }),
  },
  'copilot-cli': {
    '.copilot/session-state/c1/events.jsonl': lines(
      {
        type: 'session.start',
        timestamp: time,
        data: { sessionId: 'c1', copilotVersion: '1.0.68', context: { cwd } },
      },
      {
        type: 'tool.execution_start',
        timestamp: time,
        data: { toolCallId: 'a', toolName: 'bash', arguments: { command: 'npm test' } },
      },
      {
        type: 'tool.execution_complete',
        timestamp: time,
        data: {
          toolCallId: 'a',
          success: true,
          result: { content: '<shellId: 1 completed with exit code 0>' },
        },
      },
    ),
  },
  'gemini-cli': {
    '.gemini/tmp/shop/.project_root': cwd,
    '.gemini/tmp/shop/chats/session-2026-11-13T14-00-a1b2c3d4.json': JSON.stringify({
      sessionId: 'a1b2c3d4-0000',
      projectHash: 'h',
      startTime: time,
      messages: [
        {
          id: 'm',
          timestamp: time,
          type: 'gemini',
          content: '',
          toolCalls: [
            {
              id: 'a',
              name: 'run_shell_command',
              args: { command: 'npm test' },
              status: 'success',
              timestamp: time,
            },
          ],
        },
      ],
    }),
    '.gemini/tmp/shop/chats/a1b2c3d4-0000/e5.json': JSON.stringify({
      sessionId: 'e5',
      projectHash: 'h',
      startTime: time,
      kind: 'subagent',
      messages: [],
    }),
  },
  opencode: {
    '.local/share/opencode/storage/session/p/ses_a1.json': JSON.stringify({
      id: 'ses_a1',
      directory: cwd,
      time: { created: at },
    }),
    '.local/share/opencode/storage/message/ses_a1/msg_1.json': JSON.stringify({
      id: 'msg_1',
      role: 'assistant',
    }),
    '.local/share/opencode/storage/part/msg_1/prt_1.json': JSON.stringify({
      id: 'prt_1',
      type: 'tool',
      tool: 'bash',
      state: {
        status: 'completed',
        input: { command: 'npm test' },
        metadata: { exit: 0 },
        time: { start: at, end: at + 1 },
      },
    }),
  },
  cline: {
    '.config/Code/User/globalStorage/saoudrizwan.claude-dev/tasks/1/ui_messages.json': JSON.stringify([
      { ts: at, type: 'ask', ask: 'command', text: `cd ${cwd} && npm test` },
      {
        ts: at + 1,
        type: 'say',
        say: 'api_req_started',
        text: '{"request":"[execute_command for \'x\'] Result:\\nok"}',
      },
    ]),
  },
};

describe.each(Object.entries(sessions))(
  'a home with nothing but a harmless session of %s',
  (agent, files) => {
    it('is clean, and nothing is missing in it', async () => {
      const below = Object.entries(files).map(([path, text]) => [`home/dana/${path}`, text]);
      const image = evidenceImage({ ...Object.fromEntries(below), 'home/dana/shop/package.json': '{}' });
      const argv = ['--home', image.home, '--root', image.root, '--format', 'json', '--output', '-'];
      const { stdout, code } = await runCli(['report', ...argv]);
      const { verdict, findings, gaps, coverage } = JSON.parse(stdout);
      expect(gaps).toEqual([]);
      expect(findings).toEqual([]);
      expect(coverage.calls).toBe(1);
      expect({ agent, verdict: verdict.value, code }).toEqual({ agent, verdict: 'clean', code: 0 });
    });
  },
);
