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

const call = (seconds: number, more: Row = {}): Row =>
  toolUse(seconds, `toolu_${seconds}`, { command: 'ls' }, more);
const attached = (seconds: number, attachment: Row, more: Row = {}): Row => ({
  ...prompt(seconds, ''),
  type: 'attachment',
  message: undefined,
  attachment,
  ...more,
});
const began = (permissionMode: string): Row => prompt(0, 'a', { permissionMode });
const plan = { type: 'plan_mode', reminderType: 'full', isSubAgent: false, planExists: false };
const planExit = { type: 'plan_mode_exit', planExists: true };
const auto = { type: 'auto_mode', autoModeConsentFlow: false, steerOnly: true, bypass: false };
const project = 'projects/-home-dana-shop';
const subagent = `${project}/${sessionId}/subagents/agent-a1.jsonl`;
const agent = { agentId: 'a1', isSidechain: true };

/** Calls as `mode source`, in order of time. */
async function modes(files: Record<string, string>): Promise<string[]> {
  const { rows } = await callsOf(homeWith(files));
  return rows.map((row) => `${row['permissionMode']} ${row['permissionModeSource']}`);
}

const inOrder = (...records: readonly Row[]) => modes({ [mainFile]: lines(...records) });

describe('a mode that changes in the middle of a turn', () => {
  it.each<readonly [string, string, Row, string]>([
    ['default', 'a plan was begun', plan, 'plan mode-change'],
    ['bypassPermissions', 'a plan was begun again', { type: 'plan_mode_reentry' }, 'plan mode-change'],
    ['default', 'auto mode was begun', auto, 'auto mode-change'],
    [
      'default',
      'auto mode was begun (2.1.97)',
      { type: 'auto_mode', reminderType: 'full' },
      'auto mode-change',
    ],
    ['default', 'prompts were switched off', { ...auto, bypass: true }, 'bypassPermissions mode-change'],
    ['plan', 'a plan was left', planExit, 'unknown none'],
    ['auto', 'auto mode was left', { type: 'auto_mode_exit' }, 'unknown none'],
  ])('from %s: %s', async (mode, _name, attachment, after) => {
    expect(await inOrder(began(mode), call(1), attached(2, attachment), call(3))).toEqual([
      `${mode} user-record`,
      after,
    ]);
  });

  it('makes the calls before it doubtful where the mode that was left is not the one that the prompt had', async () => {
    expect(await inOrder(began('default'), call(1), attached(2, planExit), call(3))).toEqual([
      'unknown none',
      'unknown none',
    ]);
  });

  it('is followed through a plan that auto mode carries out', async () => {
    const records = [began('plan'), call(1), attached(2, planExit), attached(2, auto), call(3)];
    expect(await inOrder(...records)).toEqual(['plan user-record', 'auto mode-change']);
  });

  it('ends with the next prompt that carries one', async () => {
    const next = prompt(4, 'b', { permissionMode: 'acceptEdits' });
    expect(await inOrder(began('default'), attached(1, plan), call(2), next, call(5))).toEqual([
      'plan mode-change',
      'acceptEdits user-record',
    ]);
  });

  it.each<readonly [string, string, Row]>([
    ['the mode that holds', 'plan', plan],
    ['a plan that was left before the prompt', 'default', planExit],
    ['auto mode that was left before the prompt', 'bypassPermissions', { type: 'auto_mode_exit' }],
    ['the classifier at work in plan mode', 'plan', { type: 'auto_mode', reminderType: 'full' }],
    ['something else', 'default', { type: 'plan_file_reference', planFilePath: '/p' }],
    ['a name of every object', 'default', { type: 'constructor' }],
  ])('is none for an attachment that tells of %s', async (_name, mode, attachment) => {
    expect(await inOrder(began(mode), attached(1, attachment), call(2))).toEqual([`${mode} user-record`]);
  });

  it('is none where a turn without a mode of its own begins after a plan was left', async () => {
    const records = [
      began('bypassPermissions'),
      call(1),
      prompt(2, '/compact'),
      attached(3, planExit),
      call(4),
    ];
    expect(await inOrder(...records)).toEqual([
      'bypassPermissions user-record',
      'bypassPermissions user-record',
    ]);
  });

  it('is told by the tools that begin and end a plan', async () => {
    const enter = toolUse(1, 'toolu_1', {}, { tool: 'EnterPlanMode' });
    const exit = toolUse(4, 'toolu_4', { plan: 'x' }, { tool: 'ExitPlanMode' });
    const records = [
      began('default'),
      enter,
      toolResult(2, 'toolu_1', 'Entered plan mode.'),
      call(3),
      exit,
      toolResult(5, 'toolu_4', 'User has approved your plan.'),
      call(6),
    ];
    expect(await inOrder(...records)).toEqual([
      'default user-record',
      'plan mode-change',
      'plan mode-change',
      'unknown none',
    ]);
    const refused = toolResult(2, 'toolu_1', "The user doesn't want to proceed", { isError: true });
    expect(await inOrder(began('default'), enter, refused, call(3))).toEqual([
      'default user-record',
      'default user-record',
    ]);
  });

  it('is that of the parent for a subagent, and its own in its own file', async () => {
    const main = lines(began('default'), attached(2, plan), attached(6, planExit));
    const inherited = lines(call(1, agent), call(3, agent), call(7, agent));
    expect(await modes({ [mainFile]: main, [subagent]: inherited })).toEqual([
      'default parent-session',
      'plan parent-session',
      'unknown none',
    ]);
    const own = lines(call(1, agent), attached(2, plan, agent), call(3, agent));
    expect(await modes({ [mainFile]: lines(began('default')), [subagent]: own })).toEqual([
      'default parent-session',
      'plan agent-record',
    ]);
    expect(await inOrder(began('default'), attached(1, plan, { isSidechain: true }), call(2))).toEqual([
      'default user-record',
    ]);
  });
});

