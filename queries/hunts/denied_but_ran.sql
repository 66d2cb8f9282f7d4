/*
title: Which calls were refused, and yet ran?
level: high
description: >
  One trace says that somebody refused the call, another that it ran: the denial did not hold, or a record was
  altered.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  sessionId: the session
  toolCallId: the call
  at: when
  tool: the tool
  argument: what it is about
  permissionMode: the mode that is recorded
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  sessionId: '7f0c…'
  toolCallId: toolu_01…
  at: '2026-11-17T09:40:00.000Z'
  tool: Bash
  argument: git push --force
  permissionMode: default
next_step: >
  Compare with the endpoint's process log; then look for tampering on the host.
tags: [attack.t1562]
*/
SELECT "hostId", "hostName", team, "sessionId", "toolCallId", "at", tool, argument, "permissionMode"
FROM calls
WHERE coalesce(contradicted, false)
ORDER BY "at" DESC, "hostId", "toolCallId"
