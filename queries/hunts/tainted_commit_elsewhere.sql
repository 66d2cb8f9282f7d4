/*
title: Which commits of sessions with a critical finding have reached other hosts?
level: high
description: >
  An agent committed in a session in which a query found something critical, and the same commit stands in a
  repository on another host: pulled, merged or checked out there.
columns:
  sha: the commit
  subject: its subject
  madeOn: where it was made
  madeAt: when
  sessionId: the session
  queries: what was found in it
  otherHosts: where it stands, too
sample:
  sha: '8f3a…'
  subject: Fix flaky test
  madeOn: mac-0117
  madeAt: '2026-11-18T14:09:00.000Z'
  sessionId: '7f0c…'
  queries: secret_read_then_sent_out
  otherHosts: 'mac-0233, ci-07'
next_step: >
  Stop pipelines that build it, tell those who pulled it, and read the commit with yolo-triage git on the first
  host before anything is run.
tags: [attack.t1195.001]
*/
WITH bad AS (
  SELECT "hostId", "sessionId", :list("queryId") AS queries FROM findings
  WHERE level = 'critical' AND "sessionId" <> '' GROUP BY "hostId", "sessionId"
), made AS (
  SELECT r.sha AS sha, max(r.subject) AS subject, r."hostId" AS "hostId", max(r."hostName") AS "hostName", min(r."at") AS "madeAt",
    r."sessionId" AS "sessionId", max(b.queries) AS queries
  FROM ref_updates r
  JOIN bad b ON b."hostId" = r."hostId" AND b."sessionId" = r."sessionId"
  WHERE r.attribution IN ('exact', 'strong') AND r.action IN ('commit', 'amend', 'merge', 'cherry-pick')
  GROUP BY r.sha, r."hostId", r."sessionId"
)
SELECT
  m.sha AS sha, max(m.subject) AS subject, m."hostName" AS "madeOn", min(m."madeAt") AS "madeAt", m."sessionId" AS "sessionId",
  max(m.queries) AS queries, :list(o."hostName") AS "otherHosts"
FROM made m
JOIN ref_updates o ON o.sha = m.sha
WHERE o."hostId" <> m."hostId"
GROUP BY m.sha, m."hostName", m."sessionId"
ORDER BY "madeAt", sha, "sessionId"
