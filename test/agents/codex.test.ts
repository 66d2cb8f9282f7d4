import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = '/home/dana/app';
const id = '0199aaaa-1111-7222-8333-444455556666';
let second = 0;

function line(type: string, payload: object): string {
  second += 1;
  const timestamp = new Date(Date.UTC(2026, 10, 13, 14, 0, second % 3600)).toISOString();
  return `${JSON.stringify({ timestamp, type, payload })}\n`;
}

const meta = (more: object = {}) =>
  line('session_meta', {
    id,
    cwd,
    originator: 'codex_cli_rs',
    cli_version: '0.104.0',
    source: 'cli',
    ...more,
  });
const turn = (approval_policy: string, sandbox_policy: unknown, more: object = {}) =>
  line('turn_context', { cwd, approval_policy, sandbox_policy, model: 'gpt-5-codex', ...more });
const item = (payload: object) => line('response_item', payload);
const call = (call_id: string, name: string, input: object) =>
  item({ type: 'function_call', name, arguments: JSON.stringify(input), call_id });
const answer = (call_id: string, output: unknown) => item({ type: 'function_call_output', call_id, output });
const patch = (call_id: string, input: string) =>
  item({ type: 'custom_tool_call', status: 'completed', name: 'apply_patch', input, call_id });

interface Row {
  readonly [name: string]: unknown;
  readonly id: string;
  readonly effects: readonly { readonly action: string; readonly target: string }[];
}

async function rowsOf(...rollouts: readonly string[]): Promise<Row[]> {
  const files = rollouts.map((text, index) => [
    `home/dana/.codex/${index === 1 ? 'archived_sessions' : 'sessions/2026/11/13'}/rollout-2026-11-13T14-00-0${index}-${id}${index}.jsonl`,
    text,
  ]);
  const image = evidenceImage(Object.fromEntries(files));
  const { stdout } = await runCli(['sessions', '--home', image.home, '--calls', '--format', 'ndjson']);
  return stdout
    .split('\n')
    .filter((text) => text !== '')
    .map((text): Row => JSON.parse(text));
}

const exited = (code: number) => `Chunk ID: 1a\nProcess exited with code ${code}\nOutput:\n`;

/** Each gap as `path: reason`, but for that of a home without Claude Code. */
async function gapsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const below = Object.entries(files).map(([path, text]) => [`home/dana/.codex/${path}`, text]);
  const image = evidenceImage(Object.fromEntries(below));
  const { stdout } = await runCli(['sessions', '--home', image.home, '--format', 'json']);
  const { gaps } = JSON.parse(stdout) as { gaps: { reason: string; evidence: { path: string } }[] };
  return gaps.map(({ reason, evidence }) => `${evidence.path}: ${reason}`);
}

/** One block that is not packed: https://www.rfc-editor.org/rfc/rfc8878#name-blocks */
function frame(text: string): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(content.length, 5);
  header.writeUIntLE(content.length * 8 + 1, 9, 3);
  return Buffer.concat([header, content]);
}

describe('the permission mode of a turn', () => {
  it.each([
    ['never', { type: 'danger-full-access' }, {}, 'bypassPermissions', 'never, danger-full-access'],
    ['never', { mode: 'danger-full-access' }, {}, 'bypassPermissions', 'never, danger-full-access'],
    [
      'never',
      undefined,
      { permission_profile: { type: 'disabled' } },
      'bypassPermissions',
      'never, danger-full-access',
    ],
    ['on-request', { type: 'danger-full-access' }, {}, 'auto', 'on-request, danger-full-access'],
    ['never', { type: 'workspace-write' }, {}, 'dontAsk', 'never, workspace-write'],
    ['never', { mode: 'read-only' }, {}, 'dontAsk', 'never, read-only'],
    ['on-request', { type: 'workspace-write' }, {}, 'default', 'on-request, workspace-write'],
    ['untrusted', { type: 'danger-full-access' }, {}, 'default', 'untrusted, danger-full-access'],
    ['on-failure', { mode: 'workspace-write' }, {}, 'auto', 'on-failure, workspace-write'],
    ['never', undefined, {}, 'unknown', 'never'],
    ['whatever', { type: 'read-only' }, {}, 'unknown', 'whatever, read-only'],
  ])('%s with %j %j', async (policy, sandbox, more, permissionMode, recordedMode) => {
    const [row] = await rowsOf(
      meta() + turn(policy, sandbox, more) + call('a', 'exec_command', { cmd: 'id' }),
    );
    expect(row).toMatchObject({
      permissionMode,
      recordedMode,
      permissionModeSource: 'turn-record',
      agent: 'codex',
    });
  });
});

