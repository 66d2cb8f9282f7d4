/*
title: Which sessions with prompts off wrote where things start by themselves?
level: medium
description: >
  Writes to shell profiles, schedules, services, login keys and git hooks that succeeded. Agents do that for
  good reasons, too: read the argument.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  sessionId: the session
  calls: how many
  firstAt: the first
  examples: what they were about
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  sessionId: '7f0c…'
  calls: 1
  firstAt: '2026-11-18T14:02:11.000Z'
  examples: 'echo … >> ~/.zshrc'
next_step: >
  Compare with what stands there now: yolo-triage posture names the lines that a call wrote.
tags: [attack.t1546.004, attack.t1053, attack.t1098.004]
*/
SELECT
  "hostId", max("hostName") AS "hostName", max(team) AS team, "sessionId", count(DISTINCT "toolCallId") AS calls,
  min("at") AS "firstAt", :list(argument) AS examples
FROM call_effects
WHERE "permissionMode" = 'bypassPermissions' AND outcome = 'succeeded' AND certainty = 'certain'
  AND (action = 'persist' OR (action = 'write' AND zone = 'persistence'))
GROUP BY "hostId", "sessionId"
ORDER BY "firstAt" DESC, "hostId", "sessionId"
