/*
title: Which secrets went to another machine, and have to be rotated now?
level: high
description: >
  A call with a credential, or one that had read it, sent data away. What it may not have been is not known:
  rotate first.
columns:
  hostId: id of the host
  hostName: the host
  team: its team
  kind: the kind of credential
  what: where it lies
  reason: how far it went
  by: who did it and when
  action: what to do
sample:
  hostId: '3f2c9a7714be0d51'
  hostName: mac-0117
  team: payments
  kind: aws
  what: ~/.aws/credentials
  reason: sent
  by: 'curl, 2026-11-18'
  action: rotate the key and read its log of use
next_step: >
  Rotate, then read the issuer's log of use since that time. On the host: yolo-triage exposure for the order.
tags: [attack.t1552.001, attack.t1567]
*/
SELECT "hostId", "hostName", team, kind, what, reason, "by", action
FROM exposures_now
WHERE reason = 'sent'
ORDER BY "hostName", "hostId", kind, what, action