describe('what became of a call', () => {
  it.each([
    ['{"output":"","metadata":{"exit_code":0,"duration_seconds":0.1}}', 'succeeded'],
    ['{"output":"no","metadata":{"exit_code":2,"duration_seconds":0.1}}', 'failed'],
    ['Exit code: 0\nWall time: 0.1 seconds\nOutput:\nProcess exited with code 1', 'succeeded'],
    ['Chunk ID: 1a\nWall time: 0.1 seconds\nProcess exited with code 7\nOutput:\n', 'failed'],
    ['Chunk ID: 1a\nWall time: 10 seconds\nProcess running with session ID 41\nOutput:\n', 'background'],
    ['exec command rejected by user', 'denied'],
    ['aborted by user after 7.4s', 'interrupted'],
    ['Wall time: 13.9 seconds\naborted by user', 'interrupted'],
    [
      '{"output":"exec command rejected by user","metadata":{"exit_code":0,"duration_seconds":0.1}}',
      'succeeded',
    ],
    ['Chunk ID: 1a\nProcess exited with code 0\nOutput:\nexec command rejected by user', 'succeeded'],
    ['exec_command failed for `rm -rf x`: CreateProcess { message: "Rejected(\\"blocked\\")" }', 'denied'],
    ['approval required by policy, but AskForApproval is set to Never', 'denied'],
    ['write_stdin failed: stdin is closed for this session', 'not-run'],
    ['failed in sandbox: /bin/bash: denied', 'failed'],
    ['exec_command failed: CreateProcess { message: "Codex(Sandbox(Denied {})" }', 'failed'],
    ['something that no version says', 'unknown'],
  ])('%s', async (output, outcome) => {
    const [row] = await rowsOf(meta() + call('a', 'exec_command', { cmd: 'id' }) + answer('a', output));
    expect(row).toMatchObject({ outcome });
  });

  it('follows a command in the background to its end', async () => {
    const running = 'Chunk ID: 1\nProcess running with session ID 41\nOutput:\n';
    const over = 'Chunk ID: 2\nProcess exited with code 1\nOutput:\n';
    const rows = await rowsOf(
      meta() +
        call('a', 'exec_command', { cmd: 'make' }) +
        answer('a', running) +
        call('b', 'write_stdin', { session_id: 41, chars: '' }) +
        answer('b', over),
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  });
});

it.each([
  ['an empty command', call('a', 'exec_command', { cmd: '' })],
  ['no command', call('a', 'exec_command', { workdir: cwd })],
  ['nothing', item({ type: 'function_call', name: 'exec_command', arguments: null, call_id: 'a' })],
])('tells of a call that ran with %s', async (_name, blank) => {
  const name = 'rollout-2026-11-13T14-00-00-a.jsonl';
  const gaps = await gapsOf({ [`sessions/2026/11/13/${name}`]: meta() + blank + answer('a', exited(0)) });
  expect(gaps.join('\n')).toContain('1 call that ran has nothing where the input says what was run');
});

it('takes a look at what runs already for no such call, nor one that failed', async () => {
  const waits = call('a', 'write_stdin', { session_id: 1, chars: '' }) + answer('a', exited(0));
  const failed = call('b', 'exec_command', { cmd: '' }) + answer('b', exited(127));
  const name = 'rollout-2026-11-13T14-00-00-a.jsonl';
  expect(await gapsOf({ [`sessions/2026/11/13/${name}`]: meta() + waits + failed })).toEqual([]);
});

it('takes a call that an aborted turn left open for interrupted, and one without a result for unknown', async () => {
  const open = call('a', 'exec_command', { cmd: 'make' });
  const aborted = line('event_msg', { type: 'turn_aborted', reason: 'interrupted' });
  const rows = await rowsOf(meta() + open + aborted + call('b', 'exec_command', { cmd: 'make' }));
  expect(rows.map(({ outcome }) => outcome)).toEqual(['interrupted', 'unknown']);
});

it.each([
  ['exec_command', { cmd: 'curl x', sandbox_permissions: 'require_escalated' }],
  ['shell', { command: ['curl', 'x'], with_escalated_permissions: true }],
])('says that a call of %s asked to leave the sandbox', async (tool, input) => {
  const [row] = await rowsOf(
    meta() + turn('on-request', { type: 'workspace-write' }) + call('a', tool, input),
  );
  expect(row).toMatchObject({
    permissionMode: 'default',
    recordedMode: 'on-request, workspace-write, require_escalated',
  });
});

it.each([
  ['a folder of Windows', { command: 'Remove-Item -Recurse -Force C:\\work' }, 'C:\\repo'],
  ['its own word', { command: 'Remove-Item -Recurse -Force C:\\work', shell: 'pwsh' }, cwd],
])('reads a line of PowerShell by %s', async (_name, input, workdir) => {
  const [row] = await rowsOf(meta() + call('a', 'shell_command', { ...input, workdir }));
  expect(row?.effects).toContainEqual(expect.objectContaining({ action: 'delete' }));
});

it('takes what is typed into another language for no command of a shell', async () => {
  const rows = await rowsOf(
    meta() +
      call('a', 'exec_command', { cmd: 'python3 -i', tty: true }) +
      answer('a', 'Chunk ID: 1\nProcess running with session ID 7\nOutput:\n') +
      call('b', 'write_stdin', { session_id: 7, chars: 'import os\n' }),
  );
  expect(rows[1]).toMatchObject({ effects: [] });
});

it('reads words, lines and typed text as commands', async () => {
  const rows = await rowsOf(
    meta() +
      call('a', 'shell', { command: ['bash', '-lc', 'rm -rf ~/Documents'] }) +
      call('b', 'shell', { command: ['rm', '-rf', '/home/dana/my files'] }) +
      call('c', 'write_stdin', { session_id: 1, chars: 'rm -rf ~/Pictures\n' }) +
      call('d', 'write_stdin', { session_id: 1, chars: '\u0003' }) +
      item({
        type: 'local_shell_call',
        call_id: 'e',
        status: 'completed',
        action: { type: 'exec', command: ['rm', '/home/dana/x'] },
      }),
  );
  expect(
    rows.map(({ effects }) =>
      effects.filter(({ action }) => action === 'delete').map(({ target }) => target),
    ),
  ).toEqual([
    ['/home/dana/Documents'],
    ['/home/dana/my files'],
    ['/home/dana/Pictures'],
    [],
    ['/home/dana/x'],
  ]);
});

const changes = `*** Begin Patch
*** Add File: new.ts
+*** Delete File: not-a-header.ts
*** Update File: old.ts
*** Move to: moved.ts
*** Delete File: /home/dana/gone.ts
*** End Patch`;

it.each([
  ['as a tool', patch('a', changes)],
  ['as a here-document', call('a', 'exec_command', { cmd: `apply_patch <<'EOF'\n${changes}\nEOF` })],
])('tells what a patch writes and deletes: %s', async (_name, made) => {
  const [row] = await rowsOf(meta() + made);
  const told = row?.effects.map(({ action, target }) => `${action} ${target}`);
  expect(told).toEqual(
    expect.arrayContaining([
      `write ${cwd}/new.ts`,
      `delete ${cwd}/old.ts`,
      `write ${cwd}/moved.ts`,
      'delete /home/dana/gone.ts',
    ]),
  );
  expect(told?.join()).not.toContain('not-a-header');
});

it('counts a call once, whatever repeats it', async () => {
  const one = call('a', 'exec_command', { cmd: 'id' });
  const end = line('event_msg', { type: 'exec_command_end', call_id: 'a', exit_code: 0, command: ['id'] });
  const history = [{ type: 'function_call', name: 'exec_command', arguments: '{}', call_id: 'z' }];
  const again = line('compacted', { message: '', replacement_history: history });
  const rows = await rowsOf(meta() + one + end + again, meta({ id: 'other' }) + one);
  expect(rows.map(({ id: callId, outcome }) => [callId, outcome])).toEqual([['a', 'succeeded']]);
});

it('joins a subagent to its parent', async () => {
  const source = { subagent: { thread_spawn: { parent_thread_id: id, depth: 1 } } };
  const rows = await rowsOf(
    meta() +
      line('event_msg', { type: 'user_message', message: 'clean up' }) +
      item({ type: 'message', role: 'user', content: [{ type: 'input_text', text: '# AGENTS.md' }] }) +
      call('a', 'spawn_agent', { message: 'go' }),
    meta({ id: 'child', source }) + meta() + call('b', 'exec_command', { cmd: 'id' }),
  );
  expect(rows).toEqual([
    expect.objectContaining({ id: 'a', sessionId: id }),
    expect.objectContaining({ id: 'b', sessionId: id, agentId: 'child' }),
  ]);
});

it('says that the session of a subagent is not there, and takes none for one that is', async () => {
  const source = { subagent: { thread_spawn: { parent_thread_id: id, depth: 1 } } };
  const child = meta({ id: 'child', source }) + call('b', 'exec_command', { cmd: 'id' });
  const alone = await gapsOf({ [`sessions/2026/rollout-${id}1.jsonl`]: child });
  expect(alone).toEqual([expect.stringContaining(`only subagents of session ${id} left a transcript`)]);
  const both = {
    [`sessions/2026/rollout-${id}1.jsonl`]: child,
    [`sessions/2026/rollout-${id}.jsonl`]: meta() + call('a', 'exec_command', { cmd: 'id' }),
  };
  expect(await gapsOf(both)).toEqual([]);
});

it('counts what a fork repeats once: the call where it was made, the prompt where it was written', async () => {
  const said = line('event_msg', { type: 'user_message', message: 'clean up' });
  const one = call('a', 'exec_command', { cmd: 'id' });
  const original = meta() + said + one;
  const at = new Date(Date.UTC(2026, 10, 14)).toISOString();
  const copied = (meta({ id: 'fork', forked_from_id: id }) + meta() + said + one).replaceAll(
    /"timestamp":"[^"]*"/g,
    `"timestamp":"${at}"`,
  );
  const image = evidenceImage({
    [`home/dana/.codex/sessions/rollout-${id}.jsonl`]: original,
    'home/dana/.codex/sessions/rollout-fork.jsonl': copied,
  });
  const { stdout } = await runCli(['sessions', '--home', image.home, '--format', 'json']);
  const { sessions } = JSON.parse(stdout);
  const told = sessions.map(({ toolCalls, humanPrompts }: Record<string, unknown>) => [
    toolCalls,
    humanPrompts,
  ]);
  expect(told).toEqual([
    [1, 1],
    [0, 0],
  ]);
});

