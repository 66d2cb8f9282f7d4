#!/bin/sh
# A package of macOS of what stage.sh lays out, with the daemon of launchd; to be run on a Mac, in a clone.
#   fleet/packages/pkgbuild.sh release/yolo-triage-0.1.0.tgz <Node for macOS, signed> release/yolo-triage-0.1.0.pkg [<identity>]
# launchd collects from the next start of the Mac on, or at once with
#   launchctl bootstrap system /Library/LaunchDaemons/yolo-triage.collect.plist
# See pkgbuild(1); https://developer.apple.com/documentation/security/notarizing-macos-software-before-distribution
set -eu

archive="$1"
node="$2"
output="$3"
identity="${4:-}"
here="$(cd "$(dirname "$0")" && pwd)"
version="0.1.0"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
"$here/stage.sh" "$archive" "$node" "$work/root"
mkdir -p "$work/root/Library/LaunchDaemons"
cp "$here/../units/yolo-triage.collect.plist" "$work/root/Library/LaunchDaemons/"
chmod 644 "$work/root/Library/LaunchDaemons/yolo-triage.collect.plist"

# --ownership recommended: files belong to root and wheel, whoever packs them.
pkgbuild --root "$work/root" --identifier yolo-triage --version "$version" --ownership recommended \
  ${identity:+--sign "$identity"} "$output"
