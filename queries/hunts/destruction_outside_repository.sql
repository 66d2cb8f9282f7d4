/*
title: Which calls destroyed something outside of the repository that they worked in?
level: medium
description: >
  Deletions of whole trees, or such as nothing on the machine brings back, in the home, the system or beyond,
  that ran with prompts off or in an unknown mode, and not of what the session itself had made.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  sessionId: the session
  calls: how many
  zones: where
  firstAt: the first
  example: one of them
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  sessionId: '7f0c…'
  calls: 2
  zones: home
  firstAt: '2026-11-16T11:31:00.000Z'
  example: rm -rf ~/archive
next_step: >
  Restore from a backup before anything writes to the disk; yolo-triage rollback has the order.
tags: [attack.t1485]
*/
WITH own AS (
  SELECT DISTINCT "hostId", "toolCallId" FROM call_traits WHERE trait IN ('own-creation', 'dry-run')
), whole AS (
  SELECT DISTINCT "hostId", "toolCallId" FROM call_traits WHERE trait IN ('recursive', 'irreversible')
)
SELECT
  e."hostId" AS "hostId", max(e."hostName") AS "hostName", max(e.team) AS team, e."sessionId" AS "sessionId",
  count(DISTINCT e."toolCallId") AS calls, :list(e.zone) AS zones, min(e."at") AS "firstAt", min(e.argument) AS example
FROM call_effects e
JOIN whole w ON w."hostId" = e."hostId" AND w."toolCallId" = e."toolCallId"
WHERE e.action = 'delete' AND e.certainty = 'certain' AND e.outcome = 'succeeded'
  AND e."permissionMode" IN ('bypassPermissions', 'unknown')
  AND e.zone IN ('home', 'system', 'credentials', 'persistence', 'path-binaries', 'agent-config', 'outside')
  AND concat(e."hostId", e."toolCallId") NOT IN (SELECT concat("hostId", "toolCallId") FROM own)
GROUP BY e."hostId", e."sessionId"
ORDER BY "firstAt" DESC, "hostId", "sessionId"
