import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import {
  at,
  homeWith,
  lines,
  mainFile,
  prompt,
  type Row,
  sessionId,
  toolResult,
  toolUse,
} from './transcripts.ts';

const hour = 3600;
const records = [prompt(0, 'Look around'), toolUse(5, 't', { command: 'ls' }), toolResult(6, 't', 'a')];

function typed(seconds: number, display: string, more: Row = { sessionId }): Row {
  return {
    display,
    pastedContents: {},
    timestamp: Date.parse(at(seconds)),
    project: '/home/dana/shop',
    ...more,
  };
}

async function gapsOf(history: readonly Row[], ...options: string[]) {
  const home = homeWith({ [mainFile]: lines(...records), 'history.jsonl': lines(...history) });
  const argv = ['sessions', '--home', home, '--format', 'json', ...options];
  const { stdout, code } = await runCli(argv, { now: '2026-10-03T09:00:00.000Z' });
  return { gaps: JSON.parse(stdout).gaps, code };
}

const first = typed(0, 'Look around');
const place = { path: '.claude/history.jsonl', line: 2 };
const after = 'after the last record of their sessions: what followed is in no transcript';
const never = 'when no session of their projects has records: what followed is in no transcript';
const nameless = {};

describe('a prompt that somebody typed', () => {
  it.each<[string, Row[], string]>([
    ['hours after the last record', [typed(3 * hour, 'Delete all of it')], `a prompt was typed ${after}`],
    ['two minutes after it', [typed(128, 'Delete all of it')], `a prompt was typed ${after}`],
    ['with a command of the project', [typed(hour, '/release now')], `a prompt was typed ${after}`],
    ['that begins with a path', [typed(hour, '/srv/data can go')], `a prompt was typed ${after}`],
    ['twice', [typed(hour, 'Go on'), typed(2 * hour, 'Delete it')], `2 prompts were typed ${after}`],
    ['without the name of a session', [typed(hour, 'Delete it', nameless)], `a prompt was typed ${never}`],
    [
      'in another project',
      [
        typed(2, 'Delete it', { project: '/home/dana/bank' }),
        typed(hour, 'More', { project: '/home/dana/bank' }),
      ],
      `a prompt was typed ${never}`,
    ],
  ])('%s is a gap', async (_name, history, reason) => {
    const { gaps, code } = await gapsOf([first, ...history]);
    expect(gaps).toEqual([
      { kind: 'missing', reason, evidence: expect.objectContaining({ path: place.path }) },
    ]);
    expect(code).toBe(3);
  });

  it.each<[string, Row[]]>([
    ['while records were written', [typed(4, 'Go on')]],
    ['seconds after the last record, and then interrupted', [typed(20, 'Go on')]],
    ...['/exit', '/clear', '/model opus', '/help', '/cost', 'exit', '!ls -la', '# remember', ' '].map(
      (words): [string, Row[]] => [`that begins no turn: ${words}`, [typed(3 * hour, words)]],
    ),
    ['without the name of a session, while records were written', [typed(4, 'Go on', nameless)]],
    ['in a folder with another name, when a turn began', [typed(1, 'Go on', { project: '/mnt/dana/shop' })]],
    [
      'in a project whose transcripts are older than they are kept',
      [{ ...typed(0, 'Go on', { project: '/home/dana/bank' }), timestamp: Date.UTC(2026, 5, 1) }],
    ],
    ['at no known time', [{ display: 'Go on', sessionId }]],
  ])('not: %s', async (_name, history) => {
    expect(await gapsOf([first, ...history])).toEqual({ gaps: [], code: 0 });
  });

  it('counts in the time that is asked about alone', async () => {
    const history = [first, typed(3 * hour, 'Delete it')];
    expect((await gapsOf(history, '--until', at(hour))).gaps).toEqual([]);
    expect((await gapsOf(history, '--since', at(2))).gaps).toHaveLength(1);
  });
});
