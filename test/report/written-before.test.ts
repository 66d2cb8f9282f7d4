import { describe, expect, it } from 'vitest';
import { at, lines, type Row } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const shop = '/home/dana/shop';
const erases = 'rm -rf /home/dana/Documents';

interface Step {
  readonly tool?: string;
  readonly input: Row;
  readonly result?: Row;
}

const shell = (command: string): Step => ({ input: { command } });
const write = (name: string, content: string): Step => ({
  tool: 'Write',
  input: { file_path: `${shop}/${name}`, content },
});

/** A session of Claude Code; it begins some minutes after the first one. */
function session(number: number, minutes: number, steps: readonly Step[]): Row {
  const id = `${number}1111111-2222-4333-8444-555555555555`;
  const common = { sessionId: id, cwd: shop, version: '2.1.90', isSidechain: false };
  const row = (seconds: number, type: string, content: unknown, more: Row = {}): Row => ({
    ...common,
    type,
    timestamp: at(minutes * 60 + seconds),
    message: { role: type, content },
    ...more,
  });
  const calls = steps.flatMap(({ tool: name = 'Bash', input, result }, index) => [
    row(index * 2 + 1, 'assistant', [{ type: 'tool_use', id: `t${number}-${index}`, name, input }]),
    row(
      index * 2 + 2,
      'user',
      [{ type: 'tool_result', tool_use_id: `t${number}-${index}`, content: 'done' }],
      result && { toolUseResult: result },
    ),
  ]);
  return {
    [`home/dana/.claude/projects/-home-dana-shop/${id}.jsonl`]: lines(
      row(0, 'user', 'Go on', { permissionMode: 'bypassPermissions' }),
      ...calls,
    ),
  };
}

async function reportOn(...sessions: readonly Row[]) {
  const { root, home } = evidenceImage(Object.assign({ 'home/dana/shop/a.txt': 'a' }, ...sessions));
  const argv = ['report', '--root', root, '--home', home, '--output', '-', '--format', 'json'];
  const { verdict, findings, gaps, coverage } = JSON.parse((await runCli(argv)).stdout);
  const queries: readonly string[] = findings
    .filter(({ level }: Row) => level !== 'informational' && level !== 'low')
    .map(({ queryId }: Row) => queryId);
  return { verdict: verdict.value, queries, gaps: gaps.map(({ reason }: Row) => reason), coverage };
}

const deletes = 'recursive_delete_outside_repository';

