/*
title: Which sessions went round in circles, or cost far more than others?
level: low
description: >
  The same call again and again, more than a thousand calls, or more than five million tokens written: nobody
  looked.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  sessionId: the session
  at: its beginning
  hours: how long
  calls: calls
  repeats: times that the same call was made again and again
  outputTokens: tokens written
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  sessionId: '7f0c…'
  at: '2026-11-14T22:10:00.000Z'
  hours: 9.5
  calls: 2210
  repeats: 14
  outputTokens: 6200000
next_step: >
  Set a limit of turns and of cost where sessions run unattended, and read the end of the session: what stopped
  it?
tags: [attack.t1496]
*/
SELECT
  "hostId", "hostName", team, "sessionId", "at", round(coalesce("durationMs", 0) / 3600000, 1) AS hours, "toolCalls" AS calls,
  coalesce(loops, 0) AS repeats, coalesce("outputTokens", 0) AS "outputTokens"
FROM sessions
WHERE loops >= 5 OR "toolCalls" > 1000 OR "outputTokens" > 5000000
ORDER BY calls DESC, "hostId", "sessionId"
