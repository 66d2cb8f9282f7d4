import type { Level } from '../../level.ts';
import { isBlanketRule } from '../argv-routes.ts';
import {
  actionInput,
  type OffPrompts,
  otherAgentSetting,
  ownFileSetting,
  patternSetting,
} from '../other-agents.ts';
import type { RouteId } from '../routes.ts';
import { below, type DataEntry, type DataNode, stringsOf, textOf } from './data-node.ts';

/** A route that a key of a data file takes by its own name, and the value that takes it. */
export interface KeyMatch {
  readonly route: RouteId;
  readonly node: DataNode;
  readonly line: number;
  readonly agent?: string;
  readonly ceiling?: Level;
}

/** Which program reads a file: Claude Code its settings or its state, an editor, a tool that runs commands. */
export type Reader = 'settings' | 'state' | 'editor' | 'tool' | 'unknown';

const isTrue = (node: DataNode) => node.value === true || node.value === 'true';
const isBypass = (node: DataNode) => node.value === 'bypassPermissions';
const isSet = (node: DataNode) =>
  !['', '0', 'false', 'null', 'no'].includes(String(node.value ?? '').toLowerCase());

interface KeyRoute {
  readonly route: RouteId;
  readonly taken: (node: DataNode) => boolean;
  /** Files of Claude Code in which the key has an effect, with the key above it that it needs there. */
  readonly effect?: { readonly in: Reader; readonly under?: string };
}

const inSettings = { in: 'settings' } as const;
const variable = { in: 'settings', under: 'env' } as const;

/** https://code.claude.com/docs/en/settings-reference, https://code.claude.com/docs/en/vs-code */
const keyRoutes: Readonly<Record<string, KeyRoute>> = {
  defaultMode: {
    route: 'default-mode-setting',
    taken: isBypass,
    effect: { in: 'settings', under: 'permissions' },
  },
  skipDangerousModePermissionPrompt: { route: 'skip-warning-setting', taken: isTrue, effect: inSettings },
  bypassPermissionsModeAccepted: { route: 'bypass-accepted-state', taken: isTrue, effect: { in: 'state' } },
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
  // An input of the action for GitHub before its version 1: one text. https://github.com/anthropics/claude-code-action/blob/main/docs/migration-guide.md
  allowed_tools: {
    route: 'blanket-tools-flag',
    taken: (node) => (textOf(node) ?? '').split(/[,\n]/).some(isBlanketRule),
  },
  CLAUDE_CODE_SANDBOXED: { route: 'trust-variable', taken: isSet, effect: variable },
  CLAUDE_CODE_EVEN_MORE_DANGEROUSLY_SKIP_PERMISSIONS: {
    route: 'removal-prompt-variable',
    taken: isSet,
    effect: variable,
  },
  CLAUDE_CHROME_PERMISSION_MODE: {
    route: 'browser-prompt-variable',
    taken: (node) => node.value === 'skip_all_permission_checks',
    effect: variable,
  },
};

/** Where a key stands. */
export interface KeyPlace {
  /** Keys above it, outermost first. */
  readonly path: readonly string[];
  readonly reader: Reader;
  /** Path of the file. */
  readonly file: string;
  /** The map in which it stands. */
  readonly map: DataNode;
}

export function keyMatches(entry: DataEntry, place: KeyPlace): KeyMatch[] {
  if (isModeOfAgentServer(entry, place)) {
    return [{ route: 'editor-mode-setting', node: entry.node, line: entry.line }];
  }
  const named = variableNamed(entry, place.map);
  if (named !== undefined) return keyMatches({ ...entry, key: named }, place);
  const { key, node, line } = entry;
  const others = otherMatches(entry, place);
  if (others.length > 0) return others;
  if (key === 'permissions' && !place.path.includes('permissions')) {
    const blanket = blanketRules(node, place.reader === 'settings');
    if (blanket.length > 0) return blanket;
  }
  const found = Object.hasOwn(keyRoutes, key) ? keyRoutes[key] : undefined;
  if (!found?.taken(node) || !hasEffect(found, place)) return [];
  return [{ route: found.route, node, line }];
}

/**
 * `"agent_servers": { "claude": { "default_mode": … } }`, `"default_config_options": { "mode": … }` of Zed.
 * https://github.com/zed-industries/zed/blob/main/crates/settings_content/src/agent.rs
 */
function isModeOfAgentServer({ key, node }: DataEntry, { path }: KeyPlace): boolean {
  if (!isBypass(node)) return false;
  const inServer = path.lastIndexOf('agent_servers') === path.length - 2;
  const inOptions = path.lastIndexOf('agent_servers') === path.length - 3;
  if (!path.includes('agent_servers')) return false;
  return inServer
    ? key === 'default_mode'
    : inOptions && path.at(-1) === 'default_config_options' && key === 'mode';
}

/** `{ name: VARIABLE, value: … }`, as Kubernetes and its like write the environment. */
function variableNamed({ key }: DataEntry, map: DataNode): string | undefined {
  const name = key === 'value' ? textOf(below(map, 'name')) : undefined;
  return name !== undefined && /^[A-Z][A-Z\d_]+$/.test(name) ? name : undefined;
}

/** In files that Claude Code reads, a key that it does not know, or not there, has no effect. */
function hasEffect({ effect }: KeyRoute, { reader, path }: KeyPlace): boolean {
  if (reader !== 'settings' && reader !== 'state') return true;
  if (effect?.in !== reader) return false;
  return effect.under === undefined || path.at(-1) === effect.under;
}

function otherMatches({ key, node, line }: DataEntry, { path, file, map }: KeyPlace): KeyMatch[] {
  const route = 'other-agent-setting' as const;
  const listed = patternSetting(key, allowedPatterns(node), valuesIn(map));
  if (listed) return [{ route, node, line, ...listed }];
  const values = node.items ?? [node];
  return values.flatMap((value): KeyMatch[] => {
    const text = String(value.value ?? '');
    const off =
      ownFileSetting(file, [...path, key], text) ??
      (node.items || !otherAgentSetting(key, text) ? undefined : otherAgentSetting(key, text, valuesIn(map)));
    return off ? [{ route, node: value, line: node.items ? value.line : line, ...off }] : [];
  });
}

// `{ "/^git /": true, "rm": false, "/.+/": { "approve": true } }`
function allowedPatterns({ entries = [] }: DataNode): string[] {
  return entries.filter(({ node }) => isTrue(below(node, 'approve') ?? node)).map(({ key }) => key);
}

function valuesIn(map: DataNode): ReadonlyMap<string, string> {
  return new Map((map.entries ?? []).map(({ key, node }) => [key, String(node.value ?? '')]));
}

/** Inputs of a step of GitHub Actions that runs another agent. */
export function actionMatches(step: DataNode): KeyMatch[] {
  const uses = textOf(below(step, 'uses'));
  const inputs = below(step, 'with');
  if (uses === undefined || !inputs) return [];
  const beside = valuesIn(inputs);
  return (inputs.entries ?? []).flatMap(({ key, node, line }): KeyMatch[] => {
    const off: OffPrompts | undefined = actionInput(uses, [key, String(node.value ?? '')], beside);
    return off ? [{ route: 'other-agent-setting', node, line, ...off }] : [];
  });
}

function blanketRules(permissions: DataNode, ownFile: boolean): KeyMatch[] {
  return stringsOf(below(permissions, 'allow'))
    .filter(
      ({ value }) =>
        typeof value === 'string' && isBlanketRule(value) && (ownFile || value.startsWith('Bash')),
    )
    .map((node) => ({ route: 'blanket-allow-rule' as const, node, line: node.line }));
}
