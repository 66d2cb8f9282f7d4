import { describe, expect, it } from 'vitest';
import { callRow } from '../../src/fleet/rows/call-row.ts';

const call = {
  id: 'toolu_1',
  sessionId: 's',
  project: 'p',
  agent: 'claude-code',
  tool: 'Bash',
  toolKind: 'shell',
  argument: 'x',
  permissionMode: 'default',
  permissionModeSource: 'none',
  outcome: 'succeeded',
  evidence: { path: 'a.jsonl', line: 1 },
} as const;

function hostsOf(target: string): unknown {
  const effect = {
    action: 'connect',
    target,
    zone: 'outside',
    certainty: 'certain',
    program: 'curl',
  } as const;
  const { row } = callRow({ ...call, effects: [effect] });
  return 'hosts' in row ? row.hosts : undefined;
}

describe('the hosts of a call', () => {
  it.each([
    ['https://Api.Example.com/v1?x=1', 'api.example.com'],
    ['https://user:word@example.com:8443/x', 'example.com'],
    ['git@github.example:team/repo.git', 'github.example'],
    ['root@Build-7.example', 'build-7.example'],
    ['example.com/install.sh', 'example.com'],
    ['build-7', 'build-7'],
    ['10.0.0.7:8080', '10.0.0.7'],
    ['$HOST', '$HOST'],
  ])('%s is %s', (target, host) => {
    expect(hostsOf(target)).toEqual([host]);
  });
});

describe('the time of a call', () => {
  it.each([
    ['2026-11-20T16:00:00.000Z', '2026-11-20T16:00:01.500Z', 1500],
    ['2026-11-20T16:00:00.000Z', '2026-11-20T15:00:00.000Z', undefined],
    ['2026-11-20T16:00:00.000Z', 'never', undefined],
  ])('from %s to %s is %s ms', (startedAt, endedAt, durationMs) => {
    expect(callRow({ ...call, effects: [], startedAt, endedAt }).row).toMatchObject({ durationMs });
  });
});
