/*
title: Which MCP servers run a program that an agent put there?
level: high
description: >
  The binary or script behind a configured server was written by a tool call, or is younger than a registration
  that was made with prompts off. The same SHA-256 on several hosts is one implant, not several accidents.
columns:
  binarySha256: the program
  hosts: on how many hosts
  hostNames: on which
  names: names of the servers
  paths: where it lies
  sessions: sessions that put it there or registered it
sample:
  binarySha256: '9b1c…'
  hosts: 2
  hostNames: 'mac-0117, mac-0233'
  names: helper
  paths: /home/kim/.local/share/helper
  sessions: '7f0c…'
next_step: >
  Isolate the hosts, collect (yolo-triage collect), and look the hash up. Then yolo-triage rollback on each.
tags: [attack.t1543, attack.t1105]
*/
SELECT
  "binarySha256", count(DISTINCT "hostId") AS hosts, :list("hostName") AS "hostNames", :list(name) AS names,
  :list("binaryPath") AS paths, :list("registeredBySession") AS sessions
FROM servers_now
WHERE "droppedByCall" <> '' OR (coalesce("changedSince", false) AND "registeredInMode" = 'bypassPermissions')
GROUP BY "binarySha256"
ORDER BY hosts DESC, "hostNames", "binarySha256"
