#!/bin/sh
# One row of a hunt to PagerDuty, as an alert. PAGERDUTY_ROUTING_KEY is the integration key of a service, PAGERDUTY_URL its
# region (default: https://events.pagerduty.com). The same row is the same alert.
# https://developer.pagerduty.com/docs/events-api-v2/trigger-events/
. "$(dirname "$0")/row.sh"

case "$level" in
  critical) severity=critical ;;
  high) severity=error ;;
  medium) severity=warning ;;
  *) severity=info ;;
esac
printf '{"routing_key":"%s","event_action":"trigger","dedup_key":"%s","payload":{"summary":"%s","source":"%s","severity":"%s","class":"%s","custom_details":%s}}' \
  "${PAGERDUTY_ROUTING_KEY:?}" "$name" "$summary" "${host:-yolo-triage}" "$severity" "$hunt" "$row" |
  send "url = \"${PAGERDUTY_URL:-https://events.pagerduty.com}/v2/enqueue\""
