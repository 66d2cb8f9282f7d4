/*
title: Which pushes to branches that releases are made of did an agent make with prompts off?
level: medium
description: >
  Pushes by a call, to main, master, production or a release branch, from a session with prompts off. Where the
  hosting service protects the branch, it would have refused.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  repository: the repository
  ref: the branch of the remote
  sha: where it points since
  at: when
  sessionId: the session
  attribution: how surely the call made it
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  repository: /home/kim/src/billing
  ref: refs/remotes/origin/main
  sha: '8f3a…'
  at: '2026-11-18T14:09:30.000Z'
  sessionId: '7f0c…'
  attribution: exact
next_step: >
  Protect the branch; have the commits read by a human before the next release.
tags: [attack.t1195.001]
*/
SELECT r."hostId" AS "hostId", r."hostName" AS "hostName", r.team AS team, r.repository AS repository, r.ref AS ref, r.sha AS sha, r."at" AS "at",
  r."sessionId" AS "sessionId", r.attribution AS attribution
FROM ref_updates r
JOIN sessions s ON s."hostId" = r."hostId" AND s."sessionId" = r."sessionId"
WHERE r.action = 'push' AND r.attribution IN ('exact', 'strong') AND s."bypassCalls" > 0
  AND (r.ref LIKE '%/main' OR r.ref LIKE '%/master' OR r.ref LIKE '%/production' OR r.ref LIKE '%/release/%')
ORDER BY "at" DESC, "hostId", repository, ref, sha
