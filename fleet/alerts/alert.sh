#!/bin/sh
# Asks every hunt, and hands each row that is new, weighs enough and is not accepted to a receiver, one call a row:
#   alert.sh <database> <state> slack|jira|thehive|pagerduty [<case file>]
# Rows count as told when the receiver has taken all of them; else the next run hands them over again: twice is better than
# never. Make the state once by hand (docs/alerts.md), or every row that there is will be sent.
# YOLO_TRIAGE   the program (default: yolo-triage)
# ALERT_LEVELS  what is sent (default: high|critical)
set -eu

database="$1"
state="$2"
receiver="$(dirname "$0")/$(basename "$3" .sh).sh"
case_file="${4:-}"
levels="${ALERT_LEVELS:-high|critical}"

umask 077
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
if [ -e "$state" ]; then cp "$state" "$folder/state"; fi

"${YOLO_TRIAGE:-yolo-triage}" fleet hunt all --database "$database" --new-since "$folder/state" --format ndjson \
  ${case_file:+--case "$case_file"} >"$folder/all"

# Inside a value a quote stands escaped: what begins with a comma and a bare quote is a key.
awk -v levels="^[{]\"hunt\":\"[^\"]*\",\"level\":\"($levels)\"" \
  '$0 ~ levels && index($0, ",\"accepted\":\"") == 0' "$folder/all" >"$folder/rows"

failed=0
while IFS= read -r row; do
  printf '%s\n' "$row" | sh "$receiver" || failed=1
done <"$folder/rows"
if [ "$failed" = 1 ]; then
  echo "alert: not every row was taken; the next run sends them again" >&2
  exit 2
fi

# Within the folder of the state, so that it is replaced at once.
cp "$folder/state" "$state.part"
mv "$state.part" "$state"
