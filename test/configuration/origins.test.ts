import { describe, expect, it } from 'vitest';
import { at, lines, prompt, sessionId, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage, type ImageFiles } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const transcript = `home/dana/.claude/projects/-home-dana-shop/${sessionId}.jsonl`;
const repository = { 'home/dana/shop/.git/HEAD': 'ref: refs/heads/main\n' };

async function servers(files: ImageFiles): Promise<Record<string, unknown>[]> {
  const { home, root } = evidenceImage({ ...repository, ...files });
  const { stdout } = await runCli(['mcp', '--home', home, '--root', root, '--format', 'ndjson']);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** One call by a session whose prompts are off. */
function session(input: Record<string, unknown>, { tool = 'Bash', isError = false } = {}): ImageFiles {
  const records = lines(
    prompt(0, 'Go on.', { permissionMode: 'bypassPermissions' }),
    toolUse(10, 'toolu_1', input, { tool }),
    toolResult(12, 'toolu_1', 'done', { isError }),
  );
  return { [transcript]: records };
}

const notes = { command: 'npx', args: ['-y', 'notes-server'] };
const user = { 'home/dana/.claude.json': JSON.stringify({ mcpServers: { notes } }) };
const project = { 'home/dana/shop/.mcp.json': JSON.stringify({ mcpServers: { notes } }) };

/** Call → how sure it is that it wrote the entry of `.mcp.json`; `undefined`: it did not. */
const calls: readonly (readonly [string, Record<string, unknown>, string, string | undefined])[] = [
  [
    'Write of the file',
    { file_path: '/home/dana/shop/.mcp.json', content: JSON.stringify({ mcpServers: { notes } }) },
    'Write',
    'entry',
  ],
  [
    'Edit of the file',
    {
      file_path: '/home/dana/shop/.mcp.json',
      old_string: '{}',
      new_string: '"notes": {"command": "npx", "args": ["-y", "notes-server"]}',
    },
    'Edit',
    'entry',
  ],
  [
    'Edit that adds another server',
    { file_path: '/home/dana/shop/.mcp.json', old_string: '{}', new_string: '"other": {}' },
    'Edit',
    undefined,
  ],
  [
    'Edit behind the entry, which stood there before',
    {
      file_path: '/home/dana/shop/.mcp.json',
      old_string: '"notes": {"command": "npx", "args": ["-y", "notes-server"]}',
      new_string: '"notes": {"command": "npx", "args": ["-y", "notes-server"]},\n"other": {}',
    },
    'Edit',
    undefined,
  ],
  [
    'Edit of the command, below a line that stood there before',
    {
      file_path: '/home/dana/shop/.mcp.json',
      old_string: '"notes": {\n"command": "true"}',
      new_string: '"notes": {\n"command": "npx"}',
    },
    'Edit',
    'entry',
  ],
  [
    'registering command',
    { command: 'claude mcp add -s project notes -- npx -y notes-server' },
    'Bash',
    'entry',
  ],
  [
    'here-document',
    { command: `cat > .mcp.json <<'EOF'\n${JSON.stringify({ mcpServers: { notes } })}\nEOF` },
    'Bash',
    'entry',
  ],
  [
    'jq in place',
    {
      command:
        'jq \'.mcpServers.notes={"command":"npx","args":["-y","notes-server"]}\' .mcp.json > t && mv t .mcp.json',
    },
    'Bash',
    'entry',
  ],
  ['words that only speak of it', { command: 'echo "run claude mcp add notes"' }, 'Bash', undefined],
  ['reading', { file_path: '/home/dana/shop/.mcp.json' }, 'Read', undefined],
  [
    'another project',
    { file_path: '/home/dana/other/.mcp.json', content: JSON.stringify({ mcpServers: { notes } }) },
    'Write',
    undefined,
  ],
];

describe('which call wrote a server', () => {
  it.each(calls)('%s', async (_, input, tool, strength) => {
    const [server] = await servers({ ...project, ...session(input, { tool }) });
    const expected = strength && expect.objectContaining({ toolCallId: 'toolu_1', at: at(10), strength });
    expect(server?.['registeredBy']).toEqual(expected);
  });

  it('not one that was denied', async () => {
    const denied = lines(
      prompt(0, 'Go on.', { permissionMode: 'default' }),
      toolUse(10, 'toolu_1', { command: 'claude mcp add notes -- npx -y notes-server' }),
      toolResult(
        12,
        'toolu_1',
        "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file).",
        { isError: true },
      ),
    );
    const [server] = await servers({ ...user, [transcript]: denied });
    expect(server).not.toHaveProperty('registeredBy');
  });

  it('else between which copies of the configuration it appeared', async () => {
    const copy = (time: string) => `home/dana/.claude/backups/.claude.json.backup.${Date.parse(time)}`;
    const [server] = await servers({
      ...user,
      [copy('2026-11-10T08:00:00.000Z')]: '{"mcpServers":{}}',
      [copy('2026-11-12T08:00:00.000Z')]: JSON.stringify({ mcpServers: { notes } }),
    });
    expect(server?.['appeared']).toEqual({
      after: '2026-11-10T08:00:00.000Z',
      before: '2026-11-12T08:00:00.000Z',
    });
  });
});

describe('use', () => {
  const tool = (name: string) =>
    lines(prompt(0, 'Go on.'), toolUse(10, 'toolu_1', {}, { tool: name }), toolResult(11, 'toolu_1', 'ok'));

  it('is counted by the names of tools', async () => {
    const [server] = await servers({ ...user, [transcript]: tool('mcp__notes__read') });
    expect(server?.['use']).toMatchObject({ calls: 1, firstAt: at(10), sessionIds: [sessionId] });
  });

  it('is proven by a log, whoever approved it', async () => {
    const log = 'home/dana/.cache/claude-cli-nodejs/-home-dana-shop/mcp-logs-notes/2026-11-13.txt';
    const [server] = await servers({ ...user, [log]: 'x' });
    expect(server?.['loggedAt']).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  });

  it('shows a server that no configuration names', async () => {
    const [server] = await servers({ [transcript]: tool('mcp__ghost__write') });
    expect(server).toMatchObject({
      name: 'ghost',
      scope: 'transcript-only',
      findings: ['mcp_used_but_not_configured'],
    });
  });

  it('names the call that registered such a server, and no other', async () => {
    const added = [
      toolUse(2, 'toolu_a', { command: 'claude mcp add -s user -t http ghost https://mcp.ghost.example/s' }),
      toolResult(3, 'toolu_a', 'Added HTTP MCP server ghost'),
    ];
    const used = [
      prompt(0, 'Go on.'),
      ...added,
      toolUse(10, 'toolu_1', {}, { tool: 'mcp__ghost__write' }),
      toolResult(11, 'toolu_1', 'ok'),
      toolUse(12, 'toolu_2', {}, { tool: 'mcp__other__write' }),
      toolResult(13, 'toolu_2', 'ok'),
    ];
    const found = await servers({ [transcript]: lines(...used) });
    const of = (wanted: string) => found.find(({ name }) => name === wanted);
    expect(of('ghost')).toMatchObject({ scope: 'transcript-only', registeredBy: { toolCallId: 'toolu_a' } });
    expect(of('other')).toMatchObject({ scope: 'transcript-only' });
    expect(of('other')).not.toHaveProperty('registeredBy');
  });

  it('shows connectors of the account', async () => {
    const [server] = await servers({ [transcript]: tool('mcp__claude_ai_Mail__send') });
    expect(server).toMatchObject({ name: 'Mail', scope: 'connector', findings: [] });
  });
});

describe('servers of a command line', () => {
  const inline = JSON.stringify({ mcpServers: { helper: { command: '/tmp/helper' } } });

  it('written out', async () => {
    const [server] = await servers(session({ command: `claude -p go --mcp-config '${inline}'` }));
    expect(server).toMatchObject({
      name: 'helper',
      scope: 'command-line',
      command: '/tmp/helper',
      path: expect.stringContaining(sessionId),
    });
  });

  it('in a file', async () => {
    const [server] = await servers({
      'home/dana/shop/ci.json': inline,
      ...session({ command: 'claude -p go --mcp-config=ci.json --strict-mcp-config' }),
    });
    expect(server).toMatchObject({ name: 'helper', scope: 'command-line', path: 'shop/ci.json' });
  });
});

describe('approval', () => {
  const approved = (more: ImageFiles) => servers({ ...project, ...session({ command: 'ls' }), ...more });
  const settings = (value: unknown) => ({ 'home/dana/.claude/settings.json': JSON.stringify(value) });
  const state = (value: unknown) => ({
    'home/dana/.claude.json': JSON.stringify({ projects: { '/home/dana/shop': value } }),
  });

  it.each([
    ['a state for the whole project', state({ enableAllProjectMcpServers: true }), true],
    ['a state for this server', state({ enabledMcpjsonServers: ['notes'] }), false],
    ['settings of the user', settings({ enableAllProjectMcpServers: true }), true],
    ['bypass mode that no longer warns', settings({ skipDangerousModePermissionPrompt: true }), true],
    ['a rule for all its tools', settings({ permissions: { allow: ['mcp__notes'] } }), true],
    ['a rule for one tool', settings({ permissions: { allow: ['mcp__notes__read'] } }), false],
  ] as const)('by %s', async (_, files, blanket) => {
    const [server] = await approved(files);
    expect(server).toMatchObject({ unasked: [expect.any(String)], approvedBlanketly: blanket });
  });

  it('by nothing', async () => {
    const [server] = await approved({});
    expect(server).toMatchObject({ unasked: [], approvedBlanketly: false });
  });
});
