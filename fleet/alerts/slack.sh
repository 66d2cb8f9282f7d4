#!/bin/sh
# One row of a hunt to a channel of Slack, by an incoming webhook. SLACK_WEBHOOK_URL is its address, which is a secret.
# https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
. "$(dirname "$0")/row.sh"

# With these three escaped, a row can mention nobody and link nowhere; nothing is formatted, and no page that a row names is
# fetched for a preview. https://docs.slack.dev/messaging/formatting-message-text#escaping
text="$(printf '%s' "$quoted" | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g')"
printf '{"text":"%s\\n%s","mrkdwn":false,"unfurl_links":false,"unfurl_media":false}' "$summary" "$text" |
  send "url = \"${SLACK_WEBHOOK_URL:?}\""
