/*
title: In which sessions is the permission mode not known, on hosts where prompts are switched off?
level: medium
description: >
  Older versions record no mode. Where a flag stands on the same host, these sessions may have run without any
  prompt: count them as such until somebody knows better.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  sessions: sessions with such calls
  calls: calls without a mode
  firstAt: the first
  lastAt: the last
  versions: versions of the agent that wrote them
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  sessions: 4
  calls: 212
  firstAt: '2026-10-28T09:10:00.000Z'
  lastAt: '2026-11-14T15:01:00.000Z'
  versions: '1.0.112'
next_step: >
  Update the agent, and read what these sessions did as if prompts had been off: yolo-triage sessions --mode
  unknown.
tags: [attack.t1562.001]
*/
WITH flagged AS (
  SELECT DISTINCT "hostId" FROM occurrences_now WHERE kind <> 'mention' AND level IN ('medium', 'high', 'critical')
)
SELECT
  "hostId", max("hostName") AS "hostName", max(team) AS team, count(DISTINCT "sessionId") AS sessions, count(*) AS calls,
  min("at") AS "firstAt", max("at") AS "lastAt", :list("agentVersion") AS versions
FROM calls
WHERE "permissionMode" = 'unknown' AND "hostId" IN (SELECT "hostId" FROM flagged)
GROUP BY "hostId"
ORDER BY calls DESC, "hostName", "hostId"