it('misses a session that the history of prompts names, and none that has a rollout', async () => {
  const history = [id, 'gone'].map((session_id) => `${JSON.stringify({ session_id, ts: 1, text: 'x' })}\n`);
  const files = {
    'history.jsonl': history.join(''),
    [`sessions/rollout-${id}.jsonl`]: meta() + call('a', 'exec_command', { cmd: 'id' }),
  };
  expect(await gapsOf(files)).toEqual([
    '.codex/history.jsonl: a session has a trace here and no transcript: gone',
  ]);
});

it.each([
  ['the store', 'rm -rf ~/.codex/sessions'],
  ['what is above it', 'rm -rf ~/.codex'],
])('names the removal of %s as tampering, without reading effects', async (_name, cmd) => {
  const gaps = await gapsOf({
    [`sessions/rollout-${id}.jsonl`]: meta() + call('a', 'exec_command', { cmd }) + answer('a', exited(0)),
  });
  expect(gaps).toEqual([
    expect.stringContaining('a call deleted the records of sessions: /home/dana/.codex'),
  ]);
});

it.each([
  ['empty', Buffer.alloc(0), 'holds no record'],
  ['not packed', Buffer.from('plain'), 'no Zstandard frame'],
  ['whole', frame(meta() + call('z', 'exec_command', { cmd: 'id' })), undefined],
  [
    'in two frames',
    Buffer.concat([frame(meta()), frame(call('z', 'exec_command', { cmd: 'id' }))]),
    undefined,
  ],
  [
    'cut',
    frame(meta() + call('z', 'exec_command', { cmd: 'id' })).subarray(0, -9),
    'middle of a packed frame',
  ],
])('reads a packed session that is %s', async (name, packed, reason) => {
  const image = evidenceImage({ [`home/dana/.codex/sessions/rollout-${id}.jsonl.zst`]: packed });
  const { stdout, stderr } = await runCli([
    'sessions',
    '--home',
    image.home,
    '--calls',
    '--format',
    'ndjson',
  ]);
  if (reason !== undefined) expect(stderr).toContain(reason);
  else expect(stderr).toBe('');
  expect(stdout.includes('"id":"z"')).toBe(name === 'whole' || name === 'in two frames');
});

