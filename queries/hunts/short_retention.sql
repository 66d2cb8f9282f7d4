/*
title: On which hosts are transcripts deleted sooner than after the 30 days that the agent has by default?
level: medium
description: >
  Somebody set cleanupPeriodDays lower. A short period is the cheapest way to lose the record of what an agent
  did.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  retentionDays: after how many days transcripts are deleted
  evidenceFrom: the oldest time in its transcripts
  lastRunAt: its last finished run
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  retentionDays: 1
  evidenceFrom: '2026-11-19T06:12:00.000Z'
  lastRunAt: '2026-11-20T06:00:00.000Z'
next_step: >
  Find out who set it and when (yolo-triage posture); collect daily from there until it is raised in managed
  settings.
tags: [attack.t1070.004]
*/
SELECT "hostId", "hostName", team, "retentionDays", "evidenceFrom", "lastRunAt"
FROM hosts
WHERE "retentionDays" < 30
ORDER BY "retentionDays", "hostName", "hostId"
