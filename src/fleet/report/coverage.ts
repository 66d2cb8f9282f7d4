import type { FleetDatabase } from '../duckdb/open-database.ts';
import { inDialect } from '../hunts/dialect.ts';
import type { FleetCoverage } from './fleet-report.ts';

const sql = `
SELECT
  (SELECT count(*) FROM hosts) AS hosts,
  (SELECT count(DISTINCT team) FROM hosts WHERE team <> '') AS teams,
  (SELECT count(*) FROM hosts WHERE "lastRunAt" >= :now - INTERVAL 7 DAY) AS reporting,
  (SELECT count(DISTINCT "hostId") FROM occurrences_now WHERE kind <> 'mention') AS "hostsWithFlag",
  (SELECT count(DISTINCT "hostId") FROM sessions WHERE "bypassCalls" > 0) AS "hostsWithBypass",
  (SELECT count(*) FROM sessions) AS sessions,
  (SELECT count(*) FROM calls) AS calls,
  (SELECT count(*) FROM calls WHERE "permissionMode" = 'bypassPermissions') AS "bypassCalls",
  (SELECT coalesce(round(sum("durationMs") / 3600000, 1), 0) FROM bypass_windows) AS "bypassHours",
  (SELECT count(DISTINCT "hostId") FROM gaps_now WHERE kind <> 'outside-window') AS "hostsWithGaps",
  (SELECT min("evidenceFrom") FROM hosts) AS "evidenceFrom",
  (SELECT max("lastEvidenceAt") FROM hosts) AS "evidenceTo"`;

export async function readCoverage(database: FleetDatabase, now: Date): Promise<FleetCoverage> {
  for await (const row of database.rows(inDialect(sql, 'duckdb', now))) {
    const count = (name: string) => Number(row[name]);
    const time = (name: string) => (typeof row[name] === 'string' ? { [name]: row[name] } : {});
    return {
      hosts: count('hosts'),
      teams: count('teams'),
      reporting: count('reporting'),
      hostsWithFlag: count('hostsWithFlag'),
      hostsWithBypass: count('hostsWithBypass'),
      sessions: count('sessions'),
      calls: count('calls'),
      bypassCalls: count('bypassCalls'),
      bypassHours: count('bypassHours'),
      hostsWithGaps: count('hostsWithGaps'),
      ...time('evidenceFrom'),
      ...time('evidenceTo'),
    };
  }
  throw new Error('a query without a source has one row');
}
