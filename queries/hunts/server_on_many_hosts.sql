/*
title: Which MCP servers that fetch unpinned code are configured on more than one host?
level: medium
description: >
  The same definition (transport, command, arguments, address) on several hosts, where its package is not pinned
  to one content: whoever can publish that package acts on all of these hosts at the next start.
columns:
  packageName: the package that is fetched and run
  packageRunner: what fetches it
  hosts: on how many hosts
  teams: of which teams
  names: under which names
  firstSeenAt: when the first of them was collected first
sample:
  packageName: mcp-jira-bridge
  packageRunner: npx
  hosts: 14
  teams: 'payments, web'
  names: jira
  firstSeenAt: '2026-11-12T08:14:00.000Z'
next_step: >
  Check the package and its publisher; pin it to a version, or allow-list it in managed settings (yolo-triage
  harden --lock mcp). On each host: yolo-triage mcp.
tags: [attack.t1195.002]
*/
SELECT
  "packageName", "packageRunner", count(DISTINCT "hostId") AS hosts, :list(team) AS teams, :list(name) AS names,
  min("firstSeenAt") AS "firstSeenAt"
FROM servers_now
WHERE "packageName" <> '' AND NOT coalesce("packagePinned", false)
GROUP BY "definitionId", "packageName", "packageRunner"
HAVING count(DISTINCT "hostId") > 1
ORDER BY hosts DESC, "packageName", "packageRunner", names, teams
