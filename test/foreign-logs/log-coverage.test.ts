import { describe, expect, it } from 'vitest';
import { LogCoverage } from '../../src/assess/join-logs/log-coverage.ts';

const minuteMs = 60_000;

function covered(minutes: readonly number[], most?: number): LogCoverage {
  const coverage = new LogCoverage(most);
  for (const minute of minutes)
    coverage.take({
      source: 'auditd',
      kind: 'process',
      action: 'start',
      atMs: minute * minuteMs,
      actor: {},
      evidence: { path: 'audit.log' },
    });
  return coverage;
}

const busy = Array.from({ length: 30 }, (_, minute) => minute);

describe('the coverage of a log', () => {
  it('has a hole where a busy log is silent', () => {
    const holes = covered([...busy, ...busy.map((minute) => minute + 90)]).holes();
    expect(holes).toEqual([{ fromMs: 30 * minuteMs, toMs: 90 * minuteMs }]);
  });

  it('has none where it is not', () => {
    expect(covered(busy).holes()).toEqual([]);
  });

  it('is one hole where it has more minutes than are told apart', () => {
    expect(covered(busy, 20).holes()).toEqual([{ fromMs: 0, toMs: 29 * minuteMs }]);
  });
});
