import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import {
  homeWith,
  lines,
  mainFile,
  prompt,
  type Row,
  sessionId,
  toolResult,
  toolUse,
} from './transcripts.ts';

const folder = `projects/-home-dana-shop/${sessionId}/subagents`;

/** A subagent that was started and has ended, as the main transcript has it. */
function started(id: string, account: Row, seconds = 1): Row[] {
  const input = { prompt: 'Look around', description: 'Look', subagent_type: 'Explore' };
  return [
    toolUse(seconds, id, input, { tool: 'Task' }),
    toolResult(seconds + 8, id, 'Done', { toolUseResult: { status: 'completed', ...account } }),
  ];
}

/** Calls of a subagent, in its own transcript or in another. */
function work(agentId: string | undefined, calls: number, more: Row = {}): Row[] {
  const whose = { isSidechain: true, ...(agentId !== undefined && { agentId }), ...more };
  return Array.from({ length: calls }, (_, call) => [
    toolUse(2 + call, `${agentId}_${call}`, { command: 'ls' }, whose),
    toolResult(3 + call, `${agentId}_${call}`, 'a', whose),
  ]).flat();
}

async function gapsOf(files: Readonly<Record<string, readonly Row[]>>, ...options: string[]) {
  const home = homeWith(
    Object.fromEntries(Object.entries(files).map(([path, rows]) => [path, lines(...rows)])),
  );
  const run = await runCli(['sessions', '--home', home, '--format', 'json', ...options]);
  return { gaps: JSON.parse(run.stdout).gaps, code: run.code };
}

const begin = prompt(0, 'Look around');
const claim = { agentId: 'a1b2c3d', totalToolUseCount: 3, totalTokens: 900 };

describe('a subagent whose calls are counted', () => {
  it.each<[string, readonly Row[], readonly Row[], string]>([
    [
      'and whose transcript is gone',
      started('t', claim),
      [],
      '3 calls of a subagent are in no transcript, by what its result counts',
    ],
    [
      'and of whose transcript the end is gone',
      started('t', claim),
      work('a1b2c3d', 2),
      '1 call of a subagent is in no transcript, by what its result counts',
    ],
    [
      'beside another that is there',
      [...started('t', claim), ...started('u', { agentId: 'e4f5a6b', totalToolUseCount: 4 }, 20)],
      work('a1b2c3d', 3),
      '4 calls of a subagent are in no transcript, by what its result counts',
    ],
    [
      'of an old version, which writes its calls into the main transcript',
      started('t', { totalToolUseCount: 2, totalDurationMs: 8 }),
      [],
      '2 calls of a subagent are in no transcript, by what its result counts',
    ],
    [
      'and that went to the background',
      started('t', { status: 'async_launched', isAsync: true, agentId: 'a1b2c3d' }),
      [],
      'a subagent that went to the background left no record',
    ],
  ])('%s', async (_name, main, agent, reason) => {
    const files = agent.length > 0 ? { [`${folder}/agent-a1b2c3d.jsonl`]: agent } : {};
    const { gaps, code } = await gapsOf({ [mainFile]: [begin, ...main], ...files });
    const calls = Number.parseInt(reason, 10);
    expect(gaps).toEqual([
      {
        kind: 'missing',
        reason,
        evidence: { path: `.claude/${mainFile}`, line: expect.any(Number) },
        ...(calls > 0 && { absent: { calls } }),
      },
    ]);
    expect(code).toBe(3);
  });

  it.each<[string, Readonly<Record<string, readonly Row[]>>]>([
    ['that made none', { [mainFile]: [begin, ...started('t', { ...claim, totalToolUseCount: 0 })] }],
    [
      'in its own transcript',
      { [mainFile]: [begin, ...started('t', claim)], [`${folder}/agent-a1b2c3d.jsonl`]: work('a1b2c3d', 3) },
    ],
    [
      'in a transcript beside that of the session',
      {
        [mainFile]: [begin, ...started('t', claim)],
        'projects/-home-dana-shop/agent-a1b2c3d.jsonl': work('a1b2c3d', 3),
      },
    ],
    ['in the main transcript', { [mainFile]: [begin, ...started('t', claim), ...work('a1b2c3d', 3)] }],
    [
      'in the main transcript, without a name',
      { [mainFile]: [begin, ...work(undefined, 2), ...started('t', { totalToolUseCount: 2 })] },
    ],
    [
      'in progress records alone',
      {
        [mainFile]: [
          begin,
          ...started('t', claim),
          ...work('a1b2c3d', 3)
            .filter(({ type }) => type === 'assistant')
            .map(({ type, message, ...rest }) => ({
              ...rest,
              type: 'progress',
              parentToolUseID: 't',
              data: { type: 'agent_progress', agentId: 'a1b2c3d', message: { type, message } },
            })),
        ],
      },
    ],
    [
      'and whose result another session carries over',
      {
        [mainFile]: [begin, ...work(undefined, 2), ...started('t', { totalToolUseCount: 2 })],
        'projects/-home-dana-shop/next.jsonl': [begin, ...started('t', { totalToolUseCount: 2 })].map(
          (row) => ({
            ...row,
            sessionId: 'next',
          }),
        ),
      },
    ],
    [
      'and that went to the background and was stopped at once',
      {
        [mainFile]: [begin, ...started('t', { status: 'async_launched', agentId: 'a1b2c3d' })],
        [`${folder}/agent-a1b2c3d.jsonl`]: [
          prompt(2, 'Look around', { agentId: 'a1b2c3d', isSidechain: true }),
        ],
      },
    ],
    [
      'with more than was counted when it was resumed',
      {
        [mainFile]: [
          begin,
          ...started('t', { ...claim, totalToolUseCount: 1 }),
          ...started('u', { ...claim, totalToolUseCount: 2 }, 20),
        ],
        [`${folder}/agent-a1b2c3d.jsonl`]: work('a1b2c3d', 3),
      },
    ],
    [
      'by a tool that starts none',
      {
        [mainFile]: [
          begin,
          toolUse(1, 't', { id: 1 }, { tool: 'mcp__x__y' }),
          toolResult(2, 't', 'a', { toolUseResult: { totalToolUseCount: 4 } }),
        ],
      },
    ],
  ])('not: one %s', async (_name, files) => {
    expect(await gapsOf(files)).toEqual({ gaps: [], code: 0 });
  });
});
