/*
title: Which hosts run a version of the agent that the organisation has left behind?
level: low
description: >
  The newest version that a host used in the last 30 days is of an earlier minor, or more than 50 patches behind
  the newest that anybody uses. Old versions record no permission mode, and lack guards.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  version: the newest version that it used
  newest: the newest in the organisation
  lastAt: when it was last used
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  version: '2.0.14'
  newest: '2.1.257'
  lastAt: '2026-11-19T10:00:00.000Z'
next_step: >
  Set a minimum version in managed settings (yolo-triage harden --minimum-version).
tags: [attack.t1562.010]
*/
WITH newest AS (
  SELECT max(v.rank) AS rank, max_by(v.version, v.rank) AS version FROM agent_versions v WHERE v."at" >= :now - INTERVAL 30 DAY
), used AS (
  SELECT "hostId", max("hostName") AS "hostName", max(team) AS team, max(v.rank) AS rank,
    max_by(v.version, v.rank) AS version, max(v."at") AS "lastAt"
  FROM agent_versions v WHERE v."at" >= :now - INTERVAL 30 DAY GROUP BY "hostId"
)
SELECT u."hostId" AS "hostId", u."hostName" AS "hostName", u.team AS team, u.version AS version, n.version AS newest, u."lastAt" AS "lastAt"
FROM used u CROSS JOIN newest n
WHERE n.rank - u.rank > 50
ORDER BY u.rank, "hostName", "hostId"
