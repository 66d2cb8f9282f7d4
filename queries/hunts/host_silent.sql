/*
title: Which hosts have stopped reporting?
level: low
description: >
  Hosts that reported before, but not in the last seven days: switched off, or the collector was. What happened
  there since is not known.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  platform: its system
  lastRunAt: its last finished run
  lastEvidenceAt: the newest time in its transcripts then
  daysSilent: whole days since
clock_columns: [daysSilent]
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  platform: darwin
  lastRunAt: '2026-11-02T06:00:00.000Z'
  lastEvidenceAt: '2026-11-01T17:22:10.000Z'
  daysSilent: 18
next_step: >
  Ask the device management whether the host is alive. If it is, look whether the collector was removed, and
  collect by hand before the retention period deletes transcripts.
tags: [attack.t1562.001]
*/
SELECT
  "hostId", "hostName", team, platform, "lastRunAt", "lastEvidenceAt",
  date_diff('day', "lastRunAt", :now) AS "daysSilent"
FROM hosts
WHERE "lastRunAt" < :now - INTERVAL 7 DAY
ORDER BY "lastRunAt", "hostId"
