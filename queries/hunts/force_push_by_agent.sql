/*
title: Where did an agent overwrite the history of a remote?
level: medium
description: >
  A forced push in a session. With a lease it fails where somebody else has pushed, and is not listed.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  subject: the command or ref
  at: when
  sessionId: the session
  modes: permission modes of the calls
  outcomes: what became of them
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  subject: git push --force origin main
  at: '2026-11-16T11:30:00.000Z'
  sessionId: '7f0c…'
  modes: bypassPermissions
  outcomes: succeeded
next_step: >
  Ask the hosting service for its events; the old commits stand in the reflog of whoever pulled (yolo-triage
  rollback says how).
tags: [attack.t1565.001]
*/
SELECT
  "hostId", "hostName", team, subject, "at", "sessionId", array_to_string("permissionModes", ', ') AS modes,
  array_to_string(outcomes, ', ') AS outcomes
FROM findings
WHERE "queryId" IN ('git_force_push', 'ref_forced_push', 'ref_move_lost_commits')
ORDER BY "at" DESC, "hostId", "sessionId", subject