it('keeps what a patch changed, so that it can be taken back', async () => {
  const before = 'a\nb\nc\n';
  const diff = '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n';
  const changed = { [`${cwd}/one.txt`]: { type: 'update', unified_diff: diff, move_path: null } };
  const image = evidenceImage({
    [`home/dana/.codex/sessions/rollout-${id}.jsonl`]:
      meta() +
      patch('a', '*** Begin Patch\n*** Update File: one.txt\n@@\n-b\n+B\n*** End Patch') +
      line('event_msg', { type: 'patch_apply_end', call_id: 'a', success: true, changes: changed }) +
      item({ type: 'custom_tool_call_output', call_id: 'a', output: 'Exit code: 0\nOutput:\nSuccess.' }),
    'home/dana/app/one.txt': before.replace('b', 'B'),
  });
  const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-recovered-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { stdout } = await runCli([
    ...['rollback', '--home', image.home, '--root', image.root, '--recover', folder, '--format', 'json'],
  ]);
  expect(stdout).toContain('Put back what a file held before the session');
  const recovered = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  const texts = recovered.map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'));
  expect(texts).toContain(before);
});

it('takes prompts of humans only', async () => {
  const said = line('event_msg', { type: 'user_message', message: 'clean up' });
  const put = item({ type: 'message', role: 'user', content: [{ type: 'input_text', text: '# AGENTS.md' }] });
  const image = evidenceImage({ [`home/dana/.codex/sessions/rollout-${id}.jsonl`]: meta() + put + said });
  const { stdout } = await runCli(['sessions', '--home', image.home, '--format', 'json']);
  const { sessions } = JSON.parse(stdout);
  expect(sessions).toEqual([
    expect.objectContaining({ sessionId: id, humanPrompts: 1, firstPrompt: 'clean up' }),
  ]);
});

