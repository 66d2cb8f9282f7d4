import { stringify } from 'yaml';
import { type RouteId, routes } from '../../scan/routes.ts';
import type { DetectionFile } from './sigma.ts';

/** Routes that a repository can carry, with what a line that takes them looks like; extended regular expressions. */
const lines: Readonly<Partial<Record<RouteId, string>>> = {
  'skip-permissions-flag': '(^|[^a-z-])--dangerously-skip-permissions([^a-zA-Z-]|$)',
  'bypass-mode-flag': '--permission-mode[ =]+["\']?bypassPermissions',
  'allow-skip-permissions-flag': '--allow-dangerously-skip-permissions([^a-zA-Z-]|$)',
  'default-mode-setting': '"defaultMode"[[:space:]]*:[[:space:]]*"bypassPermissions"',
  'editor-allow-setting': '"claudeCode[.]allowDangerouslySkipPermissions"[[:space:]]*:[[:space:]]*true',
  'editor-mode-setting': '"claudeCode[.]initialPermissionMode"[[:space:]]*:[[:space:]]*"bypassPermissions"',
  'sdk-mode-option':
    '(permissionMode|permission_mode)["\']?[[:space:]]*[:=][[:space:]]*["\']bypassPermissions',
  'agent-frontmatter': '^permissionMode:[[:space:]]*["\']?bypassPermissions',
  'removal-prompt-variable': 'CLAUDE_CODE_EVEN_MORE_DANGEROUSLY_SKIP_PERMISSIONS',
};

const documents = ['*.md', '*.mdx', '*.rst', '*.txt', '*.adoc', 'CHANGELOG'];

/** https://semgrep.dev/docs/writing-rules/rule-syntax */
export function semgrepRules(): DetectionFile {
  const rules = entries().map(([id, pattern]) => ({
    id: `yolo-triage.${id}`,
    languages: ['regex'],
    severity: severityOf(id),
    message: `This ${routes[id].says}. Whoever runs it has no say in what the agent does.`,
    metadata: { category: 'security', references: ['https://code.claude.com/docs/en/permission-modes'] },
    paths: { exclude: documents },
    'pattern-regex': `(?m)${pattern}`,
  }));
  return { path: 'semgrep/unattended-agents.yml', text: stringify({ rules }, { lineWidth: 0 }) };
}

/**
 * Refuses pushes that add such a line to anything but a document; POSIX shell and git only.
 * https://git-scm.com/docs/githooks#pre-receive
 */
export function preReceiveHook(): DetectionFile {
  const patterns = entries().map(([, pattern]) => pattern);
  const excluded = documents.map((name) => `':(exclude,glob)**/${name}'`);
  const text = `#!/bin/sh
# Refuses pushes that add a line which switches an agent's permission prompts off.
# Documents may speak of it. The push option allow-unattended-agents lets a push through; whoever may push may give it,
# where receive.advertisePushOptions is on.
set -u
# Bytes: text in no known encoding is searched, too.
LC_ALL=C
export LC_ALL
zero=$(git hash-object --stdin </dev/null | tr '0-9a-f' '0')
option=0
while [ "$option" -lt "\${GIT_PUSH_OPTION_COUNT:-0}" ]; do
  value=
  eval "value=\\$GIT_PUSH_OPTION_$option"
  [ "$value" = allow-unattended-agents ] && exit 0
  option=$((option + 1))
done
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cat >"$work/patterns" <<'PATTERNS'
${patterns.join('\n')}
PATTERNS
main=$(git symbolic-ref -q HEAD)
status=0
while read -r old new ref; do
  [ "$new" = "$zero" ] && continue
  git rev-parse -q --verify "$new^{commit}" >/dev/null || continue
  # What the server has already was judged when it came: a branch that takes in the main one brings nothing new. The main
  # one is judged against itself, so that what was let through on a branch is seen once more where it counts.
  set -- "$new" --not --all
  [ "$ref" = "$main" ] && [ "$old" != "$zero" ] && set -- "$old..$new"
  # Of a merge: the lines that none of its parents has. As text, whatever attributes in the repository say.
  if ! git log --no-color --no-ext-diff --no-textconv --text --cc --format='commit %h' --unified=0 -p "$@" -- . \\
    ${excluded.join(' ')} >"$work/log"; then
    echo "$ref: the history of this push cannot be read" >&2
    status=1
    continue
  fi
  # In a hunk every line begins with a sign for each parent; everything else is a head. Without zeros UTF-16 is text, too.
  tr -d '\\000' <"$work/log" | awk -v lines="$work/lines" -v commits="$work/commits" '
    BEGIN { printf "" >lines; printf "" >commits }
    /^commit / { commit = $2; signs = "" }
    /^diff / { signs = "" }
    /^@@/ { match($0, /^@+/); signs = substr("++++++++++++++++", 1, RLENGTH - 1); next }
    signs != "" && index($0, signs) == 1 { print substr($0, length(signs) + 1) >lines; print commit >commits }
  ' || status=1
  grep -nE -f "$work/patterns" "$work/lines" | head -n 20 >"$work/found"
  [ -s "$work/found" ] || continue
  echo "$ref: this push switches an agent's permission prompts off:" >&2
  while IFS=: read -r number line; do
    printf 'commit %s: %s\\n' "$(sed -n "\${number}p" "$work/commits")" "$line" >&2
  done <"$work/found"
  status=1
done
exit $status
`;
  return { path: 'git/pre-receive', text };
}

function entries(): [RouteId, string][] {
  return Object.keys(lines)
    .filter((id): id is RouteId => Object.hasOwn(routes, id))
    .flatMap((id) => {
      const pattern = lines[id];
      return pattern === undefined ? [] : [[id, pattern] satisfies [RouteId, string]];
    });
}

function severityOf(id: RouteId): 'ERROR' | 'WARNING' {
  return routes[id].level === 'high' ? 'ERROR' : 'WARNING';
}
