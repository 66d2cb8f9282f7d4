import type { FleetDatabase } from '../duckdb/open-database.ts';
import type { TrendLine } from './fleet-report.ts';

/** What is compared: rows of a table of history, or of a snapshot. */
const lines = [
  { what: 'Places with prompts off', from: 'occurrences', where: `kind <> 'mention'` },
  { what: 'MCP servers', from: 'servers', where: 'true' },
  {
    what: 'Hooks, tasks and other things that act later',
    from: 'posture',
    where: `kind NOT IN ('guard', 'setting')`,
  },
  { what: 'Credentials beyond mere reach', from: 'exposures', where: `reason <> 'within-reach'` },
  { what: 'Gaps', from: 'gaps', where: `kind <> 'outside-window'` },
  { what: 'Sessions', from: 'sessions', where: 'true' },
  { what: 'Sessions with prompts off', from: 'sessions', where: '"bypassCalls" > 0' },
  { what: 'Findings, high or critical', from: 'findings', where: `level IN ('high', 'critical')` },
] as const;

const snapshots: ReadonlySet<string> = new Set(['occurrences', 'servers', 'posture', 'exposures', 'gaps']);

/** Of each host and source with two runs or more: what the run before the last knew, and what the last one knows. */
export async function readTrend(database: FleetDatabase): Promise<readonly TrendLine[]> {
  const trend: TrendLine[] = [];
  for (const { what, from, where } of lines) {
    for await (const row of database.rows(comparison(from, where))) {
      trend.push({ what, before: Number(row['before']), now: Number(row['now']) });
    }
  }
  return trend;
}

function comparison(name: string, where: string): string {
  const stands = (at: string, latest: string) =>
    snapshots.has(name)
      ? `s."firstCollectedAt" <= ${at} AND s."runId" >= coalesce(${latest}, '')`
      : `s."firstCollectedAt" <= ${at}`;
  return `
WITH ranked AS (
  SELECT "hostId", "sourceId", "runId", "collectedAt", list_contains(snapshots, '${name}') AS "isWhole",
    row_number() OVER (PARTITION BY "hostId", "sourceId" ORDER BY "collectedAt" DESC, "runId" DESC) AS age
  FROM runs
), compared AS (
  SELECT "hostId", "sourceId",
    max("collectedAt") FILTER (WHERE age = 1) AS "lastAt", max("collectedAt") FILTER (WHERE age = 2) AS "beforeAt",
    max("runId") FILTER (WHERE "isWhole") AS "lastWhole",
    max("runId") FILTER (WHERE "isWhole" AND age >= 2) AS "beforeWhole"
  FROM ranked GROUP BY ALL HAVING max(age) >= 2
)
SELECT
  count(*) FILTER (WHERE ${stands('r."beforeAt"', 'r."beforeWhole"')}) AS before,
  count(*) FILTER (WHERE ${stands('r."lastAt"', 'r."lastWhole"')}) AS now
FROM ${name} s JOIN compared r ON r."hostId" = s."hostId" AND r."sourceId" = s."sourceId"
WHERE ${where}`;
}