it('names records of an unknown form that may hold a call', async () => {
  const image = evidenceImage({
    [`home/dana/.codex/sessions/rollout-${id}.jsonl`]: meta() + item({ type: 'future_call', command: 'id' }),
  });
  const { stderr } = await runCli(['sessions', '--home', image.home]);
  expect(stderr).toContain('1 record is of no form that is read: future_call');
});

it('throws for no bytes', async () => {
  const whole = meta() + turn('never', 'danger-full-access') + patch('a', changes) + answer('a', ['x']);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length),
      fc.string({ maxLength: 40 }),
      fc.json(),
      async (at, torn, value) => {
        const odd = `{"type":"response_item","payload":${value}}\n{"type":"event_msg","payload":{"type":"token_count","info":${value}}}\n`;
        await rowsOf(whole.slice(0, at) + torn + whole.slice(at) + odd);
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);

describe('a script that calls tools', () => {
  const script = (input: string) =>
    item({ type: 'custom_tool_call', status: 'completed', name: 'exec', input, call_id: 's' });
  const ended = (head: string, ...printed: readonly string[]) =>
    item({
      type: 'custom_tool_call_output',
      call_id: 's',
      output: [`${head}\nWall time 0.1 seconds\nOutput:\n`, ...printed].map((text) => ({
        type: 'input_text',
        text,
      })),
    });
  const told = async (input: string, ...after: readonly string[]) =>
    (await rowsOf(meta() + script(input) + after.join(''))).map(
      ({ id: callId, tool, argument, outcome, cwd: folder }) => ({
        id: callId,
        tool,
        argument,
        outcome,
        cwd: folder,
      }),
    );
  const run = { tool: 'exec_command', outcome: 'unknown', cwd };

  it.each([
    ['as it is', 'text((await tools.exec_command({cmd: "rm -rf ~/x"})).output)'],
    ['in a constant', 'const cmd = "rm -rf ~/x"; text(await tools.exec_command({cmd}))'],
    ['put together', 'await tools.exec_command({"cmd": "rm " + `-rf ~/x`, login: false, n: [1, null]});'],
    [
      'behind a setting',
      '// @exec: {"yield_time_ms": 1000}\nconst r = await tools.exec_command({cmd:"rm -rf ~/x"});',
    ],
  ])('is told by its call: %s', async (_how, input) => {
    const rows = await rowsOf(meta() + script(input) + ended('Script completed', 'x'));
    expect(rows).toMatchObject([{ ...run, id: 's', argument: 'rm -rf ~/x' }]);
    expect(rows[0]?.effects).toContainEqual(expect.objectContaining({ action: 'delete', zone: 'home' }));
  });

  it('makes several calls, each with its folder', async () => {
    const both =
      'const [a, b] = await Promise.all([tools.exec_command({cmd:"ls", workdir:"/srv"}), tools.exec_command({cmd:"id"})]);';
    expect(await told(both, ended('Script completed', 'x'))).toEqual([
      { ...run, id: 's', argument: 'ls', cwd: '/srv' },
      { ...run, id: 's:1', argument: 'id' },
    ]);
  });

  it('changes files by patches', async () => {
    const text = '*** Begin Patch\\n*** Add File: a.txt\\n+x\\n*** End Patch';
    const rows = await rowsOf(
      meta() +
        script(`const patch = "${text}"; text(await tools.apply_patch(patch));`) +
        ended('Script completed', '{}'),
    );
    expect(rows).toMatchObject([
      { tool: 'apply_patch', outcome: 'succeeded', effects: [{ action: 'write', target: `${cwd}/a.txt` }] },
    ]);
  });

  it.each([
    ['succeeded', ended('Script completed', '{"exit_code":0,"output":"x"}')],
    ['failed', ended('Script completed', '{"exit_code":2,"output":"x"}')],
    ['unknown', ended('Script completed', 'it said {"exit_code":0}')],
    ['unknown', ended('Script failed', 'Script error:\nx')],
    ['background', ended('Script running with cell ID 7')],
    ['unknown', ''],
  ])('tells that its only command %s', async (outcome, output) => {
    expect(await told('text(await tools.exec_command({cmd:"make"}))', output)).toMatchObject([{ outcome }]);
  });

  it.each([
    ['an input that is made while it runs', 'for (const cmd of list) await tools.exec_command({cmd});'],
    ['a value that changes', 'let cmd = "ls"; cmd = other; await tools.exec_command({cmd});'],
    ['a tool by a name that is made', 'await tools[name]({cmd: "ls"});'],
    ['another name for the tools', 'const t = tools; await t.exec_command({cmd: "ls"});'],
    ['a part that nothing tells', 'await tools.exec_command({cmd: "ls"}); await run(tools);'],
  ])('is a call of its own for %s', async (_what, input) => {
    const rows = await told(input, ended('Script completed', 'x'));
    expect(rows[0]).toMatchObject({ id: 's', tool: 'exec', argument: input });
    const gaps = await gapsOf({ [`sessions/rollout-x-${id}.jsonl`]: meta() + script(input) });
    expect(gaps.join()).toContain('no form that is read: script that makes inputs while it runs');
  });
});
