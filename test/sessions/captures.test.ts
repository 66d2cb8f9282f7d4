import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { callsOf, homeWith, lines, mainFile, prompt, type Row, toolResult, toolUse } from './transcripts.ts';

const init = { type: 'system', subtype: 'init', session_id: 'run-1', permissionMode: 'bypassPermissions' };

/** What `claude -p --output-format stream-json --verbose` prints: no times, the id of the session in another field. */
function printed(id = 'toolu_p'): Row[] {
  const bare = ({ timestamp: _at, sessionId: _id, cwd: _cwd, ...row }: Row): Row => ({
    ...row,
    session_id: 'run-1',
  });
  return [
    init,
    bare(toolUse(1, id, { command: 'make' })),
    bare(toolResult(2, id, 'ok')),
    { type: 'result', session_id: 'run-1' },
  ];
}

const transcript = lines(
  prompt(0, 'go'),
  toolUse(1, 'toolu_1', { command: 'ls' }),
  toolResult(2, 'toolu_1', 'a'),
);
const project = { '../.claude.json': '{}' };

async function foundIn(files: Record<string, string>) {
  const { root, home } = evidenceImage({ 'home/dana/.claude/projects/p/s.jsonl': transcript, ...files });
  const { stdout } = await runCli(['sessions', '--root', root, '--home', home, '--format', 'ndjson']);
  const rows = stdout
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line));
  return rows.filter(({ id }) => id === 'toolu_p');
}

const known = (folder: string) => ({
  'home/dana/.claude.json': JSON.stringify({ projects: { [folder]: {} } }),
});

describe('what sessions printed and somebody kept', () => {
  it.each<readonly [string, string, string, Record<string, string>]>([
    [
      'lines at the top of a folder in which a session worked',
      'home/dana/shop/out.jsonl',
      lines(...printed()),
      {},
    ],
    ['lines under another name', 'home/dana/shop/run.ndjson', lines(...printed()), {}],
    ['lines at the top of the home', 'home/dana/run.json', lines(...printed()), {}],
    [
      'an array in a folder that the agent remembers',
      'srv/app/claude-execution-output.json',
      JSON.stringify(printed(), undefined, 2),
      known('/srv/app'),
    ],
    [
      'the output of the Action, on a runner',
      'home/runner/work/_temp/claude-execution-output.json',
      JSON.stringify(printed()),
      known('/home/runner/work/shop/shop'),
    ],
  ])('%s', async (_name, path, text, files) => {
    const rows = await foundIn({ ...files, [path]: text });
    expect(rows).toMatchObject([
      {
        sessionId: 'run-1',
        permissionMode: 'bypassPermissions',
        permissionModeSource: 'init-record',
        outcome: 'succeeded',
      },
    ]);
    expect(rows[0]).toMatchObject({
      evidence: { path: expect.stringContaining(path.replace('home/dana/', '')) },
    });
  });

  it.each<readonly [string, string, string]>([
    ['deeper in a project', 'home/dana/shop/test/fixtures/out.jsonl', lines(...printed())],
    [
      'what is no such output',
      'home/dana/shop/data.json',
      JSON.stringify({ type: 'system', rows: printed() }),
    ],
    ['a folder that no session worked in', 'home/dana/bank/out.jsonl', lines(...printed())],
  ])('is not looked for: %s', async (_name, path, text) => {
    expect(await foundIn({ [path]: text })).toEqual([]);
  });

  it('adds nothing to a session whose transcript is there', async () => {
    const again = Array.from({ length: 6 }, (_, n) => toolUse(10 * n, `toolu_${n}`, { command: 'npm test' }));
    const bare = again.map(({ timestamp: _at, sessionId, ...row }) => ({ ...row, session_id: sessionId }));
    const files = { [mainFile]: lines(prompt(0, 'go', { permissionMode: 'default' }), ...again), ...project };
    const read = async (more: Record<string, string>) => {
      const { stdout } = await runCli([
        'sessions',
        '--home',
        homeWith({ ...files, ...more }),
        '--format',
        'json',
      ]);
      return JSON.parse(stdout).sessions;
    };
    const captured = { '../out.jsonl': lines({ ...init, session_id: again[0]?.['sessionId'] }, ...bare) };
    expect(await read(captured)).toEqual(await read({}));
  });

  it('tells the mode where the transcript of the session does not', async () => {
    const old = { version: '2.0.67', sessionId: 'run-1' };
    const own = lines(prompt(0, 'go', old), toolUse(1, 'toolu_p', { command: 'make' }, old));
    const home = homeWith({ ...project, 'projects/p/run-1.jsonl': own, '../out.jsonl': lines(...printed()) });
    const { rows } = await callsOf(home);
    expect(rows).toMatchObject([
      {
        permissionMode: 'bypassPermissions',
        permissionModeSource: 'init-record',
        outcome: 'succeeded',
        evidence: { path: '.claude/projects/p/run-1.jsonl', line: 2 },
      },
    ]);
  });

  it('is no transcript: that there is none stays a gap', async () => {
    const { rows, stderr } = await callsOf(homeWith({ ...project, '../out.jsonl': lines(...printed()) }));
    expect(rows).toMatchObject([{ id: 'toolu_p', evidence: { path: 'out.jsonl', line: 2 } }]);
    expect(stderr).toContain('there is no transcript');
  });
});

describe('a packed transcript', () => {
  it('is a gap where it cannot be unpacked', async () => {
    const { code, stderr } = await callsOf(
      homeWith({ [mainFile]: transcript, 'projects/p/old.jsonl.zst': 'x' }),
    );
    expect(code).toBe(3);
    expect(stderr).toMatch(/\.claude\/projects\/p\/old\.jsonl\.zst: .* \(unreadable\)/);
  });
});