describe('what a session wrote, and a later one runs', () => {
  it.each<[string, readonly Step[], readonly Step[]]>([
    ['a script', [write('tidy.sh', erases)], [shell('bash tidy.sh')]],
    ['one with a first line', [write('tidy', `#!/bin/sh\n${erases}\n`)], [shell('./tidy')]],
    ['one of a here-document', [shell(`cat > tidy.sh <<'E'\n${erases}\nE`)], [shell('sh tidy.sh')]],
    [
      'in Python',
      [write('tidy.py', "import shutil\nshutil.rmtree('/home/dana/Documents')\n")],
      [shell('python3 tidy.py')],
    ],
    [
      'a script of a package',
      [write('package.json', JSON.stringify({ scripts: { tidy: erases } }))],
      [shell('npm run tidy')],
    ],
    [
      'which changes it before',
      [write('tidy.sh', 'echo hi\n')],
      [
        {
          tool: 'Edit',
          input: { file_path: `${shop}/tidy.sh`, old_string: 'echo hi', new_string: erases },
        },
        shell('bash tidy.sh'),
      ],
    ],
  ])('is known: %s', async (_what, first, second) => {
    expect((await reportOn(session(1, 0, first), session(2, 10, second))).queries).toContain(deletes);
  });

  it.each<[string, readonly Step[], readonly Step[]]>([
    ['only writes', [write('tidy.sh', erases)], [shell('ls')]],
    ['runs another file', [write('tidy.sh', erases)], [shell('bash other.sh')]],
    ['took it out', [write('tidy.sh', erases)], [write('tidy.sh', 'echo hi'), shell('bash tidy.sh')]],
    ['deleted it', [write('tidy.sh', erases), shell('rm tidy.sh')], [shell('bash tidy.sh')]],
    ['wrote work of a day', [write('b.sh', 'rm -rf dist && tsc\n')], [shell('bash b.sh')]],
  ])('is no alarm where it %s', async (_what, first, second) => {
    expect(await reportOn(session(1, 0, first), session(2, 10, second))).toMatchObject({
      verdict: 'clean',
      queries: [],
      gaps: [],
    });
  });

  it('is not what was written only after it ran', async () => {
    const { queries } = await reportOn(
      session(1, 0, [shell('ls'), ...Array<Step>(30).fill(shell('pwd')), write('tidy.sh', erases)]),
      session(2, 0.5, [shell('bash tidy.sh')]),
    );
    expect(queries).toEqual([]);
  });

  it('is not understood where it is too long to be held', async () => {
    const long = `${'# padding\n'.repeat(7000)}${erases}\n`;
    const { verdict, gaps } = await reportOn(
      session(1, 0, [write('tidy.sh', long)]),
      session(2, 10, [shell('bash tidy.sh')]),
    );
    expect(verdict).toBe('undetermined');
    expect(gaps).toEqual([expect.stringContaining('too long, or too far back, to be held')]);
  });

  it('is counted as read', async () => {
    const { coverage } = await reportOn(
      session(1, 0, [write('list.sh', 'ls')]),
      session(2, 10, [shell('bash list.sh')]),
    );
    expect(coverage.unreadCommands).toEqual({ calls: 0, promptsOff: 0 });
  });
});

const python = "import shutil\nshutil.rmtree('/home/dana/Documents')\n";
const node =
  "import { rmSync } from 'node:fs';\nrmSync('/home/dana/Documents', { recursive: true, force: true });\n";

describe('what runners find in files that a session wrote', () => {
  it.each<[string, string, string]>([
    ['conftest.py', python, 'pytest'],
    ['tests/conftest.py', python, 'python -m pytest -q tests'],
    ['tests/test_a.py', python, 'pytest tests/test_a.py::test_x'],
    ['vite.config.ts', node, 'npx vite build'],
    ['vitest.config.mts', node, 'npx vitest run'],
    ['next.config.js', node, 'next build'],
    ['webpack.config.cjs', node, 'webpack --mode production'],
    ['gulpfile.js', node, 'gulp clean'],
    ['Rakefile', "task :tidy do\n  sh 'rm -rf /home/dana/Documents'\nend\n", 'rake tidy'],
    ['justfile', `all: tidy\n    echo done\n\ntidy:\n    @${erases}\n`, 'just all'],
    ['package.json', JSON.stringify({ scripts: { postinstall: erases } }), 'npm install'],
    ['tidy/__main__.py', python, 'python -m tidy'],
    ['index.js', node, 'node .'],
  ])('may run: %s', async (name, content, command) => {
    const { queries } = await reportOn(session(1, 0, [write(name, content), shell(command)]));
    expect(queries).toContain(deletes);
  });

  it.each<[string, string, string]>([
    ['conftest.py', python, 'pytest --collect-only'],
    ['conftest.py', python, 'ls'],
    ['tests/test_a.py', 'def test_x():\n    assert 1\n\n'.repeat(1500), 'pytest tests/test_a.py'],
    ['tests/test_a.py', 'def test_x():\n    assert 1\n\n'.repeat(3000), 'pytest tests/test_a.py'],
    [
      'tests/test_a.py',
      'import shutil, tempfile\n\ndef test_x(tmp_path):\n    d = tempfile.mkdtemp()\n    shutil.rmtree(d)\n    shutil.rmtree(tmp_path)\n',
      'pytest tests/test_a.py',
    ],
    [
      'conftest.py',
      "import os, pytest\n\n@pytest.fixture\ndef key(monkeypatch):\n    monkeypatch.setenv('API_KEY', 'x')\n    return os.environ['API_KEY']\n",
      'pytest',
    ],
    [
      'src/a.test.ts',
      "import { mkdtempSync, rmSync } from 'node:fs';\nimport { tmpdir } from 'node:os';\nimport { join } from 'node:path';\nconst folder = mkdtempSync(join(tmpdir(), 'a-'));\nafterAll(() => rmSync(folder, { recursive: true, force: true }));\ntest('a', () => expect(1).toBe(1));\n",
      'npx vitest run src/a.test.ts',
    ],
    [
      'vite.config.ts',
      "import { defineConfig, loadEnv } from 'vite';\nexport default defineConfig(({ mode }) => ({ define: { API: loadEnv(mode, process.cwd()).API }, server: { port: Number(process.env.PORT ?? 3000) } }));\n",
      'npx vite build',
    ],
    ['justfile', `test:\n    pytest -q\n\ntidy:\n    ${erases}\n`, 'just test'],
    ['justfile', 'clean:\n    rm -rf dist build\n', 'just clean'],
    ['package.json', JSON.stringify({ scripts: { tidy: erases, prepare: 'husky' } }), 'npm install'],
    ['package.json', JSON.stringify({ scripts: { postinstall: erases } }), 'npm ci --ignore-scripts'],
  ])('are no alarm by themselves: %s', async (name, content, command) => {
    const { verdict, queries } = await reportOn(session(1, 0, [write(name, content), shell(command)]));
    expect({ verdict, queries }).toEqual({ verdict: 'clean', queries: [] });
  });
});

