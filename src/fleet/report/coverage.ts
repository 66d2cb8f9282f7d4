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
  (SELECT count(*) FROM calls WHERE "permissionMode" = 'unknown') AS "unknownModeCalls",
  (SELECT count(DISTINCT "hostId") FROM calls WHERE "permissionMode" = 'unknown') AS "hostsWithUnknownMode",
  (SELECT coalesce(sum(sessions), 0) FROM unread_agents) AS "unreadSessions",
  (SELECT count(DISTINCT "hostId") FROM unread_agents) AS "hostsWithUnreadAgents",
  (SELECT coalesce(round(sum("durationMs") / 3600000, 1), 0) FROM bypass_windows) AS "bypassHours",
  (SELECT min("evidenceFrom") FROM hosts) AS "evidenceFrom",
  (SELECT max("lastEvidenceAt") FROM hosts) AS "evidenceTo"`;

/** All but what the hunt for gaps counts: two counts of the same could contradict each other. */
export async function readCoverage(
  database: FleetDatabase,
  now: Date,
): Promise<Omit<FleetCoverage, 'hostsWithGaps'>> {
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
      unknownModeCalls: count('unknownModeCalls'),
      hostsWithUnknownMode: count('hostsWithUnknownMode'),
      unreadSessions: count('unreadSessions'),
      hostsWithUnreadAgents: count('hostsWithUnreadAgents'),
      ...time('evidenceFrom'),
      ...time('evidenceTo'),
    };
  }
  throw new Error('a query without a source has one row');
}
