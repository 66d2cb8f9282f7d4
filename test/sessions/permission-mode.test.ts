import { describe, expect, it } from 'vitest';
import {
  callsOf,
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
const call = (seconds: number, more: Row = {}): Row =>
  toolUse(seconds, `toolu_${seconds}`, { command: 'ls' }, more);
const stamp = (permissionMode: string): Row => ({ type: 'permission-mode', permissionMode, sessionId });
const subagent = `projects/-home-dana-shop/${sessionId}/subagents/agent-a1.jsonl`;
const agent = { agentId: 'a1', isSidechain: true };

/** Calls as `mode source`, in order of time. */
async function modes(files: Record<string, string>): Promise<string[]> {
  const { rows } = await callsOf(homeWith(files));
  return rows.map((row) => `${row['permissionMode']} ${row['permissionModeSource']}`);
}

describe('the permission mode of a call', () => {
  it('is what the prompt before it records', async () => {
    const records = [prompt(0, 'a', { permissionMode: 'default' }), call(1), prompt(2, 'b', bypass), call(3)];
    expect(await modes({ [mainFile]: lines(...records) })).toEqual([
      'default user-record',
      'bypassPermissions user-record',
    ]);
  });

  it('is what the prompt records where the stamp lags behind', async () => {
    const records = [stamp('default'), prompt(0, 'a', bypass), stamp('default'), call(1)];
    expect(await modes({ [mainFile]: lines(...records) })).toEqual(['bypassPermissions user-record']);
  });

  it('is unknown in a session that a slash command began', async () => {
    const records = [
      prompt(0, '<command-message>init</command-message><command-name>/init</command-name>'),
      call(1),
    ];
    expect(await modes({ [mainFile]: lines(...records) })).toEqual(['unknown none']);
  });

  it('takes a stamp where no prompt says anything and the next mark agrees', async () => {
    const records = [stamp('bypassPermissions'), prompt(0, 'a'), call(1), stamp('bypassPermissions')];
    expect(await modes({ [mainFile]: lines(...records) })).toEqual([
      'bypassPermissions permission-mode-stamp',
    ]);
  });

  it('takes no stamp that the next mark contradicts', async () => {
    const records = [stamp('default'), call(1), prompt(2, 'a', bypass), call(3)];
    expect(await modes({ [mainFile]: lines(...records) })).toEqual([
      'unknown none',
      'bypassPermissions user-record',
    ]);
  });

  it('is unknown in versions that record none', async () => {
    const old = { version: '1.0.98' };
    expect(await modes({ [mainFile]: lines(prompt(0, 'a', old), call(1, old)) })).toEqual(['unknown none']);
  });

  it('is the parent session’s at that time for a subagent', async () => {
    expect(
      await modes({
        [mainFile]: lines(prompt(0, 'a', { permissionMode: 'default' }), prompt(4, 'b', bypass)),
        [subagent]: lines(call(1, agent), call(5, agent)),
      }),
    ).toEqual(['default parent-session', 'bypassPermissions parent-session']);
  });

  it('is the main conversation’s for a subagent inside the same file', async () => {
    const inline = { isSidechain: true, version: '1.0.40' };
    const records = [prompt(0, 'a', bypass), call(1, inline)];
    expect(await modes({ [mainFile]: lines(...records) })).toEqual(['bypassPermissions parent-session']);
  });

  it('is a subagent’s own where its records or its metadata carry one', async () => {
    const parent = lines(prompt(0, 'a', bypass));
    const own = lines(prompt(1, 'task', { ...agent, permissionMode: 'plan' }), call(2, agent));
    expect(await modes({ [mainFile]: parent, [subagent]: own })).toEqual(['plan agent-record']);
    const metadata = subagent.replace('.jsonl', '.meta.json');
    const files = {
      [mainFile]: parent,
      [subagent]: lines(call(2, agent)),
      [metadata]: '{"permissionMode":"acceptEdits"}',
    };
    expect(await modes(files)).toEqual(['acceptEdits agent-metadata']);
  });

  it('stays with the first appearance when a resumed session carries a copy', async () => {
    const resumed = '99999999-2222-4333-8444-555555555555';
    const copy = { ...call(1), sessionId: resumed, timestamp: call(600)['timestamp'] };
    const { rows } = await callsOf(
      homeWith({
        [mainFile]: lines(prompt(0, 'a', bypass), call(1), toolResult(2, 'toolu_1', 'ok')),
        [`projects/-home-dana-shop/${resumed}.jsonl`]: lines(
          { ...prompt(500, 'a', { permissionMode: 'default' }), sessionId: resumed },
          copy,
        ),
      }),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ sessionId, permissionMode: 'bypassPermissions', outcome: 'succeeded' });
  });

  it('is not known to be plan any more once a plan was approved', async () => {
    const exit = toolUse(1, 'toolu_plan', { plan: 'x' }, { tool: 'ExitPlanMode' });
    const records = [
      prompt(0, 'a', { permissionMode: 'plan' }),
      exit,
      toolResult(2, 'toolu_plan', 'User has approved your plan.', {
        toolUseResult: { plan: 'x', isAgent: false },
      }),
      call(3),
    ];
    expect(await modes({ [mainFile]: lines(...records) })).toEqual(['plan user-record', 'unknown none']);
  });

  it('is what the first record of a stream-json capture says', async () => {
    const init = { type: 'system', subtype: 'init', session_id: 's', ...bypass };
    const { timestamp: _none, sessionId: _id, ...bare } = call(1);
    expect(await modes({ 'projects/p/s.jsonl': lines(init, { ...bare, session_id: 's' }) })).toEqual([
      'bypassPermissions init-record',
    ]);
  });
});
