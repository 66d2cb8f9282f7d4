import { streams } from '../streams.ts';

/** Of a snapshot stream, the rows that the latest run of the same source still found; with when it was first found. */
function current(name: string): string {
  return `
SELECT s.*, s."firstCollectedAt" AS "firstSeenAt" FROM ${name} s
LEFT JOIN (
  SELECT "hostId", "sourceId", max("runId") AS latest FROM runs WHERE list_contains(snapshots, '${name}') GROUP BY ALL
) r ON s."hostId" = r."hostId" AND s."sourceId" = r."sourceId"
WHERE s."runId" >= coalesce(r.latest, '')`;
}

const common =
  'c."hostId", c."hostName", c.team, c."sessionId", c."toolCallId", c."at", c."permissionMode", c.outcome, c.tool, c.argument';

/** What both engines have besides the tables, so that hunts need not know how either stores lists and old rows. */
export const views: Readonly<Record<string, string>> = {
  hosts: `
SELECT "hostId", max_by("hostName", "collectedAt") AS "hostName", max_by(team, "collectedAt") AS team,
  max_by(platform, "collectedAt") AS platform, min("collectedAt") AS "firstRunAt", max("collectedAt") AS "lastRunAt",
  max("evidenceTo") AS "lastEvidenceAt", min("evidenceFrom") AS "evidenceFrom",
  max_by("retentionDays", "collectedAt") FILTER ("retentionDays" IS NOT NULL) AS "retentionDays",
  max_by("toolVersion", "collectedAt") AS "toolVersion", count(*) AS runs
FROM runs GROUP BY "hostId"`,
  ...Object.fromEntries(
    Object.values(streams)
      .filter(({ kind }) => kind === 'snapshot')
      .map(({ name }) => [`${name}_now`, current(name)]),
  ),
  call_effects: `
SELECT ${common}, split_part(effect, ' ', 1) AS action, split_part(effect, ' ', 2) AS zone,
  split_part(effect, ' ', 3) AS certainty
FROM calls c, unnest(c.effects) AS u(effect)`,
  call_hosts: `SELECT ${common}, destination FROM calls c, unnest(c.hosts) AS u(destination)`,
  call_traits: `SELECT ${common}, trait FROM calls c, unnest(c.traits) AS u(trait)`,
  finding_calls: `
SELECT f."hostId", f."hostName", f.team, f."sessionId", f."queryId", f.level, f.subject, f."at", "toolCallId"
FROM findings f, unnest(f."toolCallIds") AS u("toolCallId")`,
  unread_agents: `
SELECT r."hostId", r."hostName", r.team, r."sourceId", split_part(entry, '=', 1) AS agent,
  coalesce(TRY_CAST(split_part(entry, '=', 2) AS BIGINT), 0) AS sessions
FROM runs r JOIN (
  SELECT "hostId", "sourceId", max("runId") AS latest FROM runs WHERE "retentionDays" IS NOT NULL GROUP BY ALL
) l ON r."hostId" = l."hostId" AND r."sourceId" = l."sourceId" AND r."runId" = l.latest,
  unnest(r."unreadSessions") AS u(entry)`,
  agent_versions: `
SELECT s."hostId", s."hostName", s.team, s."at", version,
  1000000 * coalesce(TRY_CAST(split_part(version, '.', 1) AS BIGINT), 0)
    + 1000 * coalesce(TRY_CAST(split_part(version, '.', 2) AS BIGINT), 0)
    + coalesce(TRY_CAST(split_part(version, '.', 3) AS BIGINT), 0) AS rank
FROM sessions s, unnest(s."agentVersions") AS u(version)`,
};
