/*
title: Which agents worked for hours with prompts off while nobody was there?
level: medium
description: >
  Windows of two hours or more with prompts off that begin between 22 and 5 o'clock UTC, in sessions in which
  calls went on for two hours without a word of a human. Set the hours to where your people live.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  sessionId: the session
  at: its beginning
  hours: how long
  calls: calls in it
  unattendedHours: longest time without a human
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  sessionId: '7f0c…'
  at: '2026-11-15T23:05:00.000Z'
  hours: 6.1
  calls: 410
  unattendedHours: 6.0
next_step: >
  Ask whose job it was. A job that is meant to run alone belongs into a container with a token of its own.
tags: [attack.t1562.001]
*/
SELECT
  w."hostId" AS "hostId", w."hostName" AS "hostName", w.team AS team, w."sessionId" AS "sessionId", w."at" AS "at",
  round(w."durationMs" / 3600000, 1) AS hours, w.calls AS calls, round(s."unattendedMs" / 3600000, 1) AS "unattendedHours"
FROM bypass_windows w
JOIN sessions s ON s."hostId" = w."hostId" AND s."sessionId" = w."sessionId"
WHERE w."durationMs" >= 7200000 AND s."unattendedMs" >= 7200000
  AND (extract(HOUR FROM w."at") >= 22 OR extract(HOUR FROM w."at") < 5)
ORDER BY hours DESC, "hostId", "sessionId", "at"
