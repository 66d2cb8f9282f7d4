/*
title: Where did data leave from one host, and which other hosts talked to the same destination?
level: high
description: >
  A session on one host sent secrets or archives to a destination; the destination also occurs in calls of other
  hosts. Only destinations that few hosts know: what half of the organisation uses is no drop.
columns:
  destination: the host or address
  leakHosts: where data left
  leakedAt: the first time
  queries: what was found there
  otherHosts: who else talked to it
  hosts: on how many hosts it occurs
sample:
  destination: drop.example.net
  leakHosts: mac-0117
  leakedAt: '2026-11-18T14:05:40.000Z'
  queries: secret_read_then_sent_out
  otherHosts: mac-0233
  hosts: 2
next_step: >
  Block the destination, collect every host of the row, and read what the others sent or fetched there.
tags: [attack.t1567, attack.t1041]
*/
WITH leaks AS (
  SELECT DISTINCT c.destination AS destination, c."hostId" AS "hostId", c."hostName" AS "hostName", c."at" AS "at",
    f."queryId" AS "queryId"
  FROM finding_calls f
  JOIN call_hosts c ON c."hostId" = f."hostId" AND c."toolCallId" = f."toolCallId"
  WHERE f."queryId" IN ('secret_read_then_sent_out', 'secret_sent', 'archived_then_sent', 'upload_to_drop_host',
    'dns_lookup_carries_data', 'hook_downloads_or_sends')
), known AS (
  SELECT destination, "hostId", max("hostName") AS "hostName" FROM call_hosts
  WHERE destination IN (SELECT destination FROM leaks) GROUP BY destination, "hostId"
), spread AS (
  SELECT destination, count(*) AS hosts FROM known GROUP BY destination HAVING count(*) BETWEEN 2 AND 10
)
SELECT
  s.destination AS destination, :list(l."hostName") AS "leakHosts", min(l."at") AS "leakedAt", :list(l."queryId") AS queries,
  :list(k."hostName") AS "otherHosts", max(s.hosts) AS hosts
FROM spread s
JOIN leaks l ON l.destination = s.destination
JOIN known k ON k.destination = s.destination
WHERE k."hostId" <> l."hostId"
GROUP BY s.destination
ORDER BY destination