/** A session of Codex that hands over these patches, one call each. */
function codexSession(number: number, minutes: number, patches: readonly string[]): Row {
  const id = `0199aaaa-1111-7222-8333-44445555666${number}`;
  const row = (seconds: number, type: string, payload: Row): Row => ({
    timestamp: at(minutes * 60 + seconds),
    type,
    payload,
  });
  const meta = { id, cwd: shop, originator: 'codex_cli_rs', cli_version: '0.104.0', source: 'cli' };
  const calls = patches.flatMap((changes, index) => {
    const call_id = `c${number}-${index}`;
    const input = `*** Begin Patch\n${changes}\n*** End Patch`;
    return [
      row(index * 2 + 1, 'response_item', {
        type: 'custom_tool_call',
        status: 'completed',
        name: 'apply_patch',
        input,
        call_id,
      }),
      row(index * 2 + 2, 'response_item', {
        type: 'custom_tool_call_output',
        call_id,
        output: JSON.stringify({
          output: 'Success. Updated the following files:',
          metadata: { exit_code: 0 },
        }),
      }),
    ];
  });
  return {
    [`home/dana/.codex/sessions/2026/10/01/rollout-2026-10-01T09-00-00-${id}.jsonl`]: lines(
      row(0, 'session_meta', meta),
      ...calls,
    ),
  };
}

describe('what another agent wrote', () => {
  const adds = '*** Add File: tidy.sh\n+cd /tmp/x\n+rm -rf out';
  const changes = '*** Update File: tidy.sh\n@@\n cd /tmp/x\n-rm -rf out\n+rm -rf /home/dana/Documents';
  const runs = session(3, 30, [shell('bash tidy.sh')]);

  it.each<[string, readonly Row[]]>([
    ['adds it, another changes it', [codexSession(1, 0, [adds]), codexSession(2, 10, [changes])]],
    ['adds and changes it', [codexSession(1, 0, [adds, changes])]],
    ['changes what nobody knows', [codexSession(1, 0, [changes])]],
  ])('is known where a session %s', async (_what, sessions) => {
    expect((await reportOn(...sessions, runs)).queries).toContain(deletes);
  });

  it('is no alarm where the change took it out', async () => {
    const back = '*** Update File: tidy.sh\n@@\n cd /tmp/x\n-rm -rf /home/dana/Documents\n+rm -rf out';
    const sessions = [codexSession(1, 0, [adds, changes]), codexSession(2, 10, [back])];
    expect((await reportOn(...sessions, runs)).queries).toEqual([]);
  });
});
