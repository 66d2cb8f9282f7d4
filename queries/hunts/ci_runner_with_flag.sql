/*
title: Which CI jobs start agents with prompts off on machines that keep their state?
level: high
description: >
  A CI job that starts an agent with prompts off on a self-hosted runner, in a privileged container or without
  any visible isolation: the next job of anybody finds what it left.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  path: the file of the job
  line: the line
  route: the way in which prompts are off
  isolation: what is visible
  guard: the declaration beside it
  text: the line itself
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  path: .github/workflows/agent.yml
  line: 31
  route: skip-permissions-flag
  isolation: self-hosted-runner
  guard: is-sandbox
  text: claude --dangerously-skip-permissions -p …
next_step: >
  Move the job to a runner that is discarded, with a token that can do one thing. Search the runner as any host:
  yolo-triage report.
tags: [attack.t1072, attack.t1562.001]
*/
SELECT "hostId", max("hostName") AS "hostName", max(team) AS team, path, line, route, isolation, guard, max(text) AS text
FROM occurrences_now
WHERE scope = 'ci-job' AND kind = 'invocation' AND level IN ('high', 'critical')
  AND isolation IN ('none', 'self-hosted-runner', 'privileged-container')
GROUP BY "hostId", path, line, route, isolation, guard
ORDER BY "hostName", "hostId", path, line, route, isolation, guard
