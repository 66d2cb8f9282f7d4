import type { Stream } from '../stream.ts';
import { columnsOf, streams } from '../streams.ts';

const snapshots = Object.values(streams).filter(({ kind }) => kind === 'snapshot');

/**
 * When each thing of a snapshot was first collected: a table forgets that where a newer row replaces an older one, so
 * every insertion writes it down here.
 */
export const firstCollected = {
  name: 'first_collected',
  columns: [
    '`stream` LowCardinality(String)',
    '`hostId` String',
    '`eventId` String',
    "`firstCollectedAt` SimpleAggregateFunction(min, DateTime64(3, 'UTC'))",
  ],
  orderBy: ['stream', 'hostId', 'eventId'],
  /** By the name of the materialized view, the stream that feeds it. */
  feeds: Object.fromEntries(snapshots.map(({ name }) => [`${name}_first`, name])),
} as const;

/** Of a snapshot stream, the rows that the latest run of the same source still found; with when it was first found. */
function current(stream: Stream, database: string): string {
  const { name } = stream;
  const columns = [...columnsOf(stream).map((column) => column.name), 'team'];
  // Rows that came before the table of first times have none.
  const first = "coalesce(nullIf(f.firstCollectedAt, toDateTime64(0, 3, 'UTC')), s.collectedAt)";
  return `
SELECT ${columns.map((column) => `s.${column} AS ${column}`).join(', ')},
  ${first} AS firstCollectedAt, ${first} AS firstSeenAt
FROM ${database}.${name} AS s FINAL
LEFT JOIN (
  SELECT hostId, eventId, min(firstCollectedAt) AS firstCollectedAt
  FROM ${database}.${firstCollected.name} WHERE stream = '${name}' GROUP BY hostId, eventId
) AS f ON s.hostId = f.hostId AND s.eventId = f.eventId
LEFT JOIN (
  SELECT hostId, sourceId, max(runId) AS latest FROM ${database}.runs FINAL
  WHERE has(snapshots, '${name}') GROUP BY hostId, sourceId
) AS r ON s.hostId = r.hostId AND s.sourceId = r.sourceId
WHERE s.runId >= ifNull(r.latest, '')`;
}

const common = 'hostId, hostName, team, sessionId, toolCallId, at, permissionMode, outcome, tool, argument';

/** A number of a version, or 0. */
function part(index: number): string {
  return `toInt64OrZero(splitByChar('.', version)[${index}])`;
}

/** What both engines have besides the tables; see the views of DuckDB. */
export function views(database: string): Readonly<Record<string, string>> {
  const calls = `${database}.calls FINAL`;
  return {
    hosts: `
SELECT r.hostId AS hostId, argMax(r.hostName, r.collectedAt) AS hostName, argMax(r.team, r.collectedAt) AS team,
  argMax(r.platform, r.collectedAt) AS platform, min(r.collectedAt) AS firstRunAt, max(r.collectedAt) AS lastRunAt,
  max(r.evidenceTo) AS lastEvidenceAt, min(r.evidenceFrom) AS evidenceFrom,
  argMaxIf(r.retentionDays, r.collectedAt, r.retentionDays IS NOT NULL) AS retentionDays,
  argMax(r.toolVersion, r.collectedAt) AS toolVersion, count() AS runs
FROM ${database}.runs AS r FINAL GROUP BY r.hostId`,
    ...Object.fromEntries(snapshots.map((stream) => [`${stream.name}_now`, current(stream, database)])),
    call_effects: `
SELECT ${common}, splitByChar(' ', effect)[1] AS action, splitByChar(' ', effect)[2] AS zone,
  splitByChar(' ', effect)[3] AS certainty
FROM ${calls} ARRAY JOIN effects AS effect`,
    call_hosts: `SELECT ${common}, destination FROM ${calls} ARRAY JOIN hosts AS destination`,
    call_traits: `SELECT ${common}, trait FROM ${calls} ARRAY JOIN traits AS trait`,
    refused: `
SELECT path, entry.1 AS reason, entry.2.1 AS detail, entry.2.2 AS firstLine, entry.2.3 AS count
FROM ${database}.loaded_files FINAL
ARRAY JOIN JSONExtractKeysAndValues(refused, 'Tuple(detail String, firstLine Int64, count Int64)') AS entry`,
    finding_calls: `
SELECT hostId, hostName, team, sessionId, queryId, level, subject, at, toolCallId
FROM ${database}.findings FINAL ARRAY JOIN toolCallIds AS toolCallId`,
    unread_agents: `
SELECT hostId, hostName, team, sourceId, splitByChar('=', entry)[1] AS agent,
  toInt64OrZero(splitByChar('=', entry)[2]) AS sessions
FROM (
  SELECT r.hostId AS hostId, r.hostName AS hostName, r.team AS team, r.sourceId AS sourceId,
    r.unreadSessions AS unreadSessions
  FROM ${database}.runs AS r FINAL
  INNER JOIN (
    SELECT hostId, sourceId, max(runId) AS latest FROM ${database}.runs FINAL
    WHERE retentionDays IS NOT NULL GROUP BY hostId, sourceId
  ) AS l ON r.hostId = l.hostId AND r.sourceId = l.sourceId AND r.runId = l.latest
) ARRAY JOIN unreadSessions AS entry`,
    agent_versions: `
SELECT hostId, hostName, team, at, version, 1000000 * ${part(1)} + 1000 * ${part(2)} + ${part(3)} AS rank
FROM ${database}.sessions FINAL ARRAY JOIN agentVersions AS version`,
  };
}
