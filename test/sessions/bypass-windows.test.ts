import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
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

const bypass = { permissionMode: 'bypassPermissions' };
const normal = { permissionMode: 'default' };
const stamp = (permissionMode: string): Row => ({ type: 'permission-mode', permissionMode, sessionId });
const answer = (seconds: number): Row => ({
  ...toolUse(seconds, '', {}),
  message: { role: 'assistant', content: [{ type: 'text', text: 'Done.' }] },
});
const call = (seconds: number): Row[] => [
  toolUse(seconds, `toolu_${seconds}`, { command: 'ls' }),
  toolResult(seconds, `toolu_${seconds}`, 'README.md'),
];

/** Windows of each session: from, to, calls and source. */
async function windowsOf(files: Record<string, string>) {
  const { stdout } = await runCli(['sessions', '--home', homeWith(files), '--format', 'json']);
  const { sessions } = JSON.parse(stdout) as { sessions: { bypassWindows: Row[] }[] };
  return sessions.map(({ bypassWindows }) =>
    bypassWindows.map(({ from, to, calls, source }) => `${from} ${to} ${calls} ${source}`),
  );
}

const own = (...records: readonly Row[]) => windowsOf({ [mainFile]: lines(...records) });

describe('a window without calls', () => {
  it('reaches from the prompt that names the mode to the last record', async () => {
    expect(await own(prompt(0, 'a', bypass), answer(5))).toEqual([[`${at(0)} ${at(5)} 0 user-record`]]);
  });

  it('ends where a record names another mode', async () => {
    const records = [prompt(0, 'a', bypass), answer(5), prompt(9, 'b', normal), ...call(12)];
    expect(await own(...records)).toEqual([[`${at(0)} ${at(9)} 0 user-record`]]);
  });

  it('stands beside those with calls', async () => {
    const records = [prompt(0, 'a', bypass), prompt(3, 'b', normal), prompt(6, 'c', bypass), ...call(7)];
    expect(await own(...records)).toEqual([
      [`${at(0)} ${at(3)} 0 user-record`, `${at(7)} ${at(7)} 1 user-record`],
    ]);
  });

  it('is told by the first record of a run that printed, too', async () => {
    const init = { type: 'system', subtype: 'init', ...bypass, sessionId, timestamp: at(0) };
    expect(await own(init, answer(4))).toEqual([[`${at(0)} ${at(4)} 0 init-record`]]);
  });

  it('is told by a stamp where no other record names a mode', async () => {
    const records = [prompt(0, 'a'), stamp('bypassPermissions'), answer(4)];
    expect(await own(...records)).toEqual([[`${at(0)} ${at(4)} 0 permission-mode-stamp`]]);
    expect(await own(stamp('bypassPermissions'), prompt(0, 'a', normal), answer(4))).toEqual([[]]);
  });

  it('is not told by a prompt in another mode, nor by one that names none', async () => {
    expect(await own(prompt(0, 'a', normal), answer(5))).toEqual([[]]);
    expect(await own(prompt(0, 'a'), answer(5))).toEqual([[]]);
  });

  it('is not opened again by a session that carries the first one on', async () => {
    const other = '99999999-2222-4333-8444-555555555555';
    const first = [prompt(0, 'a', bypass), answer(5)];
    const copies = [...first, prompt(60, 'b', normal)].map((record) => ({ ...record, sessionId: other }));
    const files = {
      [mainFile]: lines(...first),
      [`projects/-home-dana-shop/${other}.jsonl`]: lines(...copies),
    };
    expect(await windowsOf(files)).toEqual([[`${at(0)} ${at(5)} 0 user-record`], []]);
  });
});

describe('a window with calls', () => {
  it('reaches from the first of them to the last, whatever prompts stand around it', async () => {
    const records = [prompt(0, 'a', bypass), ...call(2), ...call(4), prompt(6, 'b', bypass), answer(8)];
    expect(await own(...records)).toEqual([[`${at(2)} ${at(4)} 2 user-record`]]);
  });

  it('is not broken by a turn in another mode without calls', async () => {
    const records = [
      prompt(0, 'a', bypass),
      ...call(2),
      prompt(4, 'b', normal),
      answer(5),
      prompt(6, 'c', bypass),
      ...call(8),
    ];
    expect(await own(...records)).toEqual([[`${at(2)} ${at(8)} 2 user-record`]]);
  });
});

describe('prompts off and no call', () => {
  const files = {
    [`home/dana/.claude/${mainFile}`]: lines(prompt(0, 'a', bypass), answer(5)),
    'home/dana/shop/README.md': 'A shop\n',
  };

  it('stand in the report, which does not deny them', async () => {
    const { root, home } = evidenceImage(files);
    const { stdout } = await runCli(['report', '--root', root, '--home', home, '--output', '-']);
    expect(stdout).toContain(`| ${at(0)} | ${at(5)} | 0 | \`${sessionId}\` |`);
    expect(stdout).not.toContain('No record proves a session with permission prompts off');
  });

  it('stand in the table of sessions', async () => {
    const { root, home } = evidenceImage(files);
    const { stdout } = await runCli(['sessions', '--root', root, '--home', home]);
    expect(stdout).toMatch(/ {2}0 +prompts(?: |$)/m);
    expect(stdout).toContain('1 session with prompts off and no call meanwhile');
  });
});
