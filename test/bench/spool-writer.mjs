// One child of bench:spool: writes so many made-up calls to a spool with a state, and says how long it took and how much
// memory. node test/bench/spool-writer.mjs <rows>
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSource } from '../../build/load-source.mjs';

const rows = Number(process.argv[2]);
const { openSpool } = await loadSource('fleet/spool/spool.ts');
const { startRun } = await loadSource('fleet/spool/spool-run.ts');
const { openState } = await loadSource('fleet/spool/state-file.ts');
const { createCleaner } = await loadSource('fleet/clean-rows.ts');
const { jsonLine } = await loadSource('report/json.ts');
const folder = mkdtempSync(join(tmpdir(), 'spool-writer-'));

try {
  const spool = join(folder, 'spool');
  const host = { id: 'host-1', source: 'option' };
  const identity = {
    runId: 'r',
    sourceId: 's',
    host,
    home: '/home/kim',
    isImage: false,
    labels: [],
    collectedAt: at(0),
  };
  const target = openSpool({
    folder: spool,
    hostId: host.id,
    runId: 'r',
    clock: () => new Date(),
    evidence: [],
  });
  const state = {
    path: join(folder, 'state'),
    hostId: host.id,
    spool,
    sourceId: 's',
    evidence: [],
    now: at(0),
  };
  const remembered = openState({ ...state, warn: console.error });
  const run = startRun({
    spool: target,
    identity,
    remembered,
    cleaner: createCleaner(new Uint8Array(32)),
    render: jsonLine,
  });
  const before = performance.now();
  const cpuBefore = process.cpuUsage();
  for (let number = 0; number < rows; number++) run.take({ stream: 'calls', row: callOf(number) });
  run.finish({
    at: at(0),
    command: 'bench',
    toolVersion: '0',
    home: '/home/kim',
    durationMs: 0,
    level: 'none',
    gaps: 0,
    isAnonymised: false,
    lookedAt: [],
  });
  const { user, system } = process.cpuUsage(cpuBefore);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    JSON.stringify({
      rows,
      wallMs: Math.round(performance.now() - before),
      cpuMs: Math.round((user + system) / 1000),
      peakMb,
      bytes: target.writtenBytes,
    }),
  );
} finally {
  rmSync(folder, { recursive: true });
}

function at(number) {
  return new Date(Date.UTC(2026, 9, 1) + number * 1000).toISOString();
}

function callOf(number) {
  return {
    at: at(number),
    toolCallId: `toolu_${number}`,
    sessionId: `00000000-0000-4000-8000-${String(number % 5000).padStart(12, '0')}`,
    project: '-home-kim-src-shop',
    cwd: '/home/kim/src/shop',
    tool: 'Bash',
    argument: `cat notes/${number}.md | grep -n "${number}" && npm test -- --run test/part-${number}.test.ts`,
    endedAt: at(number + 1),
    durationMs: 1000,
    permissionMode: 'bypassPermissions',
    permissionModeSource: 'user-record',
    outcome: 'succeeded',
    agentVersion: '2.1.240',
    effects: ['read repository certain', 'execute repository likely'],
    programs: ['cat', 'grep', 'npm'],
    evidencePath: `.claude/projects/-home-kim-src-shop/${number % 5000}.jsonl`,
    evidenceLine: number,
  };
}
