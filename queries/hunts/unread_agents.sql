/*
title: On which hosts are there sessions of agents that were not read?
level: low
description: >
  Stores of sessions that the latest run found and did not read, by agent. What these sessions did is in no other
  answer.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  agents: ids of the agents
  sessions: how many sessions
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  agents: 'codex, gemini'
  sessions: 188
next_step: >
  Keep the stores (yolo-triage collect takes them along), and have them read by whoever knows their form.
tags: [attack.t1562.001]
*/
SELECT
  "hostId", max("hostName") AS "hostName", max(team) AS team, :list(agent) AS agents, sum(sessions) AS sessions
FROM unread_agents
GROUP BY "hostId"
ORDER BY sessions DESC, "hostName", "hostId"
