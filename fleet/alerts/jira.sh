#!/bin/sh
# One row of a hunt to Jira Cloud, as an issue. JIRA_URL (https://<site>.atlassian.net), JIRA_EMAIL and JIRA_TOKEN of a user
# who may create issues, JIRA_PROJECT (its key), JIRA_ISSUE_TYPE (default: Task).
# https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-post
# https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
. "$(dirname "$0")/row.sh"

printf '{"fields":{"project":{"key":"%s"},"issuetype":{"name":"%s"},"summary":"%s","labels":["yolo-triage","%s"],' \
  "${JIRA_PROJECT:?}" "${JIRA_ISSUE_TYPE:-Task}" "$summary" "$hunt" |
  {
    cat
    printf '"description":{"type":"doc","version":1,"content":[{"type":"codeBlock","attrs":{"language":"json"},'
    printf '"content":[{"type":"text","text":"%s"}]}]}}}' "$quoted"
  } | send "url = \"${JIRA_URL:?}/rest/api/3/issue\"
user = \"${JIRA_EMAIL:?}:${JIRA_TOKEN:?}\""
