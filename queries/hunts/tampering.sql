/*
title: Where was the record itself changed or removed?
level: high
description: >
  Transcripts, logs or shell histories were deleted or rewritten by a call, or transcripts have a form that no
  known writer produces. What else these hosts say is worth less.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  what: query or gap
  subject: what it is about
  at: when; empty for a gap
  sessionId: the session, where it is known
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  what: transcripts_deleted
  subject: rm -rf ~/.claude/projects
  at: '2026-11-18T14:20:00.000Z'
  sessionId: '7f0c…'
next_step: >
  Collect now, from another machine's view of it as well: provider logs and endpoint telemetry (yolo-triage
  report --provider-log --process-log).
tags: [attack.t1070]
*/
SELECT * FROM (
  SELECT "hostId", "hostName", team, "queryId" AS what, subject, "at", "sessionId"
  FROM findings
  WHERE level IN ('high', 'critical')
    AND "queryId" IN ('transcripts_deleted', 'transcripts_changed', 'shell_history_erased', 'shell_history_overwritten',
      'logs_cleared_by_command', 'system_logs_erased', 'log_overwritten', 'timestamps_forged', 'evidence_switched_off')
  UNION ALL
  SELECT "hostId", "hostName", team, 'gap: tampering' AS what, reason AS subject, "at", '' AS "sessionId"
  FROM gaps_now
  WHERE kind = 'tampering'
) t
ORDER BY "hostName", "hostId", what, subject, "at", "sessionId"
