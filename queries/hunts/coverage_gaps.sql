/*
title: On which hosts is the answer not proven, because evidence is missing or could not be read?
level: low
description: >
  Hosts with evidence that is missing, unreadable, malformed, cut off, tampered with or of an unknown form, and
  hosts that wrote rows but never finished a run. Nothing found there is no proof. What is merely older than
  transcripts are kept does not count.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  gaps: how many
  kinds: of which kinds
  example: one of them
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  gaps: 3
  kinds: 'malformed, unreadable'
  example: permission denied
next_step: >
  Give the collector the right to read (on macOS: full disk access), or collect with an image.
tags: [attack.t1562.001]
*/
SELECT
  "hostId", max("hostName") AS "hostName", max(team) AS team, count(*) AS gaps, :list(kind) AS kinds, min(reason) AS example
FROM (
  SELECT "hostId", "hostName", team, kind, reason FROM gaps_now
  WHERE kind <> 'outside-window'
  UNION ALL
  SELECT "hostId", max("hostName") AS "hostName", max(team) AS team, 'unfinished' AS kind, 'no run came to its end' AS reason
  FROM sessions WHERE "hostId" NOT IN (SELECT "hostId" FROM hosts) GROUP BY "hostId"
) g
GROUP BY "hostId"
ORDER BY gaps DESC, "hostName", "hostId"
