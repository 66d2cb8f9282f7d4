#!/bin/sh
# Jamf Pro policy script, for the recurring check-in: what coding agents did on this Mac with their permission prompts
# off, as rows in the spool, from where the shipper takes them. Runs as root; the same script serves any Linux or macOS
# host that another management starts it on.
# Parameter 4 is a label for the rows (team=payments), parameter 5 another folder for the spool.
# https://learn.jamf.com/en-US/bundle/jamf-pro-documentation-current/page/Scripts.html
set -eu

version="0.1.0"
prefix="/opt/yolo-triage"
node="$prefix/bin/node"
program="$prefix/lib/node_modules/yolo-triage/dist/main.js"
label="${4:-}"
spool="${5:-/var/spool/yolo-triage}"
# Where it is there: one credential has one fingerprint on all hosts. Readable for root alone.
key="/etc/yolo-triage.key"
# A file a home: what was written before is not written again.
states="/var/lib/yolo-triage"

fail() {
  echo "yolo-triage: $1" >&2
  exit 2
}

# Root runs what stands there: nobody else may be able to change it.
for path in "$prefix" "$prefix/bin" "$node" "${program%/*}" "$program"; do
  [ -e "$path" ] || fail "not installed: $path is missing"
  [ -z "$(find "$path" -prune \( ! -user root -o -perm -020 -o -perm -002 \))" ] ||
    fail "will not run: others than root can write to $path"
done

installed="$("$node" "$program" --version)"
[ "$installed" = "$version" ] || fail "version $installed is installed, $version was released"

# macOS has no machine id in a file; a host name changes.
host_id=""
if [ -x /usr/sbin/ioreg ]; then
  host_id="$(/usr/sbin/ioreg -rd1 -c IOPlatformExpertDevice | awk -F'"' '$2 == "IOPlatformUUID" { print tolower($4) }')"
fi

[ -f "$key" ] || key=""

# The group of the spool's folder may read it, so that a shipper need not be root.
umask 027
mkdir -p "$spool" "$states"

worst=0
for home in /Users/* /home/* /root /var/root; do
  if [ ! -d "$home" ] || [ -L "$home" ]; then continue; fi
  code=0
  state="$states/$(printf '%s' "$home" | tr / _).json"
  # With HOME, it is examined as its user would, with what lies outside of it: repositories, managed policy.
  # 0, 1 and 3 are finished runs; what was found and what could not be read stands in the rows.
  HOME="$home" "$node" "$program" report --home "$home" --spool "$spool" --state "$state" --quiet \
    ${label:+--label "$label"} ${host_id:+--host-id "$host_id"} ${key:+--fingerprint-key "$key"} >/dev/null || code=$?
  case "$code" in
    0 | 1 | 3) ;;
    *)
      echo "yolo-triage: $home was not examined (exit code $code)" >&2
      worst=2
      ;;
  esac
done
exit "$worst"
