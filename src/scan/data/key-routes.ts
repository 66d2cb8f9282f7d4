import type { Level } from '../../level.ts';
import { isBlanketRule } from '../argv-routes.ts';
import { otherAgentSetting } from '../other-agents.ts';
import type { RouteId } from '../routes.ts';
import { below, type DataEntry, type DataNode, stringsOf } from './data-node.ts';

/** A route that a key of a data file takes by its own name, and the value that takes it. */
export interface KeyMatch {
  readonly route: RouteId;
  readonly node: DataNode;
  readonly line: number;
  readonly agent?: string;
  readonly ceiling?: Level;
}

const isTrue = (node: DataNode) => node.value === true || node.value === 'true';
const isBypass = (node: DataNode) => node.value === 'bypassPermissions';
const isSet = (node: DataNode) =>
  !['', '0', 'false', 'null', 'no'].includes(String(node.value ?? '').toLowerCase());

interface KeyRoute {
  readonly route: RouteId;
  readonly taken: (node: DataNode) => boolean;
  /** Further condition on the keys above. */
  readonly under?: RegExp;
}

/** https://code.claude.com/docs/en/settings-reference, https://code.claude.com/docs/en/vs-code */
const keyRoutes: Readonly<Record<string, KeyRoute>> = {
  defaultMode: { route: 'default-mode-setting', taken: isBypass },
  skipDangerousModePermissionPrompt: { route: 'skip-warning-setting', taken: isTrue },
  bypassPermissionsModeAccepted: { route: 'bypass-accepted-state', taken: isTrue },
  'claudeCode.allowDangerouslySkipPermissions': { route: 'editor-allow-setting', taken: isTrue },
  'claude-code.allowDangerouslySkipPermissions': { route: 'editor-allow-setting', taken: isTrue },
  'claudeCode.initialPermissionMode': { route: 'editor-mode-setting', taken: isBypass },
  allowDangerouslySkipPermissions: { route: 'sdk-allow-option', taken: isTrue },
  allow_dangerously_skip_permissions: { route: 'sdk-allow-option', taken: isTrue },
  dangerouslySkipPermissions: { route: 'skip-permissions-flag', taken: isTrue },
  dangerously_skip_permissions: { route: 'skip-permissions-flag', taken: isTrue },
  'dangerously-skip-permissions': { route: 'skip-permissions-flag', taken: isTrue },
  permissionMode: { route: 'sdk-mode-option', taken: isBypass },
  permission_mode: { route: 'sdk-mode-option', taken: isBypass },
  'permission-mode': { route: 'bypass-mode-flag', taken: isBypass },
  CLAUDE_CODE_SANDBOXED: { route: 'trust-variable', taken: isSet },
  CLAUDE_CODE_EVEN_MORE_DANGEROUSLY_SKIP_PERMISSIONS: { route: 'removal-prompt-variable', taken: isSet },
  CLAUDE_CHROME_PERMISSION_MODE: {
    route: 'browser-prompt-variable',
    taken: (node) => node.value === 'skip_all_permission_checks',
  },
};

/** Where a key stands. */
export interface KeyPlace {
  /** Keys above it, outermost first. */
  readonly path: readonly string[];
  /** The file is read by Claude Code: other programs have rules of the same form. */
  readonly ownFile: boolean;
}

export function keyMatches(entry: DataEntry, { path, ownFile }: KeyPlace): KeyMatch[] {
  const { key, node, line } = entry;
  if (key === 'permissions' && !path.includes('permissions')) return blanketRules(node, ownFile);
  const off = otherAgentSetting(key, String(node.value ?? ''));
  if (off) return [{ route: 'other-agent-setting', node, line, ...off }];
  const found = Object.hasOwn(keyRoutes, key) ? keyRoutes[key] : undefined;
  return found?.taken(node) ? [{ route: found.route, node, line }] : [];
}

function blanketRules(permissions: DataNode, ownFile: boolean): KeyMatch[] {
  return stringsOf(below(permissions, 'allow'))
    .filter(
      ({ value }) =>
        typeof value === 'string' && isBlanketRule(value) && (ownFile || value.startsWith('Bash')),
    )
    .map((node) => ({ route: 'blanket-allow-rule' as const, node, line: node.line }));
}
