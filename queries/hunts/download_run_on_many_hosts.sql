/*
title: Which address, new to the organisation, gave code that agents ran on several hosts?
level: high
description: >
  A download that was run (piped to a shell, decoded and run, by a hook) from the same destination on two to ten
  hosts, where no host of the organisation had called that destination more than two weeks ago. Installers that
  everybody uses are older and on more hosts.
columns:
  destination: the host or address
  hosts: on how many hosts
  hostNames: on which
  teams: of which teams
  firstAt: the first time
  queries: what was found
sample:
  destination: get.example.net
  hosts: 3
  hostNames: 'mac-0117, mac-0233, mac-0301'
  teams: 'payments, web'
  firstAt: '2026-11-17T10:20:00.000Z'
  queries: download_piped_to_shell
next_step: >
  Fetch what the address serves in a sandbox, block it, and collect the hosts. Ask where the command came from:
  a document, an issue, a server's answer (yolo-triage sessions shows the call before it).
tags: [attack.t1059.004, attack.t1105]
*/
WITH runs_of AS (
  SELECT c.destination AS destination, c."hostId" AS "hostId", c."hostName" AS "hostName", c.team AS team, c."at" AS "at",
    f."queryId" AS "queryId"
  FROM finding_calls f
  JOIN call_hosts c ON c."hostId" = f."hostId" AND c."toolCallId" = f."toolCallId"
  WHERE f."queryId" IN ('download_piped_to_shell', 'downloaded_then_run', 'decoded_and_run', 'hook_downloads_or_sends',
    'remote_package_run')
), known AS (
  SELECT destination, count(DISTINCT "hostId") AS hosts, min("at") AS "firstAt" FROM call_hosts
  WHERE destination IN (SELECT destination FROM runs_of) GROUP BY destination
)
SELECT
  r.destination AS destination, count(DISTINCT r."hostId") AS hosts, :list(r."hostName") AS "hostNames",
  :list(r.team) AS teams, min(r."at") AS "firstAt", :list(r."queryId") AS queries
FROM runs_of r
JOIN known k ON k.destination = r.destination
WHERE k.hosts <= 10 AND k."firstAt" >= :now - INTERVAL 14 DAY
GROUP BY r.destination
HAVING count(DISTINCT r."hostId") BETWEEN 2 AND 10
ORDER BY hosts DESC, destination
