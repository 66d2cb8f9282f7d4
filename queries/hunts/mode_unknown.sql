/*
title: On which hosts does no record tell the permission mode of calls?
level: low
description: >
  Older versions of the agent record no mode, and files can be missing that would. Prompts may have been off for
  these calls: a count of calls with prompts off leaves them out.
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
  Update the agent. What these sessions did is judged like everything else; ask the team whether they ran with
  prompts off.
tags: [attack.t1562.001]
*/
SELECT
  "hostId", max("hostName") AS "hostName", max(team) AS team, count(DISTINCT "sessionId") AS sessions, count(*) AS calls,
  min("at") AS "firstAt", max("at") AS "lastAt", :list("agentVersion") AS versions
FROM calls
WHERE "permissionMode" = 'unknown'
GROUP BY "hostId"
ORDER BY calls DESC, "hostName", "hostId"
