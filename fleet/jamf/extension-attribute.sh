#!/bin/sh
# Jamf Pro extension attribute (input type: script, data type: string): over the last run of each home, the worst level,
# the verdict of that run and its time. Reads the spool and nothing else, so inventory stays quick.
# https://learn.jamf.com/en-US/bundle/jamf-pro-documentation-current/page/Computer_Extension_Attributes.html
# Smart group: `like critical`, `like high`, `is not collected`.
spool="/var/spool/yolo-triage"

result="$(
  find "$spool/runs" -name '*.ndjson' -type f -mtime -90 -exec cat {} + 2>/dev/null | awk '
    # In such a row a quote inside a value stands escaped, so a comma and a bare quote begin a key.
    function value(name,    at, rest) {
      at = index($0, ",\"" name "\":\"")
      if (at == 0) return ""
      rest = substr($0, at + length(name) + 5)
      return substr(rest, 1, index(rest, "\"") - 1)
    }
    BEGIN { split("none informational low medium high critical", names, " "); for (i in names) rank[names[i]] = i }
    value("command") == "report" && value("level") in rank {
      home = value("home")
      time = value("collectedAt")
      if (time > last[home]) { last[home] = time; level[home] = value("level"); verdict[home] = value("verdict") }
    }
    END {
      worst = ""
      for (home in last)
        if (worst == "" || rank[level[home]] > rank[level[worst]]) worst = home
      if (worst != "") print level[worst], verdict[worst], last[worst]
    }
  '
)"
echo "<result>${result:-not collected}</result>"
