import { type ConfigValue, flagOf, itemsOf, textOf } from '../configuration/config-value.ts';
import type { SurfaceKind } from './surface.ts';

/** A setting that switches a guard off or on, and what follows. */
export interface SettingMeaning {
  readonly path: readonly string[];
  /** Whether the value is the one that matters. */
  readonly when: (value: ConfigValue) => boolean;
  readonly kind: SurfaceKind;
  readonly meaning: string;
}

const isTrue = (value: ConfigValue) => flagOf(value) === true;
const isFalse = (value: ConfigValue) => flagOf(value) === false;
const isFilled = (value: ConfigValue) => itemsOf(value).length > 0;
const is =
  (...words: readonly string[]) =>
  (value: ConfigValue) =>
    words.includes(textOf(value) ?? '');
const isBelow = (limit: number) => (value: ConfigValue) => Number(textOf(value) ?? Number.NaN) < limit;

const weak = 'weakened-guard';

/** https://code.claude.com/docs/en/settings, https://code.claude.com/docs/en/permission-modes, https://code.claude.com/docs/en/sandboxing */
export const settingMeanings: readonly SettingMeaning[] = [
  {
    path: ['permissions', 'defaultMode'],
    when: is('bypassPermissions'),
    kind: weak,
    meaning: 'sessions start with permission prompts off; from a repository only up to version 2.1.252',
  },
  {
    path: ['permissions', 'defaultMode'],
    when: is('auto', 'acceptEdits'),
    kind: weak,
    meaning: 'sessions start with fewer permission prompts',
  },
  {
    path: ['skipDangerousModePermissionPrompt'],
    when: isTrue,
    kind: weak,
    meaning:
      'somebody on this account accepted bypass mode, and it no longer warns; project servers then start unasked in it',
  },
  {
    path: ['bypassPermissionsModeAccepted'],
    when: isTrue,
    kind: weak,
    meaning: 'somebody on this account accepted bypass mode with an older version',
  },
  { path: ['disableAllHooks'], when: isTrue, kind: weak, meaning: 'no hook runs, protecting ones included' },
  {
    path: ['enableAllProjectMcpServers'],
    when: isTrue,
    kind: weak,
    meaning: 'every server of a repository starts unasked',
  },
  {
    path: ['enabledMcpjsonServers'],
    when: isFilled,
    kind: weak,
    meaning: 'these servers of a repository start unasked',
  },
  { path: ['sandbox', 'enabled'], when: isFalse, kind: weak, meaning: 'shell commands are not sandboxed' },
  {
    path: ['sandbox', 'allowUnsandboxedCommands'],
    when: isTrue,
    kind: weak,
    meaning: 'the agent may leave the sandbox for a command',
  },
  {
    path: ['sandbox', 'excludedCommands'],
    when: isFilled,
    kind: weak,
    meaning: 'these commands run outside the sandbox',
  },
  {
    path: ['sandbox', 'enableWeakerNestedSandbox'],
    when: isTrue,
    kind: weak,
    meaning: 'the sandbox is weaker',
  },
  {
    path: ['sandbox', 'enableWeakerNetworkIsolation'],
    when: isTrue,
    kind: weak,
    meaning: 'the sandbox is weaker',
  },
  {
    path: ['sandbox', 'filesystem', 'disabled'],
    when: isTrue,
    kind: weak,
    meaning: 'the sandbox does not guard files',
  },
  {
    path: ['sandbox', 'network', 'allowAllUnixSockets'],
    when: isTrue,
    kind: weak,
    meaning: 'the sandbox lets commands reach local services, Docker among them',
  },
  {
    path: ['cleanupPeriodDays'],
    when: isBelow(30),
    kind: weak,
    meaning: 'transcripts are deleted sooner than by default, at the start of the next session',
  },
  {
    path: ['fileCheckpointingEnabled'],
    when: isFalse,
    kind: weak,
    meaning: 'no file history is kept to roll back with',
  },
  { path: ['includeCoAuthoredBy'], when: isFalse, kind: weak, meaning: 'commits do not name the agent' },
  {
    path: ['permissions', 'additionalDirectories'],
    when: isFilled,
    kind: weak,
    meaning: 'edits outside the project are allowed',
  },
  {
    path: ['remoteControlAtStartup'],
    when: isTrue,
    kind: weak,
    meaning: 'every session can be steered from elsewhere',
  },
  {
    path: ['autoMemoryDirectory'],
    when: () => true,
    kind: weak,
    meaning: 'memory is read from another folder',
  },
  {
    path: ['skipAutoPermissionPrompt'],
    when: isTrue,
    kind: weak,
    meaning: 'auto mode starts without asking',
  },
  {
    path: ['permissions', 'disableBypassPermissionsMode'],
    when: is('disable'),
    kind: 'guard',
    meaning: 'bypass mode is off; works from any scope, but only a managed file is out of reach of the user',
  },
  {
    path: ['permissions', 'disableBypassPermissionsMode'],
    when: (value) => textOf(value) !== 'disable',
    kind: weak,
    meaning: 'has no effect: only the word "disable" switches bypass mode off',
  },
  {
    path: ['permissions', 'disableAutoMode'],
    when: is('disable'),
    kind: 'guard',
    meaning: 'auto mode is off',
  },
  { path: ['disableAutoMode'], when: is('disable'), kind: 'guard', meaning: 'auto mode is off' },
  {
    path: ['sandbox', 'enabled'],
    when: isTrue,
    kind: 'guard',
    meaning: 'shell commands are sandboxed; file tools, servers and hooks are not',
  },
  { path: ['allowManagedHooksOnly'], when: isTrue, kind: 'guard', meaning: 'only managed hooks run' },
  {
    path: ['allowManagedPermissionRulesOnly'],
    when: isTrue,
    kind: 'guard',
    meaning: 'only managed permission rules count',
  },
  {
    path: ['allowManagedMcpServersOnly'],
    when: isTrue,
    kind: 'guard',
    meaning: 'only managed servers start',
  },
  {
    path: ['disableSideloadFlags'],
    when: isTrue,
    kind: 'guard',
    meaning: 'servers and plugins cannot be given on the command line',
  },
];
