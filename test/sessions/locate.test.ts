import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { callsOf, homeWith, lines, mainFile, prompt, sessionId, toolResult, toolUse } from './transcripts.ts';

const transcript = lines(
  prompt(0, 'go'),
  toolUse(1, 'toolu_1', { command: 'ls' }),
  toolResult(2, 'toolu_1', 'a'),
);
const cowork = 'Library/Application Support/Claude/local-agent-mode-sessions/u1/u2/local_3/.claude';

describe('the places of transcripts', () => {
  it.each<readonly [string, string]>([
    ['the usual one', `.claude/projects/p/${sessionId}.jsonl`],
    ['a subagent beside its session', '.claude/projects/p/agent-1a2b3c4d.jsonl'],
    ['a subagent in the folder of its session', `.claude/projects/p/${sessionId}/subagents/agent-a1.jsonl`],
    ['an agent of a workflow', `.claude/projects/p/${sessionId}/subagents/workflows/w1/agent-a1.jsonl`],
    ['the layout that guides describe', '.claude/projects/4f2a/sessions/s-1.jsonl'],
    ['the XDG folder', `.config/claude/projects/p/${sessionId}.jsonl`],
    ['a second configuration', `.claude-work/projects/p/${sessionId}.jsonl`],
    ...['.bak', '.1', '.txt', '~', '.2026-10-01'].map(
      (ending) => [`one put aside: ${ending}`, `.claude/projects/p/${sessionId}.jsonl${ending}`] as const,
    ),
    ['one without its ending', `.claude/projects/p/${sessionId}`],
    ['local agent mode of the desktop', `${cowork}/projects/p/${sessionId}.jsonl`],
  ])('%s', async (_name, path) => {
    const { rows } = await callsOf(homeWith({ [`../${path}`]: transcript }));
    expect(rows).toMatchObject([{ id: 'toolu_1', sessionId, evidence: { path, line: 2 } }]);
  });

  it('takes no other file that is named after a session for a transcript', async () => {
    const { rows, stderr } = await callsOf(
      homeWith({
        [mainFile]: transcript,
        [`projects/p/${sessionId}.txt`]: 'Notes on the session\n',
        [`projects/p/${sessionId}.jsonl.md5`]: 'd41d8cd98f00b204e9800998ecf8427e\n',
        'projects/p/agent-a1.jsonl': transcript.replaceAll('toolu_1', 'toolu_2'),
        'projects/p/agent-a1.meta.json': '{"agentType":"Explore"}',
      }),
    );
    expect(rows).toHaveLength(2);
    expect(stderr).toBe('');
  });

  it('names what is kept of a subagent whose transcript is gone', async () => {
    const note = `projects/p/${sessionId}/subagents/agent-a1.meta.json`;
    const { stderr } = await callsOf(homeWith({ [mainFile]: transcript, [note]: '{"agentType":"Explore"}' }));
    expect(stderr).toContain(
      `.claude/${note}: is kept of a subagent whose transcript is not there (missing)`,
    );
  });

  it.each(['jsonl.xz', 'zip', 'tar.gz', 'jsonl.tar.zst', '7z', 'jsonl.bz2'])(
    'names what is packed in a form that is not read: %s',
    async (ending) => {
      const path = `projects/p/${sessionId}.${ending}`;
      const { rows, stderr } = await callsOf(homeWith({ [mainFile]: transcript, [path]: 'PK' }));
      expect(rows).toHaveLength(1);
      expect(stderr).toContain(`.claude/${path}: is packed in a form that is not read`);
    },
  );

  it('says nothing of archives among results and notes', async () => {
    const { stderr } = await callsOf(
      homeWith({ [mainFile]: transcript, [`projects/p/${sessionId}/tool-results/site.zip`]: 'PK' }),
    );
    expect(stderr).toBe('');
  });

  it.each([
    `projects/p/${sessionId}.JSONL`,
    'projects/p/notes.ndjson',
    'projects/p/a.log',
    'projects/p/memory/b.jsonl',
    `projects/p/${sessionId}/tool-results/c.jsonl`,
    'projects.bak/p/d.jsonl',
    'backups/p/e.jsonl',
    'shell-snapshots/f.jsonl',
    'g.jsonl',
  ])('names what begins like one and is not read: %s', async (path) => {
    const { rows, stderr } = await callsOf(
      homeWith({ [mainFile]: transcript, [path]: transcript.replaceAll('toolu_1', 'toolu_2') }),
    );
    if (rows.length === 1) expect(stderr).toContain(`.claude/${path}: begins like a transcript`);
    else expect(rows).toMatchObject([{}, {}]);
  });

  it.each([
    ['with a list before its type', (record: object) => ({ tags: ['a', { b: [1] }], ...record })],
    [
      'with its message before its type',
      ({ message, ...rest }: { message?: object }) => ({ message, ...rest }),
    ],
    [
      'with a long list before its type',
      (record: object) => ({ uuid: 'a', sessionId, x: ['y'.repeat(70_000)], ...record }),
    ],
  ])('names one %s', async (_name, changed) => {
    const first = JSON.stringify(changed(JSON.parse(transcript.split('\n')[0] ?? '')));
    const { stderr } = await callsOf(homeWith({ [mainFile]: transcript, 'backups/p/e.jsonl': `${first}\n` }));
    expect(stderr).toContain('.claude/backups/p/e.jsonl: begins like a transcript');
  });

  it.each([
    ['backups/list.json', '{"entries":[{"sessionId":"1","type":"user","message":{}}]}'],
    ['projects/p/state.json', '{"session":{"sessionId":"1","type":"user"},"n":[]}'],
    ['projects/p/memory/MEMORY.md', '# Notes\n- "type": "user", "sessionId": "1"\n'],
    [`projects/p/${sessionId}/tool-results/toolu_9.txt`, transcript],
    ['projects/p/sessions-index.json', '{"version":1,"entries":[{"sessionId":"1","type":"x"}]}'],
    ['backups/.claude.json.backup.1', '{\n  "lastSessionId": "1",\n  "type": "x"\n}'],
    ['history.jsonl', '{"display":"hello","timestamp":1,"project":"/home/dana","sessionId":"1"}\n'],
  ])('says nothing of what does not: %s', async (path, text) => {
    const { stderr } = await callsOf(homeWith({ [mainFile]: transcript, [path]: text }));
    expect(stderr).not.toContain('begins like');
  });

  it.each([
    ['.local/share/Trash/files', `.local/share/Trash/files/${sessionId}.jsonl`],
    ['.local/share/Trash/files', `.local/share/Trash/files/-home-dana-shop/${sessionId}.jsonl`],
    ['.Trash', `.Trash/.claude/projects/p/${sessionId}.jsonl`],
    ['Downloads', 'Downloads/session.jsonl'],
    ['Downloads', `Downloads/projects 2/p/${sessionId}.jsonl`],
    ['.config/claude-code/projects', `.config/claude-code/projects/p/${sessionId}.jsonl`],
    ['.local/share/claude/projects', `.local/share/claude/projects/p/${sessionId}.jsonl`],
  ])('names %s, where what begins like one lies: %s', async (place, path) => {
    const { rows, stderr } = await callsOf(
      homeWith({ [mainFile]: transcript, [`../${path}`]: transcript.replaceAll('toolu_1', 'toolu_22') }),
    );
    expect(rows).toHaveLength(1);
    expect(stderr).toContain(`${place}: holds a file that begins like a transcript, not read`);
  });

  it('follows no link to one', async () => {
    const outside = homeWith({ 'x.jsonl': transcript });
    const home = homeWith({ [mainFile]: transcript, '../Downloads/readme.txt': 'x' });
    symlinkSync(join(outside, '.claude/x.jsonl'), join(home, 'Downloads/x.jsonl'));
    symlinkSync(join(outside, '.claude'), join(home, '.Trash'));
    const { stderr } = await callsOf(home);
    expect(stderr).toBe('');
  });

  it.each([
    ['a copy of what is read', 'Downloads/', mainFile.split('/').at(-1) ?? '', transcript],
    ['examples for a model', 'Downloads/', 'train.jsonl', '{"messages":[{"role":"user","content":"go"}]}\n'],
    ['rows of another program', '.Trash/', 'events.jsonl', '{"type":"click","session":"1"}\n'],
    ['the installation', '.local/share/claude/', 'versions/2.1.240', 'binary'],
  ])('says nothing of %s', async (_what, folder, name, text) => {
    const { stderr } = await callsOf(homeWith({ [mainFile]: transcript, [`../${folder}${name}`]: text }));
    expect(stderr).toBe('');
  });

  it('takes no result for a transcript', async () => {
    const result = transcript.replaceAll('toolu_1', 'toolu_2');
    const { rows } = await callsOf(
      homeWith({
        [mainFile]: transcript,
        [`projects/-home-dana-shop/${sessionId}/tool-results/x.jsonl`]: result,
      }),
    );
    expect(rows.map(({ id }) => id)).toEqual(['toolu_1']);
  });

  it('reads packed transcripts', async () => {
    const path = `projects/p/${sessionId}.jsonl.gz`;
    const { rows } = await callsOf(homeWith({ [path]: gzipSync(transcript) }));
    expect(rows).toMatchObject([
      { id: 'toolu_1', outcome: 'succeeded', evidence: { path: `.claude/${path}`, line: 2 } },
    ]);
  });

  it('reads the folder that a shell profile sets, and the one of the live environment', async () => {
    const home = homeWith({
      '../.zshrc': 'export CLAUDE_CONFIG_DIR="$HOME/agents/claude" # team\n',
      [`../agents/claude/projects/p/${sessionId}.jsonl`]: transcript,
    });
    expect((await callsOf(home)).rows).toHaveLength(1);
    const other = homeWith({ [`../elsewhere/projects/p/${sessionId}.jsonl`]: transcript });
    const { stdout } = await runCli(['sessions', '--format', 'ndjson'], {
      homeDirectory: other,
      env: { CLAUDE_CONFIG_DIR: join(other, 'elsewhere') },
    });
    expect(stdout).toContain('"id":"toolu_1"');
  });

  it.each([
    [['report', '--output', '-'], sessionId],
    [['assess', '--output', '-'], sessionId],
    [['mcp'], 'planted-server'],
    [['posture'], 'planted-hook'],
  ])('follows the live environment in %s, too', async (command, wanted) => {
    const { home, env } = configuredElsewhere();
    const { stdout } = await runCli([...command, '--format', 'json'], { homeDirectory: home, env });
    expect(stdout).toContain(wanted);
  });

  it('collects the folder of the live environment, and reads it out of the bag', async () => {
    const { home, env } = configuredElsewhere();
    const bag = join(home, 'bag');
    await runCli(['collect', bag], { homeDirectory: home, env });
    expect((await callsOf(bag)).rows.map(({ id }) => id)).toEqual(['toolu_1']);
    const { stdout } = await runCli(['mcp', '--home', bag, '--format', 'json']);
    expect(stdout).toContain('planted-server');
  });

  it('reads every home of an image', async () => {
    const root = homeWith({
      [`../home/dana/.claude/projects/p/${sessionId}.jsonl`]: transcript,
      '../root/.claude/projects/p/other.jsonl': transcript
        .replaceAll('toolu_1', 'toolu_2')
        .replaceAll(sessionId, 'other'),
    });
    const { stdout } = await runCli(['sessions', '--root', root, '--format', 'ndjson']);
    const paths = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).evidence.path);
    expect(paths.sort()).toEqual([
      `home/dana/.claude/projects/p/${sessionId}.jsonl`,
      'root/.claude/projects/p/other.jsonl',
    ]);
  });

  it('reads files that are named, lines or one array, and nothing else', async () => {
    const home = homeWith({ [mainFile]: transcript.replaceAll('toolu_1', 'toolu_0') });
    const records = transcript
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    writeFileSync(join(home, 'capture.jsonl'), transcript);
    writeFileSync(join(home, 'claude-execution-output.json'), JSON.stringify(records, undefined, 2));
    for (const name of ['capture.jsonl', 'claude-execution-output.json']) {
      const { rows } = await callsOf(home, join(home, name));
      expect(rows).toMatchObject([{ id: 'toolu_1', outcome: 'succeeded', evidence: { path: name } }]);
    }
  });

  it('takes an operand for the beginning of a session’s id, and refuses a path that is not there', async () => {
    const home = homeWith({ [mainFile]: transcript });
    expect((await callsOf(home, sessionId.slice(0, 8))).rows).toHaveLength(1);
    const unknown = await callsOf(home, 'ffffffff');
    expect(unknown).toMatchObject({ rows: [], code: 3 });
    expect(unknown.stderr).toContain('there is no transcript of a session ffffffff');
    expect(await callsOf(home, 'missing.jsonl')).toMatchObject({ code: 2, stdout: '' });
  });

  it('does not follow links, and says so', async () => {
    const home = homeWith({ [mainFile]: transcript });
    const outside = homeWith({ [mainFile]: transcript });
    mkdirSync(join(home, '.claude/projects/q'));
    symlinkSync(join(outside, '.claude', mainFile), join(home, '.claude/projects/q/linked.jsonl'));
    const { rows, code, stderr } = await callsOf(home);
    expect({ rows: rows.length, code }).toEqual({ rows: 1, code: 3 });
    expect(stderr).toContain('.claude/projects/q/linked.jsonl: is a symbolic link and was not followed');
  });
});

/** A home whose agent keeps its files where only the environment says. */
function configuredElsewhere(): { home: string; env: Record<string, string> } {
  const hooks = { Stop: [{ hooks: [{ type: 'command', command: 'echo planted-hook' }] }] };
  const home = homeWith({
    [`../elsewhere/projects/p/${sessionId}.jsonl`]: transcript,
    '../elsewhere/.claude.json': JSON.stringify({ mcpServers: { 'planted-server': { command: 'node' } } }),
    '../elsewhere/settings.json': JSON.stringify({ hooks }),
  });
  return { home, env: { PATH: process.env['PATH'] ?? '', CLAUDE_CONFIG_DIR: join(home, 'elsewhere') } };
}
