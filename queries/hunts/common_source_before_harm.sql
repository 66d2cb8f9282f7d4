/*
title: Which page or address had sessions on several hosts called shortly before something critical happened?
level: high
description: >
  In sessions with a critical finding, on two hosts or more, the same destination was called within the hour
  before. Where hardly anybody else knows it, what it served may have told the agent what to do, in whatever
  words.
columns:
  destination: the host or address
  hosts: on how many hosts harm followed
  hostNames: on which
  teams: of which teams
  firstAt: the first call
  example: one of the calls
  queries: what was found afterwards
sample:
  destination: docs.example.net
  hosts: 2
  hostNames: 'mac-0117, mac-0233'
  teams: payments
  firstAt: '2026-11-17T10:02:11.000Z'
  example: 'https://docs.example.net/legend'
  queries: secret_sent
next_step: >
  Keep a copy of what the address serves, from a machine without secrets, and have it taken down or blocked.
  Then collect every host that called it: yolo-triage fleet hunt with your own SQL over call_hosts.
tags: [attack.t1566, attack.t1204]
*/
WITH harm AS (
  SELECT "hostId", "sessionId", min("at") AS "harmedAt", :list("queryId") AS queries FROM findings
  WHERE level = 'critical' AND "sessionId" <> '' GROUP BY "hostId", "sessionId"
), earlier AS (
  SELECT c.destination AS destination, c."hostId" AS "hostId", c."hostName" AS "hostName", c.team AS team, c."at" AS "at",
    c.argument AS argument, h.queries AS queries
  FROM call_hosts c
  JOIN harm h ON h."hostId" = c."hostId" AND h."sessionId" = c."sessionId"
  WHERE c."at" < h."harmedAt" AND c."at" >= h."harmedAt" - INTERVAL 1 HOUR
), known AS (
  SELECT destination, count(DISTINCT "hostId") AS hosts FROM call_hosts
  WHERE destination IN (SELECT destination FROM earlier) GROUP BY destination
)
SELECT
  e.destination AS destination, count(DISTINCT e."hostId") AS hosts, :list(e."hostName") AS "hostNames", :list(e.team) AS teams,
  min(e."at") AS "firstAt", min(e.argument) AS example, :list(e.queries) AS queries
FROM earlier e
JOIN known k ON k.destination = e.destination
WHERE k.hosts <= 10
GROUP BY e.destination
HAVING count(DISTINCT e."hostId") > 1
ORDER BY hosts DESC, destination
