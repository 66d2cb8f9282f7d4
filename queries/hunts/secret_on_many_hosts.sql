/*
title: Which secret values lie on more than one host, and went into transcripts on at least one?
level: medium
description: >
  The same value, by its fingerprint (collected with --fingerprint-key), on several hosts. Where it was printed,
  sent or written into a transcript on one of them, all of them depend on its rotation.
columns:
  fingerprint: the value, as a keyed fingerprint
  kind: the kind of credential
  hosts: on how many hosts
  hostNames: on which
  teams: of which teams
  reasons: how far it went
sample:
  fingerprint: '5d41402abc4b2a76'
  kind: github-token
  hosts: 3
  hostNames: 'mac-0117, mac-0233'
  teams: 'payments, web'
  reasons: 'in-transcript, within-reach'
next_step: >
  Rotate it once, in its store, and give each host one of its own. A shared token has no owner to ask: find who
  issued it.
tags: [attack.t1552.001]
*/
SELECT
  fingerprint, kind, count(DISTINCT "hostId") AS hosts, :list("hostName") AS "hostNames", :list(team) AS teams,
  :list(reason) AS reasons
FROM exposures_now
WHERE fingerprint <> ''
GROUP BY fingerprint, kind
HAVING count(DISTINCT "hostId") > 1 AND count(*) FILTER (WHERE reason IN ('sent', 'printed', 'in-transcript')) > 0
ORDER BY hosts DESC, fingerprint, kind
