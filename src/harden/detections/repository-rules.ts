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

const documents = ['*.md', '*.mdx', '*.rst', '*.txt', '*.adoc', 'CHANGELOG*'];

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

/** Refuses pushes that add such a line to anything but a document; POSIX shell and git only. */
export function preReceiveHook(): DetectionFile {
  const patterns = entries().map(([, pattern]) => pattern);
  const text = `#!/bin/sh
# Refuses pushes that add a line which switches an agent's permission prompts off.
# Documents may speak of it. An administrator lets a push through with the push option allow-unattended-agents.
set -u
zero=$(git hash-object --stdin </dev/null | tr '0-9a-f' '0')
option=0
while [ "$option" -lt "\${GIT_PUSH_OPTION_COUNT:-0}" ]; do
  value=
  eval "value=\\$GIT_PUSH_OPTION_$option"
  [ "$value" = allow-unattended-agents ] && exit 0
  option=$((option + 1))
done
patterns=$(mktemp) || exit 1
trap 'rm -f "$patterns"' EXIT
cat >"$patterns" <<'PATTERNS'
${patterns.join('\n')}
PATTERNS
status=0
while read -r old new ref; do
  [ "$new" = "$zero" ] && continue
  if [ "$old" = "$zero" ]; then set -- "$new" --not --all; else set -- "$old..$new"; fi
  found=$(git log --no-ext-diff --no-textconv --format='commit %h' --unified=0 -p "$@" -- . ${documents
    .map((name) => `':(exclude,glob)**/${name}'`)
    .join(
      ' ',
    )} | grep -E '^(commit |\\+)' | sed 's/^+//' | grep -E -e '^commit ' -f "$patterns" | grep -B1 -v '^commit ' | head -20)
  if [ -n "$found" ]; then
    echo "$ref: this push switches an agent's permission prompts off:" >&2
    echo "$found" >&2
    status=1
  fi
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
