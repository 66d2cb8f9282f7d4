/*
title: Which injected text reached agents on more than one host?
level: high
description: >
  The same text that speaks to an agent (in a page, an issue, a file, a server's answer) stood in results on
  several hosts: somebody placed it where your people look.
columns:
  subject: the text, or where it stood
  hosts: on how many hosts
  hostNames: on which
  teams: of which teams
  firstAt: the first time
  queries: what was found
sample:
  subject: 'https://docs.example.net/setup'
  hosts: 3
  hostNames: 'mac-0117, mac-0233'
  teams: 'payments, web'
  firstAt: '2026-11-17T10:19:30.000Z'
  queries: injection_in_result
next_step: >
  Find the place and have it taken down. For each session read what came after it: whether the agent followed.
tags: [attack.t1566, attack.t1204]
*/
SELECT
  subject, count(DISTINCT "hostId") AS hosts, :list("hostName") AS "hostNames", :list(team) AS teams, min("at") AS "firstAt",
  :list("queryId") AS queries
FROM findings
WHERE "queryId" IN ('injection_in_result', 'injection_then_push', 'injection_then_self_edit_then_run', 'mcp_hostile_text',
  'instructions_hidden_characters')
GROUP BY subject
HAVING count(DISTINCT "hostId") > 1
ORDER BY hosts DESC, subject
