# Read by the receivers: one row of `fleet hunt --format ndjson` from standard input, as parts of a message in JSON.
# Whoever wrote the evidence chose most of what stands in a row: nothing of it becomes part of a script or an argument.
# shellcheck shell=sh disable=SC2034
set -eu
LC_ALL=C
export LC_ALL

IFS= read -r row
hunt="$(printf '%s' "$row" | sed -n 's/^{"hunt":"\([A-Za-z0-9_.-]*\)",.*/\1/p')"
level="$(printf '%s' "$row" | sed -n 's/^{"hunt":"[^"]*","level":"\([a-z]*\)".*/\1/p')"
if [ -z "$hunt" ] || [ -z "$level" ]; then
  echo "no row of a hunt" >&2
  exit 2
fi
# Inside a value a quote stands escaped: what begins with a comma and a bare quote is a key.
host="$(printf '%s' "$row" | sed -n 's/.*,"hostName":"\([A-Za-z0-9_.-]*\)".*/\1/p')"
summary="$level: $hunt${host:+ on $host}"

# The row as the inside of a text in JSON: it holds no control characters, so these two are all that needs a backslash.
quoted="$(printf '%s' "$row" | sed 's/\\/\\\\/g; s/"/\\"/g')"
# The same row has the same name, whenever it is told.
name="$(printf '%s' "$row" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c 1-64)"

# send <lines of a configuration of curl>: posts the JSON of standard input; the answer, where it is no success, goes to
# standard error, and 1 comes back. Secrets reach curl by a file that nobody else may read: everybody sees arguments.
# https://curl.se/docs/manpage.html#-K
send() {
  umask 077
  private="$(mktemp -d)"
  trap 'rm -rf "$private"' EXIT
  printf '%s\n' "$1" >"$private/config"
  code="$(curl --silent --show-error --max-time 60 --proto '=https,http' --config "$private/config" \
    --header 'Content-Type: application/json' --data-binary @- --output "$private/answer" --write-out '%{http_code}')" ||
    code=000
  case "$code" in
    2??) return 0 ;;
  esac
  echo "alert: the receiver answered $code" >&2
  if [ -f "$private/answer" ]; then head -c 2000 "$private/answer" >&2; fi
  return 1
}
