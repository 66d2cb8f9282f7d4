#!/bin/sh
# One row of a hunt to TheHive 5, as an alert. THEHIVE_URL (https://thehive.example.org), THEHIVE_KEY of a user who may
# create alerts. The same row is the same alert: TheHive refuses what has type, source and reference of another one.
# https://docs.strangebee.com/thehive/api-docs/#operation/Create%20Alert
. "$(dirname "$0")/row.sh"

case "$level" in
  critical) severity=4 ;;
  high) severity=3 ;;
  medium) severity=2 ;;
  *) severity=1 ;;
esac
# Four spaces before its only line: in Markdown, a row is code, whatever stands in it.
said="$(printf '{"type":"yolo-triage","source":"fleet hunt","sourceRef":"%s","title":"%s","severity":%s,"tags":["%s"],"description":"    %s"}' \
  "$name" "$summary" "$severity" "$hunt" "$quoted" |
  send "url = \"${THEHIVE_URL:?}/api/v1/alert\"
header = \"Authorization: Bearer ${THEHIVE_KEY:?}\"" 2>&1)" || {
  case "$said" in
    *"already exist"*) exit 0 ;;
  esac
  printf '%s\n' "$said" >&2
  exit 1
}
