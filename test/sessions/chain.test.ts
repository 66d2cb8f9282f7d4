import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import {
  at,
  callsOf,
  homeWith,
  lines,
  mainFile,
  prompt,
  type Row,
  toolResult,
  toolUse,
} from './transcripts.ts';

const linked = (record: Row, uuid: string, parentUuid: string | null): Row => ({
  ...record,
  uuid,
  parentUuid,
});
const asked = linked(prompt(0, 'go', { permissionMode: 'default' }), 'u1', null);
const called = linked(toolUse(1, 'toolu_1', { command: 'ls' }), 'u2', 'u1');
const answered = linked(toolResult(2, 'toolu_1', 'x'), 'u3', 'u2');
const after = linked(prompt(9, 'and now'), 'u9', 'u8');
const further = linked(prompt(10, 'and now'), 'u11', 'u10');

async function gapsOf(files: Readonly<Record<string, string>>) {
  const { code, stderr } = await runCli(['sessions', '--home', homeWith(files)]);
  return { code, stderr };
}

describe('the chain of records', () => {
  it('is whole where each record follows one that is there', async () => {
    const rest = [linked(prompt(5, 'b'), 'u6', 'u5'), linked(prompt(6, 'c'), 'u7', 'u3')];
    const elsewhere = `${mainFile.replace('.jsonl', '')}/subagents/agent-a1.jsonl`;
    const inner = linked(
      toolUse(4, 'toolu_2', { command: 'ls' }, { isSidechain: true, agentId: 'a1' }),
      'u5',
      null,
    );
    const files = { [mainFile]: lines(asked, called, answered, ...rest), [elsewhere]: lines(inner) };
    expect((await gapsOf(files)).code).toBe(0);
  });

  it('tells where records are gone, once for a session', async () => {
    const { code, stderr } = await gapsOf({ [mainFile]: lines(asked, called, answered, after, further) });
    expect(code).toBe(3);
    expect(stderr).toContain(`${mainFile}:4: 2 records of the session, of which this is the first, follow`);
    expect(stderr).toContain('1 gap in');
  });

  it.each([
    ['a file that begins in the middle', lines(after, linked(prompt(10, 'x'), 'u10', 'u9'))],
    ['progress', lines(asked, { ...after, type: 'progress' })],
    [
      'a file that carries on another session',
      lines({ ...asked, sessionId: 'elsewhere' }, called, answered, after),
    ],
  ])('expects nothing before %s', async (_name, content) => {
    expect((await gapsOf({ [mainFile]: content })).stderr).not.toContain('in no transcript: lines');
  });

  it('does not count what a broken line explains', async () => {
    const { stderr } = await gapsOf({ [mainFile]: `${lines(asked)}{"type":"user",\n${lines(after)}` });
    expect(stderr).toContain('1 gap in');
    expect(stderr).toContain('is not a JSON object');
  });

  it('tells of times that run backwards further than any version writes them', async () => {
    const hours = (count: number) => ({
      timestamp: new Date(Date.parse(at(0)) - count * 3_600_000).toISOString(),
    });
    const early = linked({ ...prompt(3, 'b'), ...hours(20) }, 'u4', 'u3');
    const forged = linked({ ...prompt(3, 'b'), ...hours(60) }, 'u4', 'u3');
    expect((await gapsOf({ [mainFile]: lines(asked, called, answered, early) })).code).toBe(0);
    const { code, stderr } = await gapsOf({ [mainFile]: lines(asked, called, answered, forged) });
    expect(code).toBe(3);
    expect(stderr).toContain(`${mainFile}:4: the time runs backwards by more than a day, once`);
  });

  it.each([
    ['a note that the agent adds', { isMeta: true }],
    ['the summary of a long session', { isCompactSummary: true }],
  ])('takes the older time of %s for that of what it stands for', async (_name, mark) => {
    const older = { timestamp: new Date(Date.parse(at(0)) - 60 * 3_600_000).toISOString() };
    const added = linked({ ...prompt(3, 'b', mark), ...older }, 'u4', 'u3');
    expect((await gapsOf({ [mainFile]: lines(asked, called, answered, added) })).code).toBe(0);
  });
});

describe('what records say of calls that are gone', () => {
  it('takes a call that only a list of inputs names for one of unknown tool and outcome', async () => {
    const wired = { toolu_1: { command: 'ls' }, toolu_2: { command: 'rm -rf build' } };
    const home = homeWith({ [mainFile]: lines(asked, { ...called, wireToolInputs: wired }, answered) });
    const { rows } = await callsOf(home);
    expect(rows.map(({ id, tool, argument, outcome }) => [id, tool, argument, outcome])).toEqual([
      ['toolu_1', 'Bash', 'ls', 'succeeded'],
      ['toolu_2', 'unknown', 'rm -rf build', 'unknown'],
    ]);
  });

  it('takes a listed call from its own record, wherever that stands', async () => {
    const wired = { wireToolInputs: { toolu_1: { command: 'ls' } } };
    const home = homeWith({
      [mainFile]: lines({ ...asked, ...wired }, called, answered, { ...after, ...wired }),
    });
    const { rows } = await callsOf(home);
    expect(rows).toMatchObject([
      { id: 'toolu_1', tool: 'Bash', outcome: 'succeeded', evidence: { line: 2 } },
    ]);
  });

  it.each([
    [
      'lines that no call changed',
      { totalLinesAdded: 12, totalLinesRemoved: 3 },
      'changed 15 lines of files',
    ],
    ['nothing that is missing', { totalLinesAdded: 0, totalToolDuration: 900 }, undefined],
  ])('holds a count of %s against the calls', async (_name, counts, reason) => {
    const state = { type: 'cost-state', sessionId: asked['sessionId'], ...counts };
    const { code, stderr } = await gapsOf({ [mainFile]: lines(asked, called, answered, state) });
    expect(code).toBe(reason === undefined ? 0 : 3);
    if (reason !== undefined) expect(stderr).toContain(reason);
  });

  it('tells of tools that ran in a session without calls', async () => {
    const state = { type: 'cost-state', sessionId: asked['sessionId'], totalToolDuration: 900 };
    expect((await gapsOf({ [mainFile]: lines(asked, state) })).stderr).toContain('no call is left');
  });
});
