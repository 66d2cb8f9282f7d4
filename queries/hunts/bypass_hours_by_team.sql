/*
title: How many hours did each team run agents with prompts off, on hosts where no isolation is visible?
level: medium
description: >
  Windows with prompts off of the last 30 days, on hosts where no isolation stands beside any place that
  switches them off. Container and virtual machine count as isolation; a declaration, a privileged container and
  a self-hosted runner do not.
columns:
  team: the team; empty where hosts have no such label
  hosts: on how many hosts
  sessions: in how many sessions
  hours: hours with prompts off
  calls: calls in them
  longestHours: the longest window
sample:
  team: payments
  hosts: 12
  sessions: 48
  hours: 61.5
  calls: 2310
  longestHours: 6.2
next_step: >
  Offer the teams with most hours a container that works (devcontainer, sandbox), then switch the mode off for
  the rest.
tags: [attack.t1562.001]
*/
WITH isolated AS (
  SELECT DISTINCT "hostId" FROM occurrences_now
  WHERE isolation NOT IN ('none', 'self-hosted-runner', 'privileged-container')
)
SELECT
  team, count(DISTINCT "hostId") AS hosts, count(DISTINCT "sessionId") AS sessions,
  round(sum("durationMs") / 3600000, 1) AS hours, sum(calls) AS calls,
  round(max("durationMs") / 3600000, 1) AS "longestHours"
FROM bypass_windows
WHERE "at" >= :now - INTERVAL 30 DAY AND "hostId" NOT IN (SELECT "hostId" FROM isolated)
GROUP BY team
ORDER BY hours DESC, team
