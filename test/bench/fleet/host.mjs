// One host of a made-up fleet: who it is, when it was collected, and the rows of its spool.
import { createHash } from 'node:crypto';

export const now = Date.parse('2026-11-20T12:00:00.000Z');
const day = 24 * 60 * 60 * 1000;
const teams = [
  'payments',
  'web',
  'mobile',
  'data',
  'platform',
  'search',
  'growth',
  'risk',
  'infra',
  'tools',
  'support',
  '',
];
const streams = [
  'runs',
  'sessions',
  'bypass_windows',
  'calls',
  'findings',
  'occurrences',
  'ref_updates',
  'servers',
  'posture',
  'exposures',
  'gaps',
];
const snapshots = ['occurrences', 'servers', 'posture', 'exposures', 'gaps'];

/** @returns an ISO time so many milliseconds before now */
export const ago = (ms) => new Date(now - ms).toISOString();
export const days = (count) => count * day;

export function makeHost(index, random) {
  const id = createHash('md5').update(`host ${index}`).digest('hex');
  const platform = random.weighted([
    [7, 'darwin'],
    [2, 'linux'],
    [1, 'win32'],
  ]);
  const isRunner = random.chance(0.03);
  const name = `${isRunner ? 'runner' : { darwin: 'mac', linux: 'dev', win32: 'pc' }[platform]}-${String(index).padStart(6, '0')}`;
  const team = random.pick(teams);
  const userName = `user${index}`;
  const isSilent = random.chance(0.01);
  const isNew = random.chance(0.02);
  // Two runs: the first more than a week ago but on new hosts, the last yesterday but on silent ones.
  const lastRunMs = isSilent ? days(random.between(8, 25)) : random.between(0, day);
  const firstRunMs = isNew && !isSilent ? lastRunMs : lastRunMs + days(random.between(9, 20));
  const host = {
    index,
    id,
    name,
    team,
    userName,
    platform,
    isRunner,
    home: platform === 'darwin' ? `/Users/${userName}` : `/home/${userName}`,
    version: random.weighted([
      [6, '2.1.257'],
      [3, '2.1.250'],
      [2, '2.1.231'],
      [1, '2.1.190'],
      [0.2, '2.0.14'],
      [0.1, '1.0.112'],
    ]),
    retentionDays: random.weighted([
      [90, 30],
      [6, 365],
      [2, 7],
      [0.5, 1],
    ]),
    runs: [...new Set([firstRunMs, lastRunMs])].map((ms, order) => ({
      ms,
      id: `${ago(ms).replace(/[-:.]/g, '')}-${order}${id.slice(0, 3)}`,
    })),
    rows: Object.fromEntries(streams.map((stream) => [stream, []])),
  };
  host.source = createHash('md5').update(`source ${index}`).digest('hex').slice(0, 16);
  return host;
}

/** Adds a row to the first run after it happened. A snapshot row stands in every run since `sinceMs`. */
export function add(host, stream, key, given) {
  const isSnapshot = snapshots.includes(stream);
  const { sinceMs = Number.POSITIVE_INFINITY, ...columns } = given;
  const happenedMs = columns.at === undefined ? Number.POSITIVE_INFINITY : now - Date.parse(columns.at);
  const runs = isSnapshot
    ? host.runs.filter(({ ms }) => ms <= sinceMs)
    : [host.runs.find(({ ms }) => ms <= happenedMs) ?? host.runs.at(-1)];
  const eventId = createHash('md5').update(`${host.id} ${stream} ${key}`).digest('hex');
  for (const run of runs) {
    host.rows[stream].push({
      runId: run.id,
      eventId,
      schemaVersion: 1,
      sourceId: host.source,
      hostId: host.id,
      hostName: host.name,
      userName: host.userName,
      labels: host.team === '' ? [] : [`team=${host.team}`],
      collectedAt: ago(run.ms),
      ...columns,
    });
  }
}

/** The rows that end each run, and nothing that its host did after its last one. */
export function finish(host) {
  for (const run of host.runs) {
    const own = Object.entries(host.rows).map(([stream, rows]) => [
      stream,
      rows.filter(({ runId }) => runId === run.id).length,
    ]);
    const writtenRows = own.reduce((sum, [, count]) => sum + count, 0);
    add(host, 'runs', run.id, {
      at: ago(run.ms),
      command: 'report',
      toolVersion: '0.1.0',
      platform: host.platform,
      hostIdSource: 'system',
      home: host.home,
      durationMs: 4200,
      level: 'medium',
      gaps: 1,
      evidenceFrom: ago(run.ms + days(Math.min(host.retentionDays, 60))),
      evidenceTo: ago(run.ms),
      retentionDays: host.retentionDays,
      agentVersions: [host.version],
      unreadSessions: host.index % 40 === 3 ? ['codex=12', 'gemini=3'] : [],
      isIncremental: true,
      isAnonymised: false,
      snapshots,
      written: own.filter(([, count]) => count > 0).map(([stream, count]) => `${stream}=${count}`),
      unchanged: [],
      writtenRows,
      unchangedRows: 0,
      writtenBytes: writtenRows * 700,
    });
    Object.assign(host.rows.runs.at(-1), { runId: run.id, collectedAt: ago(run.ms) });
  }
  return host;
}
