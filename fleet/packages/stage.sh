#!/bin/sh
# What a package of the fleet holds, below a folder: the layout of docs/fleet.md, Reach.
#   stage.sh <archive of npm pack> <Node: the program itself> <folder>
set -eu

archive="$1"
node="$2"
folder="$3"
prefix="$folder/opt/yolo-triage"

[ ! -e "$folder" ] || { echo "stage: $folder is there already" >&2; exit 2; }
# Root's programs: nobody else may write there, whoever packs them.
umask 022
mkdir -p "$prefix/bin"
npm install --global --offline --ignore-scripts --no-audit --no-fund --prefix "$prefix" "$archive" >/dev/null
cp "$node" "$prefix/bin/node"
chmod 755 "$prefix/bin/node"
# The links of npm start whatever Node the path has; the scripts of fleet/ name this one.
rm -f "$prefix/bin/yolo-triage" "$prefix/bin/yolo-triage-hook"
