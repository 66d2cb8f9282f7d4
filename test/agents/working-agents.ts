import { join } from 'node:path';
import { type Statement, writeDatabase } from '../support/database.ts';

/** What an agent did in one session: it ran a command, or changed a file. */
interface Work {
  /** Folder of the session. */
  readonly cwd: string;
  /** Milliseconds; the call takes a second. */
  readonly at: number;
  readonly run?: { readonly command: string; readonly output: string };
  /** Of a file in the folder: a text that stands in it once, and what comes in its place. */
  readonly edit?: {
    readonly file: string;
    readonly from: string;
    readonly to: string;
    readonly before: string;
  };
}

/** An agent, and how its store keeps such work. */
export interface WorkingAgent {
  readonly agent: string;
  /** Its store holds what stood in a file before; else what was put in the place of what. */
  readonly keepsContents?: true;
  /** Writes the store below a home. */
  readonly record: (home: string, work: Work, write: (path: string, text: string) => void) => void;
}

const iso = (at: number) => new Date(at).toISOString();
const lines = (...records: readonly object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** The call under one of the agent's tools: that of a command, or that of an edit. */
function toolOf(
  { run, edit, cwd }: Work,
  { shell, command = 'command', editor, path = 'path', fields }: ToolNames,
): { readonly name: string; readonly input: Record<string, unknown>; readonly output: string } {
  if (run) return { name: shell, input: { [command]: run.command }, output: run.output };
  const [from, to] = fields;
  const input = { [path]: join(cwd, edit?.file ?? ''), [from]: edit?.from, [to]: edit?.to };
  return { name: editor, input, output: 'done' };
}

interface ToolNames {
  readonly shell: string;
  readonly command?: string;
  readonly editor: string;
  readonly path?: string;
  readonly fields: readonly [from: string, to: string];
}

function v4aPatch({ edit, cwd }: Work): string {
  const change = [
    ...(edit?.from.split('\n').map((line) => `-${line}`) ?? []),
    ...(edit?.to.split('\n').map((line) => `+${line}`) ?? []),
  ];
  return [
    '*** Begin Patch',
    `*** Update File: ${join(cwd, edit?.file ?? '')}`,
    '@@',
    ...change,
    '*** End Patch',
  ].join('\n');
}

const after = ({ edit }: Work) => edit?.before.replace(edit.from, () => edit.to) ?? '';
const sessionId = '019a7d20-4f1e-7c33-9b52-5d0c6a1be9e4';

/** In the forms of `docs/agents.md`, with the sources that stand there. */
export const workingAgents: readonly WorkingAgent[] = [
  {
    agent: 'codex',
    record(_home, work, write) {
      const item = (at: number, payload: object) => ({ timestamp: iso(at), type: 'response_item', payload });
      const call = work.run
        ? {
            type: 'function_call',
            name: 'exec_command',
            arguments: JSON.stringify({ cmd: work.run.command }),
            call_id: 'c1',
          }
        : { type: 'custom_tool_call', name: 'apply_patch', input: v4aPatch(work), call_id: 'c1' };
      const output = `Process exited with code 0\nOutput:\n${work.run?.output ?? 'Success'}`;
      write(
        `.codex/sessions/2026/11/13/rollout-2026-11-13T14-00-00-${sessionId}.jsonl`,
        lines(
          {
            timestamp: iso(work.at - 9000),
            type: 'session_meta',
            payload: { id: sessionId, cwd: work.cwd, cli_version: '0.142.5', source: 'cli' },
          },
          item(work.at, call),
          item(work.at + 1000, {
            type: work.run ? 'function_call_output' : 'custom_tool_call_output',
            call_id: 'c1',
            output,
          }),
        ),
      );
    },
  },
  {
    agent: 'copilot-cli',
    record(_home, work, write) {
      const tool = toolOf(work, { shell: 'bash', editor: 'edit', fields: ['old_str', 'new_str'] });
      const event = (at: number, type: string, data: object) => ({
        type,
        data,
        id: `e${at}`,
        timestamp: iso(at),
      });
      const text = work.run ? `${tool.output}\n<shellId: 1 completed with exit code 0>` : 'updated';
      write(
        `.copilot/session-state/${sessionId}/events.jsonl`,
        lines(
          event(work.at - 9000, 'session.start', {
            sessionId,
            copilotVersion: '1.0.68',
            context: { cwd: work.cwd },
          }),
          event(work.at, 'tool.execution_start', {
            toolCallId: 'c1',
            toolName: tool.name,
            arguments: tool.input,
          }),
          event(work.at + 1000, 'tool.execution_complete', {
            toolCallId: 'c1',
            success: true,
            result: { content: text },
          }),
        ),
      );
    },
  },
  {
    agent: 'vscode-copilot',
    record(_home, work, write) {
      const tool = toolOf(work, {
        shell: 'run_in_terminal',
        editor: 'replace_string_in_file',
        path: 'filePath',
        fields: ['oldString', 'newString'],
      });
      const terminal = {
        kind: 'terminal',
        commandLine: { original: work.run?.command },
        language: 'sh',
        terminalCommandState: { exitCode: 0, timestamp: work.at, duration: 1000 },
      };
      const shown = {
        kind: 'toolInvocationSerialized',
        toolCallId: 'c1',
        toolId: tool.name,
        isConfirmed: { type: 4 },
        isComplete: true,
        ...(work.run && { toolSpecificData: terminal }),
      };
      const asked = { id: 'c1', name: tool.name, arguments: JSON.stringify(tool.input) };
      const turn = {
        requestId: 'request_c1',
        timestamp: work.at,
        response: [shown],
        result: {
          metadata: {
            toolCallRounds: [{ toolCalls: [asked], timestamp: work.at }],
            toolCallResults: { c1: { content: [{ value: tool.output }] } },
          },
        },
      };
      const storage = '.config/Code/User/workspaceStorage/a1';
      write(
        `${storage}/chatSessions/s1.jsonl`,
        lines(
          { kind: 0, v: { version: 3, sessionId: 's1', creationDate: work.at - 9000, requests: [] } },
          { kind: 2, k: ['requests'], v: [turn] },
        ),
      );
      write(`${storage}/workspace.json`, JSON.stringify({ folder: `file://${work.cwd}` }));
    },
  },
  {
    agent: 'gemini-cli',
    keepsContents: true,
    record(_home, work, write) {
      const tool = toolOf(work, {
        shell: 'run_shell_command',
        editor: 'replace',
        path: 'file_path',
        fields: ['old_string', 'new_string'],
      });
      const shown = work.edit
        ? { fileName: work.edit.file, originalContent: work.edit.before, newContent: after(work) }
        : tool.output;
      const call = {
        id: 'c1',
        name: tool.name,
        args: tool.input,
        status: 'success',
        timestamp: iso(work.at + 1000),
        resultDisplay: shown,
        result: [{ functionResponse: { response: { output: `Output: ${tool.output}` } } }],
      };
      write('.gemini/tmp/shop/.project_root', work.cwd);
      write(
        '.gemini/tmp/shop/chats/session-2026-11-13T14-00-a1b2.json',
        JSON.stringify({
          sessionId: 'a1b2',
          startTime: iso(work.at - 9000),
          kind: 'main',
          messages: [{ id: 'm', timestamp: iso(work.at), type: 'gemini', content: '', toolCalls: [call] }],
        }),
      );
    },
  },
  {
    agent: 'opencode',
    record(_home, work, write) {
      const tool = toolOf(work, {
        shell: 'bash',
        editor: 'edit',
        path: 'filePath',
        fields: ['oldString', 'newString'],
      });
      const part = {
        id: 'prt_1',
        messageID: 'msg_1',
        sessionID: 'ses_a1',
        type: 'tool',
        callID: 'c1',
        tool: tool.name,
        state: {
          status: 'completed',
          input: tool.input,
          output: tool.output,
          metadata: { exit: 0 },
          time: { start: work.at, end: work.at + 1000 },
        },
      };
      const place = '.local/share/opencode/storage';
      write(
        `${place}/session/p/ses_a1.json`,
        JSON.stringify({
          id: 'ses_a1',
          directory: work.cwd,
          version: '1.2.20',
          time: { created: work.at - 9000 },
        }),
      );
      write(
        `${place}/message/ses_a1/msg_1.json`,
        JSON.stringify({ id: 'msg_1', sessionID: 'ses_a1', role: 'assistant', time: { created: work.at } }),
      );
      write(`${place}/part/msg_1/prt_1.json`, JSON.stringify(part));
    },
  },
  {
    agent: 'cline',
    record(_home, work, write) {
      const said = (at: number, name: string, text: string) => ({ ts: at, type: 'say', say: name, text });
      const request = (at: number, text: string) =>
        said(
          at,
          'api_req_started',
          JSON.stringify({
            request: `${text}\n\n<environment_details>\n# Current Working Directory (${work.cwd}) Files`,
          }),
        );
      const block = `------- SEARCH\n${work.edit?.from}\n=======\n${work.edit?.to}\n+++++++ REPLACE`;
      const call = work.run
        ? said(work.at, 'command', work.run.command)
        : said(
            work.at,
            'tool',
            JSON.stringify({ tool: 'editedExistingFile', path: work.edit?.file, content: block }),
          );
      const result = work.run
        ? `[execute_command for 'x'] Result:\nCommand executed.\nOutput:\n${work.run.output}`
        : `[replace_in_file for 'x'] Result:\nThe content was successfully saved to x.`;
      write(
        '.config/Code/User/globalStorage/saoudrizwan.claude-dev/tasks/1794577202114/ui_messages.json',
        JSON.stringify([request(work.at - 9000, '<task>'), call, request(work.at + 1000, result)]),
      );
    },
  },
  {
    agent: 'cursor',
    keepsContents: true,
    record(home, work) {
      const tool = toolOf(work, {
        shell: 'run_terminal_command_v2',
        editor: 'edit_file_v2',
        fields: ['old_string', 'new_string'],
      });
      const result = work.run
        ? { output: tool.output, exitCode: 0 }
        : { beforeContentId: 'composer.content.a', afterContentId: 'composer.content.b' };
      const bubble = {
        type: 2,
        bubbleId: 'b1',
        createdAt: iso(work.at),
        toolFormerData: {
          toolCallId: 'c1',
          status: 'completed',
          name: tool.name,
          rawArgs: JSON.stringify(tool.input),
          result: JSON.stringify(result),
        },
      };
      const composer = {
        composerId: sessionId,
        createdAt: work.at - 9000,
        fullConversationHeadersOnly: [{ bubbleId: 'b1', type: 2 }],
        workspaceIdentifier: { uri: { fsPath: work.cwd } },
      };
      const rows: readonly (readonly [string, string])[] = [
        [`composerData:${sessionId}`, JSON.stringify(composer)],
        [`bubbleId:${sessionId}:b1`, JSON.stringify(bubble)],
        ['composer.content.a', work.edit?.before ?? ''],
        ['composer.content.b', after(work)],
      ];
      writeDatabase(join(home, '.config/Cursor/User/globalStorage/state.vscdb'), [
        ['CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)'],
        ...rows.map((row): Statement => ['INSERT INTO cursorDiskKV VALUES (?, ?)', ...row]),
      ]);
    },
  },
  {
    agent: 'goose',
    record(_home, work, write) {
      const tool = toolOf(work, {
        shell: 'developer__shell',
        editor: 'developer__text_editor',
        fields: ['old_str', 'new_str'],
      });
      const input = work.edit ? { command: 'str_replace', ...tool.input } : tool.input;
      const request = {
        type: 'toolRequest',
        id: 'c1',
        toolCall: { status: 'success', value: { name: tool.name, arguments: input } },
      };
      const response = {
        type: 'toolResponse',
        id: 'c1',
        toolResult: {
          status: 'success',
          value: { content: [{ type: 'text', text: tool.output }], isError: false },
        },
      };
      const seconds = work.at / 1000;
      write(
        '.local/share/goose/sessions/20261113_1.jsonl',
        lines(
          { working_dir: work.cwd, description: 'x', message_count: 2 },
          { role: 'assistant', created: seconds, content: [request] },
          { role: 'user', created: seconds + 1, content: [response] },
        ),
      );
    },
  },
  {
    agent: 'pi',
    record: (_home, work, write) => write('.pi/agent/sessions/--home--/x.jsonl', piLines(work)),
  },
  {
    agent: 'openclaw',
    record: (_home, work, write) => write('.openclaw/agents/main/sessions/s1.jsonl', piLines(work)),
  },
  {
    agent: 'droid',
    record(_home, work, write) {
      const tool = toolOf(work, {
        shell: 'Execute',
        editor: 'Edit',
        path: 'file_path',
        fields: ['old_string', 'new_string'],
      });
      write(
        '.factory/sessions/-home-dana-shop/s1.jsonl',
        lines(
          { type: 'session_start', id: 's1', version: 2, cwd: work.cwd },
          {
            type: 'message',
            timestamp: iso(work.at),
            message: {
              role: 'assistant',
              content: [{ type: 'tool_use', id: 'c1', name: tool.name, input: tool.input }],
            },
          },
          {
            type: 'message',
            timestamp: iso(work.at + 1000),
            message: {
              role: 'user',
              content: [{ type: 'tool_result', tool_use_id: 'c1', content: tool.output, is_error: false }],
            },
          },
        ),
      );
    },
  },
  {
    agent: 'kimi-cli',
    record(_home, work, write) {
      const run = work.run && { name: 'Bash', args: { command: work.run.command } };
      const edit = {
        name: 'StrReplaceFile',
        args: {
          path: join(work.cwd, work.edit?.file ?? ''),
          edit: { old: work.edit?.from, new: work.edit?.to },
        },
      };
      const loop = (time: number, event: object) => ({ type: 'context.append_loop_event', event, time });
      write(
        '.kimi-code/sessions/w/s1/agents/main/wire.jsonl',
        lines(
          { type: 'config.update', cwd: work.cwd, time: work.at - 9000 },
          loop(work.at, { type: 'tool.call', toolCallId: 'c1', ...(run ?? edit) }),
          loop(work.at + 1000, {
            type: 'tool.result',
            toolCallId: 'c1',
            result: { output: work.run?.output ?? 'done' },
          }),
        ),
      );
    },
  },
  {
    agent: 'grok',
    record(_home, work, write) {
      const tool = toolOf(work, {
        shell: 'run_terminal_cmd',
        editor: 'search_replace',
        path: 'file_path',
        fields: ['old_string', 'new_string'],
      });
      write(
        `.grok/sessions/${encodeURIComponent(work.cwd)}/s1/chat_history.jsonl`,
        lines(
          {
            type: 'assistant',
            content: '',
            tool_calls: [{ id: 'c1', name: tool.name, arguments: JSON.stringify(tool.input) }],
          },
          { type: 'tool_result', tool_call_id: 'c1', content: `Exit code: 0\n${tool.output}` },
        ),
      );
    },
  },
  {
    agent: 'mistral-vibe',
    record(_home, work, write) {
      const block = ['<<<<<<< SEARCH', work.edit?.from, '=======', work.edit?.to, '>>>>>>> REPLACE'].join(
        '\n',
      );
      const call = work.run
        ? { name: 'bash', arguments: JSON.stringify({ command: work.run.command }) }
        : {
            name: 'search_replace',
            arguments: JSON.stringify({ file_path: join(work.cwd, work.edit?.file ?? ''), content: block }),
          };
      const session = '.vibe/logs/session/s1';
      write(
        `${session}/messages.jsonl`,
        lines(
          { role: 'user', content: 'go on' },
          { role: 'assistant', content: '', tool_calls: [{ id: 'c1', type: 'function', function: call }] },
          { role: 'tool', tool_call_id: 'c1', name: call.name, content: work.run?.output ?? 'done' },
        ),
      );
      write(`${session}/meta.json`, JSON.stringify({ session_id: 's1', working_dir: work.cwd }));
    },
  },
  {
    agent: 'qwen-code',
    record(_home, work, write) {
      const tool = toolOf(work, {
        shell: 'run_shell_command',
        editor: 'edit',
        path: 'file_path',
        fields: ['old_string', 'new_string'],
      });
      const record = (at: number, type: string, part: object) => ({
        sessionId: 's1',
        timestamp: iso(at),
        type,
        cwd: work.cwd,
        version: '0.24.7',
        message: { role: 'model', parts: [part] },
      });
      const response = { output: tool.output };
      write(
        '.qwen/projects/shop/chats/s1.jsonl',
        lines(
          record(work.at, 'assistant', { functionCall: { id: 'c1', name: tool.name, args: tool.input } }),
          record(work.at + 1000, 'tool_result', {
            functionResponse: { id: 'c1', name: tool.name, response },
          }),
        ),
      );
    },
  },
  {
    agent: 'antigravity',
    record(_home, work, write) {
      const tool = toolOf(work, {
        shell: 'run_command',
        command: 'CommandLine',
        editor: 'replace_file_content',
        path: 'TargetFile',
        fields: ['TargetContent', 'ReplacementContent'],
      });
      const first = { name: 'run_command', args: { CommandLine: 'git status', Cwd: work.cwd } };
      const args = work.run ? { ...tool.input, Cwd: work.cwd } : tool.input;
      const step = (index: number, record: object) => ({
        step_index: index,
        source: 'MODEL',
        status: 'DONE',
        created_at: iso(work.at + (index - 2) * 1000),
        ...record,
      });
      const asks = (call: object) => ({ type: 'PLANNER_RESPONSE', tool_calls: [call] });
      const did = (output: string) => ({
        type: 'GENERIC',
        content: `Created At: x\nCompleted At: x\n\n\t\tThe command completed successfully.\n\t\tOutput:\n${output}`,
      });
      write(
        '.gemini/antigravity/brain/s1/.system_generated/logs/transcript_full.jsonl',
        lines(
          step(0, asks(first)),
          step(1, did('')),
          step(2, asks({ name: tool.name, args })),
          step(3, did(tool.output)),
        ),
      );
    },
  },
  {
    agent: 'crush',
    record(home, work) {
      const tool = toolOf(work, {
        shell: 'bash',
        editor: 'edit',
        path: 'file_path',
        fields: ['old_string', 'new_string'],
      });
      const call = { id: 'c1', name: tool.name, input: JSON.stringify(tool.input), finished: true };
      const result = { tool_call_id: 'c1', name: tool.name, content: tool.output, is_error: false };
      const row = (id: string, role: string, at: number, part: object): Statement => [
        'INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)',
        ...[id, 's1', role, JSON.stringify([part]), 'm', at / 1000],
      ];
      writeDatabase(join(home, 'shop/.crush/crush.db'), [
        ['CREATE TABLE sessions (id TEXT PRIMARY KEY, parent_session_id TEXT, created_at INTEGER)'],
        [
          'CREATE TABLE messages (id TEXT PRIMARY KEY, session_id TEXT, role TEXT, parts TEXT, model TEXT, created_at INTEGER)',
        ],
        ['INSERT INTO sessions VALUES (?, ?, ?)', 's1', null, (work.at - 9000) / 1000],
        row('m1', 'assistant', work.at, { type: 'tool_call', data: call }),
        row('m2', 'tool', work.at + 1000, { type: 'tool_result', data: result }),
      ]);
    },
  },
  {
    agent: 'amp',
    record(_home, work, write) {
      const tool = toolOf(work, {
        shell: 'Bash',
        command: 'cmd',
        editor: 'edit_file',
        fields: ['old_str', 'new_str'],
      });
      const run = { status: 'done', result: { output: tool.output, exitCode: 0 } };
      write(
        '.local/share/amp/threads/T-s1.json',
        JSON.stringify({
          v: 1,
          id: 's1',
          created: work.at - 9000,
          env: { initial: { trees: [{ uri: `file://${work.cwd}` }] } },
          messages: [
            {
              role: 'assistant',
              content: [{ type: 'tool_use', id: 'c1', name: tool.name, input: tool.input }],
              usage: { timestamp: iso(work.at) },
            },
            {
              role: 'user',
              content: [{ type: 'tool_result', toolUseID: 'c1', run }],
              meta: { sentAt: work.at + 1000 },
            },
          ],
        }),
      );
    },
  },
  {
    agent: 'aider',
    record(_home, work, write) {
      const [, sha = '', subject = ''] = /^\[main ([0-9a-f]+)\] (.*)$/m.exec(work.run?.output ?? '') ?? [];
      const told = work.run ? [`Commit ${sha} ${subject}`] : [`Applied edit to ${work.edit?.file}`];
      const reply = work.edit
        ? [
            work.edit.file,
            '```',
            '<<<<<<< SEARCH',
            work.edit.from,
            '=======',
            work.edit.to,
            '>>>>>>> REPLACE',
            '```',
          ]
        : [];
      const lines = ['# aider chat started at 2026-11-13 14:00:00', '', '#### go on  ', '', ...reply, ''];
      write('shop/.aider.chat.history.md', [...lines, ...told.map((text) => `> ${text}  `), ''].join('\n'));
    },
  },
  {
    agent: 'continue',
    record(_home, work, write) {
      const tool = toolOf(work, {
        shell: 'run_terminal_command',
        editor: 'single_find_and_replace',
        path: 'filepath',
        fields: ['old_string', 'new_string'],
      });
      const state = {
        toolCallId: 'c1',
        parsedArgs: tool.input,
        status: 'done',
        output: [{ name: 'x', description: '', content: tool.output }],
      };
      const call = {
        id: 'c1',
        type: 'function',
        function: { name: tool.name, arguments: JSON.stringify(tool.input) },
      };
      write(
        '.continue/sessions/aa-s1.json',
        JSON.stringify({
          sessionId: 's1',
          title: 'x',
          workspaceDirectory: `file://${work.cwd}`,
          history: [
            { message: { role: 'assistant', content: '', toolCalls: [call] }, toolCallStates: [state] },
          ],
        }),
      );
    },
  },
];

function piLines(work: Work): string {
  const tool = toolOf(work, { shell: 'bash', editor: 'edit', fields: ['oldText', 'newText'] });
  return lines(
    { type: 'session', version: 3, id: 's1', timestamp: iso(work.at - 9000), cwd: work.cwd },
    {
      type: 'message',
      timestamp: iso(work.at),
      message: {
        role: 'assistant',
        model: 'm',
        content: [{ type: 'toolCall', id: 'c1', name: tool.name, arguments: tool.input }],
      },
    },
    {
      type: 'message',
      timestamp: iso(work.at + 1000),
      message: {
        role: 'toolResult',
        toolCallId: 'c1',
        toolName: tool.name,
        content: [{ type: 'text', text: tool.output }],
        isError: false,
      },
    },
  );
}
