import type {
  PermissionRule,
  PermissionSettings,
  SettingValue,
} from '../../evidence/posture/read-permissions.ts';
import { type RuleProblem, ruleProblem } from './rule-problem.ts';

/** What a setting amounts to over all scopes of one place. */
export interface EffectiveSetting {
  readonly key: string;
  readonly value: string;
  /** `default` where no file sets it. */
  readonly scope: string;
  readonly path?: string;
  readonly line?: number;
  /** Set by a project only: the project's folder. */
  readonly project?: string;
  /** What follows, with the versions for which it holds. */
  readonly meaning: string;
}

export interface ProblematicRule extends PermissionRule, RuleProblem {}

export interface EffectivePermissions {
  readonly settings: readonly EffectiveSetting[];
  readonly ruleCounts: Readonly<Record<PermissionRule['list'], number>>;
  readonly problematicRules: readonly ProblematicRule[];
}

/** Strongest first. https://code.claude.com/docs/en/settings#settings-precedence */
const precedence = ['managed', 'local', 'project', 'user'];

interface Meaning {
  readonly key: string;
  readonly fallback: string;
  readonly meaning: (value: string, scope: string) => string;
}

const meanings: readonly Meaning[] = [
  { key: 'permissions.defaultMode', fallback: 'default', meaning: startMode },
  {
    key: 'permissions.disableBypassPermissionsMode',
    fallback: 'not set',
    meaning: (value, scope) => {
      if (value !== 'disable') return 'bypass mode is available: nothing switches it off';
      if (scope === 'managed')
        return 'bypass mode is off, out of reach of the user; before 2.1.223 not for agents with a mode of their own';
      return 'bypass mode is off until somebody edits this file, which a session in bypass mode can do itself';
    },
  },
  {
    key: 'sandbox.enabled',
    fallback: 'false',
    meaning: (value) =>
      value === 'true'
        ? 'shell commands are sandboxed; file tools, servers and hooks are not'
        : 'nothing is sandboxed',
  },
  {
    key: 'sandbox.failIfUnavailable',
    fallback: 'false',
    meaning: (value) =>
      value === 'true'
        ? 'no sandbox, no session'
        : 'where the sandbox cannot start, commands run without it and nothing says so',
  },
  {
    key: 'cleanupPeriodDays',
    fallback: '30',
    meaning: (value) => `transcripts older than ${value} days are deleted when the next session starts`,
  },
  {
    key: 'fileCheckpointingEnabled',
    fallback: 'true',
    meaning: (value) =>
      value === 'false' ? 'no file history is kept' : 'edits by file tools are kept to go back to',
  },
  {
    key: 'env.CLAUDE_CODE_ENABLE_TELEMETRY',
    fallback: '0',
    meaning: (value) =>
      value === '1'
        ? 'telemetry goes to your own collector: a second witness'
        : 'no telemetry of your own: the transcripts are the only witness',
  },
];

/** The settings that hold everywhere, then those that a project changes; and the rules that mislead. */
export function effectivePermissions({ rules, values }: PermissionSettings): EffectivePermissions {
  const everywhere = meanings.map((meaning) =>
    effective(
      meaning,
      values.filter(({ project }) => project === undefined),
    ),
  );
  const inProjects = values
    .filter(({ project, key }) => project !== undefined && meanings.some((meaning) => meaning.key === key))
    .map((value) =>
      described(
        value,
        meanings.find(({ key }) => key === value.key),
      ),
    );
  const count = (list: PermissionRule['list']) => rules.filter((rule) => rule.list === list).length;
  return {
    settings: [...everywhere, ...inProjects],
    ruleCounts: { allow: count('allow'), ask: count('ask'), deny: count('deny') },
    problematicRules: rules.flatMap((rule) => {
      const problem = ruleProblem(rule.rule, rule.list);
      return problem ? [{ ...rule, ...problem }] : [];
    }),
  };
}

function effective({ key, fallback, meaning }: Meaning, values: readonly SettingValue[]): EffectiveSetting {
  const strongest = values
    .filter((value) => value.key === key)
    .sort((a, b) => precedence.indexOf(a.scope) - precedence.indexOf(b.scope))[0];
  if (!strongest) return { key, value: fallback, scope: 'default', meaning: meaning(fallback, 'default') };
  return described(strongest, { key, fallback, meaning });
}

function described(
  { key, value, scope, project, evidence }: SettingValue,
  meaning?: Meaning,
): EffectiveSetting {
  return {
    key,
    value,
    scope,
    ...evidence,
    ...(project !== undefined && { project }),
    meaning: meaning?.meaning(value, scope) ?? '',
  };
}

/** https://code.claude.com/docs/en/permission-modes, https://github.com/advisories/GHSA-mmgp-wc2j-qcv7 */
function startMode(value: string, scope: string): string {
  const isRepository = scope === 'project' || scope === 'local';
  if (value === 'bypassPermissions' && isRepository) {
    return 'starts sessions with prompts off up to version 2.1.252, before 2.1.53 even without the trust dialog; later versions ignore it in a repository';
  }
  if (value === 'auto' && isRepository) return 'ignored in a repository from version 2.1.142 on';
  if (value === 'bypassPermissions') return 'every session starts with prompts off';
  return `sessions start in mode ${value} unless the command line says otherwise`;
}
