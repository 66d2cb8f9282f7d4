import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { agents } from '../../src/agents/index.ts';
import { writeDatabase } from '../support/database.ts';
import { evidenceImage, type ImageFiles } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const home = 'home/dana';
const evidenceFolder = mkdtempSync(join(tmpdir(), 'yolo-triage-databases-'));
afterAll(() => rmSync(evidenceFolder, { recursive: true, force: true }));
const uuid = '5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e09';

interface Gap {
  readonly kind: string;
  readonly reason: string;
  readonly evidence?: { readonly path: string };
}

/** Beside a quiet session of Claude Code. @param files below the home */
async function reportOn(files: ImageFiles) {
  const { root, write } = evidenceImage({});
  for (const [path, text] of Object.entries(files)) write(`${home}/${path}`, text);
  const argv = ['report', '--home', join(root, home), '--root', root, '--format', 'json', '--output', '-'];
  const { code, stdout } = await runCli(argv);
  const { verdict, gaps } = JSON.parse(stdout) as { verdict: { value: string }; gaps: readonly Gap[] };
  return {
    code,
    verdict: verdict.value,
    gaps: gaps.map(({ reason, evidence }) => `${evidence?.path}: ${reason}`),
  };
}

const editor = '.config/Code/User/globalStorage/saoudrizwan.claude-dev';

/** With sessions whose messages were deleted. */
function crushDatabase(...sessions: readonly string[]): Uint8Array {
  const path = join(evidenceFolder, `${sessions.length}.db`);
  writeDatabase(path, [
    ['CREATE TABLE sessions (id TEXT PRIMARY KEY, parent_session_id TEXT, created_at INTEGER)'],
    [
      'CREATE TABLE messages (id TEXT, session_id TEXT, role TEXT, parts TEXT, model TEXT, created_at INTEGER)',
    ],
    ...sessions.map((id) => ['INSERT INTO sessions VALUES (?, NULL, 1)', id] as const),
  ]);
  return readFileSync(path);
}

/** What was left of sessions; several agents keep several things. */
const left: readonly (readonly [string, string, string | Uint8Array])[] = [
  [
    'Codex CLI',
    '.codex/session_index.jsonl',
    '{"id":"0199aaaa","thread_name":"Deploy","updated_at":"2026-11-02"}\n',
  ],
  [
    'Codex CLI',
    '.codex/state_5.sqlite',
    'SQLite format 3\0 sessions/2026/11/02/rollout-2026-11-02T09-30-00.jsonl',
  ],
  ['Codex CLI', '.codex/log/codex-tui.log', 'INFO ToolCall: shell {"command":["bash","-lc","ls"]}\n'],
  [
    'Gemini CLI',
    '.gemini/tmp/ab12/logs.json',
    '[{"sessionId":"a","messageId":0,"type":"user","message":"hi"}]',
  ],
  ['Gemini CLI', '.gemini/tmp/ab12/checkpoints/a-x.ts-write_file.json', '{"toolCall":{"name":"write_file"}}'],
  ['Qwen Code', '.qwen/tmp/ab12/logs.json', '[{"sessionId":"a","type": "user","message":"hi"}]'],
  ['Copilot CLI', '.copilot/command-history-state.json', '{"commandHistory":["fix it"]}'],
  ['Copilot CLI', '.copilot/session-store.db', `SQLite format 3\0 ${uuid}`],
  [
    'OpenCode',
    '.local/share/opencode/storage/message/ses_3136efdfaffe/msg_1.json',
    '{"sessionID":"ses_3136efdfaffe"}',
  ],
  ['OpenCode', '.local/state/opencode/prompt-history.jsonl', '{"input":"fix it","parts":[]}\n'],
  ['Goose', '.local/state/goose/logs/llm_request.0.jsonl', '{"input":{"messages":[]}}\n'],
  ['Crush', 'work/shop/.crush/crush.db', crushDatabase(uuid)],
  ['Cline', `${editor}/state/taskHistory.json`, '[{"id":"1764064454592","task":"fix it"}]'],
  ['Continue', '.continue/sessions/sessions.json', `[{"sessionId":"${uuid}","title":"Fix"}]`],
  ['Cursor', '.cursor/prompt_history.json', '["fix it"]'],
  ['Amp', '.local/share/amp/history.jsonl', '{"text":"fix it","cwd":"/home/dana"}\n'],
  ['Aider', 'src/github.com/acme/shop/.aider.input.history', '\n# 2026-11-03 10:00:00.000000\n+fix it\n'],
  ['Droid', '.factory/history.json', '[{"command":"fix it","type":"message"}]'],
];

describe('what is left of sessions of another agent', () => {
  it.each(left)('is a gap where no session is there: %s, %s', async (name, path, text) => {
    const { code, verdict, gaps } = await reportOn({ [path]: text });
    expect(gaps).toEqual([`${path}: shows that ${name} had sessions, and none of them is there`]);
    expect({ code, verdict }).toEqual({ code: 3, verdict: 'undetermined' });
  });

  it('is tried for every agent that names something', () => {
    const named = agents.filter((agent) => 'traces' in agent).map(({ name }) => name);
    expect([...new Set(left.map(([name]) => name))].sort()).toEqual([...named].sort());
  });

  it('is found where a variable moves it', async () => {
    const { gaps } = await reportOn({
      '.zshenv': 'export FACTORY_DIR="$HOME/my droid"\n',
      'my droid/history.json': '[{"command":"fix it","type":"message"}]',
    });
    expect(gaps).toEqual(['my droid/history.json: shows that Droid had sessions, and none of them is there']);
  });

  it('says nothing beside a session', async () => {
    const { gaps } = await reportOn({
      '.factory/history.json': '[{"command":"fix it","type":"message"}]',
      '.factory/sessions/-home-dana/0199aaaa.jsonl': '{"type":"session_start","id":"0199aaaa"}\n',
    });
    expect(gaps).toEqual([]);
  });
});

describe('what a fresh installation leaves', () => {
  it.each([
    ['.codex/history.jsonl', ''],
    ['.codex/auth.json', '{"OPENAI_API_KEY":null}'],
    [
      '.codex/state_5.sqlite',
      'SQLite format 3\0CREATE TABLE threads (id TEXT PRIMARY KEY, rollout_path TEXT)',
    ],
    ['.codex/log/codex-tui.log', 'INFO codex_tui: starting\nINFO login server listening\n'],
    ['.codex/sessions/.keep', ''],
    ['.gemini/tmp/ab12/logs.json', '[]'],
    ['.gemini/settings.json', '{"security":{"auth":{"selectedType":"oauth-personal"}}}'],
    ['.copilot/command-history-state.json', '{"commandHistory":[]}'],
    ['.copilot/session-store.db', 'SQLite format 3\0CREATE TABLE sessions (id TEXT PRIMARY KEY)'],
    ['.local/state/goose/logs/cli/2026-11-03/20261103_101500.log', 'goose 1.43'],
    ['work/shop/.crush/crush.db', crushDatabase()],
    [`${editor}/state/taskHistory.json`, '[]'],
    ['.continue/sessions/sessions.json', '[]'],
    ['.cursor/prompt_history.json', '[]'],
    ['.cursor/mcp.json', '{"mcpServers":{}}'],
    ['.factory/settings.json', '{"model":"x"}'],
    ['work/shop/.aider.input.history', ''],
    ['notes/history.jsonl', '{"session_id":"0199aaaa","text":"no agent keeps it here"}\n'],
  ])('is no gap: %s', async (path, text) => {
    expect(await reportOn({ [path]: text })).toEqual({ code: 0, verdict: 'clean', gaps: [] });
  });
});
