import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { lines, type Row, row, writeSpool } from './spool.ts';

/** The report of a fleet with the given rows, by stream. */
async function fleetReport(rows: Readonly<Record<string, readonly Row[]>>) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-fleet-coverage-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const database = join(folder, 'fleet.duckdb');
  for (const [stream, given] of Object.entries(rows)) writeSpool(join(folder, 'spool'), stream, lines(given));
  const loaded = await runCli(['fleet', 'load', join(folder, 'spool'), '--database', database]);
  expect(loaded.code, loaded.stderr).toBe(0);
  const report = (format: string) => runCli(['fleet', 'report', '--database', database, '--format', format]);
  const document = JSON.parse((await report('json')).stdout);
  return { document, markdown: (await report('markdown')).stdout, html: (await report('html')).stdout };
}

const host = (id: string): Row => ({ hostId: id, hostName: id });

/** A run that read transcripts, unless something else is said. */
function run(id: string, day: string, given: Row = {}): Row {
  const runId = `202611${day}T060000000Z-${id}`;
  const collectedAt = `2026-11-${day}T06:00:00.000Z`;
  return row('runs', { ...host(id), eventId: runId, runId, collectedAt, retentionDays: 30, ...given });
}

function call(id: string, host_: string, permissionMode: string): Row {
  return row('calls', { ...host(host_), eventId: id, toolCallId: id, permissionMode });
}

it('never counts a call without a recorded mode as one with prompts on', async () => {
  const { document, markdown, html } = await fleetReport({
    runs: [run('a', '19'), run('b', '19')],
    calls: [
      call('1', 'a', 'unknown'),
      call('2', 'a', 'default'),
      call('3', 'b', 'unknown'),
      call('4', 'b', 'unknown'),
    ],
  });
  expect(document.coverage).toMatchObject({
    calls: 4,
    bypassCalls: 0,
    unknownModeCalls: 3,
    hostsWithUnknownMode: 2,
  });
  for (const text of [markdown, html]) {
    expect(text).toContain('of 3 of 4 calls, on 2 hosts: whether prompts were off for them is not known');
  }
});

it('says so where every call has a mode', async () => {
  const { markdown } = await fleetReport({ runs: [run('a', '19')], calls: [call('1', 'a', 'default')] });
  expect(markdown).toContain('of no call: every call has a mode');
});

it('counts hosts with sessions of agents that the latest reading of transcripts left unread', async () => {
  const { document, markdown } = await fleetReport({
    runs: [
      // Read since: a later version, or the store is gone.
      run('a', '12', { unreadSessions: ['codex=5'] }),
      run('a', '19', { unreadSessions: [] }),
      // The later run looked at no transcripts, and so not for stores.
      run('b', '12', { unreadSessions: ['codex=180', 'gemini=8'] }),
      run('b', '19', { command: 'scan', retentionDays: undefined }),
      run('c', '19'),
    ],
  });
  expect(document.coverage).toMatchObject({ hosts: 3, unreadSessions: 188, hostsWithUnreadAgents: 1 });
  expect(markdown).toContain('188 sessions on 1 host, not read');
  expect(markdown).toContain('`codex, gemini`');
});

it('counts as not proven the hosts that it lists as such', async () => {
  const gap = (id: string, kind: string) =>
    row('gaps', { ...host(id), eventId: `${id} ${kind}`, kind, reason: `it is ${kind}` });
  const session = row('sessions', { ...host('unfinished'), eventId: 's', sessionId: 's' });
  const { document, markdown } = await fleetReport({
    runs: ['lost', 'torn', 'old', 'whole'].map((id) => run(id, '19')),
    gaps: [
      gap('lost', 'missing'),
      gap('torn', 'truncated'),
      gap('torn', 'missing'),
      gap('old', 'outside-window'),
    ],
    sessions: [session],
  });
  const parts = document.sections.flatMap((section: { parts: Row[] }) => section.parts);
  const listed = parts.find(({ question }: Row) => /not proven/.test(String(question)));
  expect(listed.rows.map(({ hostName }: Row) => hostName).sort()).toEqual(['lost', 'torn', 'unfinished']);
  expect(document.coverage.hostsWithGaps).toBe(3);
  expect(markdown).toContain('3 hosts with evidence that is missing or could not be read');
});
