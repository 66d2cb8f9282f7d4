/*
title: Which hosts have permission prompts switched off, by which route, and what guards them?
level: medium
description: >
  One row for each host and way to switch prompts off that stands there now, with the guard and the isolation
  beside it. A declaration such as IS_SANDBOX is no isolation.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  route: the way in which prompts are off
  scope: whom it reaches
  guard: the declaration beside it, or none
  isolation: the isolation beside it, or none
  places: how many such places
  worst: the highest level of them
  example: one of the files
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  route: skip-permissions-flag
  scope: shell-profile
  guard: none
  isolation: none
  places: 2
  worst: high
  example: .zshrc
next_step: >
  Begin with scopes that start sessions for others: CI jobs, container images, shell profiles. Ask the team why,
  then set disableBypassPermissionsMode in managed settings (yolo-triage harden).
tags: [attack.t1562.001]
*/
SELECT
  "hostId", max("hostName") AS "hostName", max(team) AS team, route, scope, guard, isolation,
  count(*) AS places, :highest(level) AS worst, min(path) AS example
FROM occurrences_now
WHERE kind <> 'mention' AND level <> 'informational'
GROUP BY "hostId", route, scope, guard, isolation
ORDER BY places DESC, "hostName", "hostId", route, scope, guard, isolation