describe('the mode of a subagent whose parent’s file is missing', () => {
  const copyOf = (name: string, ...records: readonly Row[]) => ({
    [`${project}/${sessionId}/subagents/agent-a${name}-1f.jsonl`]: lines(
      ...records.map((record) => ({ ...record, agentId: `a${name}-1f`, isSidechain: true })),
    ),
  });
  const prompts = [began('bypassPermissions'), prompt(4, 'b', { permissionMode: 'plan' })];
  const calls = { [subagent]: lines(call(1, agent), call(5, agent)) };

  it('is what the copy of its prompts says that was summarised', async () => {
    expect(await modes({ ...copyOf('compact', ...prompts), ...calls })).toEqual([
      'bypassPermissions parent-copy',
      'plan parent-copy',
    ]);
  });

  it('is unknown before the first prompt of the copy', async () => {
    const early = { [subagent]: lines(call(1, agent)) };
    expect(await modes({ ...copyOf('compact', ...prompts.slice(1)), ...early })).toEqual(['unknown none']);
  });

  it('is never the copy’s where the parent’s file is there', async () => {
    const files = { [mainFile]: lines(began('default')), ...copyOf('compact', ...prompts), ...calls };
    expect(await modes(files)).toEqual(['default parent-session', 'default parent-session']);
  });

  it('is none that another replay or another session says', async () => {
    expect(await modes({ ...copyOf('side_question', ...prompts), ...calls })).toEqual([
      'unknown none',
      'unknown none',
    ]);
    const foreign = prompts.map((record) => ({ ...record, sessionId: 'another' }));
    expect(await modes({ ...copyOf('compact', ...foreign), ...calls })).toEqual([
      'unknown none',
      'unknown none',
    ]);
  });
});

describe('the mode of a session that moved to another folder', () => {
  const id = (uuid: string, parentUuid: string | null, more: Row = {}): Row => ({
    uuid,
    parentUuid,
    ...more,
  });
  const worktree = `projects/-home-dana-shop-worktrees-fix/${sessionId}.jsonl`;
  const further = `projects/-home-dana-shop-worktrees-more/${sessionId}.jsonl`;
  const first = lines(
    prompt(0, 'a', id('u1', null, { permissionMode: 'bypassPermissions' })),
    call(1, id('u2', 'u1')),
    prompt(20, 'b', id('u3', 'u2', { permissionMode: 'default' })),
  );

  it('is that of the record which its file follows, until a prompt says another', async () => {
    const moved = lines(
      call(3, id('v1', 'u2')),
      prompt(4, 'b', id('v2', 'v1', { permissionMode: 'plan' })),
      call(5, id('v3', 'v2')),
    );
    expect(await modes({ [mainFile]: first, [worktree]: moved })).toEqual([
      'bypassPermissions user-record',
      'bypassPermissions continued-session',
      'plan user-record',
    ]);
  });

  it('is followed from file to file, and into subagents', async () => {
    const inside = `${worktree.replace('.jsonl', '')}/subagents/agent-a1.jsonl`;
    const files = {
      [mainFile]: first,
      [worktree]: lines(call(3, id('v1', 'u2'))),
      [inside]: lines(call(4, agent)),
      [further]: lines(call(5, id('w1', 'v1'))),
    };
    expect((await modes(files)).slice(1)).toEqual([
      'bypassPermissions continued-session',
      'bypassPermissions parent-session',
      'bypassPermissions continued-session',
    ]);
  });

  it.each<readonly [string, string]>([
    ['no file of the session holds the record that it follows', lines(call(3, id('v1', 'gone')))],
    ['it follows nothing', lines(call(3, id('v1', null)))],
    ['it follows itself', lines(call(3, id('v1', 'v1')))],
    ['it is another session', lines(call(3, id('v1', 'u2', { sessionId: 'another' })))],
  ])('is unknown where %s', async (_name, moved) => {
    expect((await modes({ [mainFile]: first, [worktree]: moved })).slice(1)).toEqual(['unknown none']);
  });
});
