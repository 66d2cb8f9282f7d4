/*
title: Which rows say that something happened after it was collected?
level: medium
description: >
  A time in the evidence lies more than a day after the run that read it: a clock was wrong, or somebody moved
  the trace out of the time that others look at.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  what: the kind of rows
  rows: how many
  latest: the latest time
  collectedAt: when it was collected
  example: one of them
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  what: calls
  rows: 12
  latest: '2031-01-01T00:00:00.000Z'
  collectedAt: '2026-11-20T06:00:00.000Z'
  example: curl …
next_step: >
  Compare the host's clock and file times; read these sessions first.
tags: [attack.t1070.006]
*/
SELECT
  "hostId", max("hostName") AS "hostName", max(team) AS team, what, count(*) AS "rows", max("at") AS latest,
  max("collectedAt") AS "collectedAt", min(example) AS example
FROM (
  SELECT "hostId", "hostName", team, 'calls' AS what, "at", "collectedAt", argument AS example FROM calls
  UNION ALL
  SELECT "hostId", "hostName", team, 'ref_updates' AS what, "at", "collectedAt", subject AS example FROM ref_updates
) e
WHERE e."at" > e."collectedAt" + INTERVAL 1 DAY
GROUP BY "hostId", what
ORDER BY "hostName", "hostId", what
