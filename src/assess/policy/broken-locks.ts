import { claudeCode } from '../../agents/claude-code.ts';
import type { Finding } from '../../detect/finding.ts';
import type { SettingValue } from '../../evidence/posture/read-permissions.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import { finding } from '../join-logs/join-findings.ts';

const kind = {
  queryId: 'managed_lock_did_not_hold',
  title: 'Bypass mode in spite of the managed settings that forbid it',
  level: 'high',
  tags: ['attack.defense-impairment', 'attack.t1685'],
  falsePositives: [
    'Managed settings that were copied with an older time stamp, after the session',
    'A home that was brought from another machine',
  ],
  nextStep:
    'Find out why the lock did not hold: the version of the agent, how the session was started, whether the settings were there at that time. Setting it once more changes nothing.',
} as const;

/** https://code.claude.com/docs/en/permission-modes#disable-bypass-mode */
const lockKey = 'permissions.disableBypassPermissionsMode';

/** Whether a setting switches bypass mode off, out of reach of the user. */
export function isManagedLock({ key, value, scope }: Pick<SettingValue, 'key' | 'value' | 'scope'>): boolean {
  return key === lockKey && value === 'disable' && scope === 'managed';
}

/** Locks behind whose last change a session began to run without prompts all the same. */
export function brokenLocks(
  values: readonly SettingValue[],
  sessions: readonly SessionSummary[],
): readonly Finding[] {
  return values.filter(isManagedLock).flatMap(({ evidence, modifiedAt }) => {
    const broken = sessions.filter(
      ({ agent, bypassWindows }) =>
        agent === claudeCode.id && bypassWindows.some(({ from }) => from !== undefined && from > modifiedAt),
    );
    const [first] = broken;
    if (!first) return [];
    const at = first.startedAt;
    return [
      {
        ...finding(kind, {
          subject: `${lockKey} in ${evidence.path}, since ${modifiedAt}`,
          toolCallIds: [],
          evidence,
          ...(at !== undefined && { at }),
        }),
        count: broken.length,
        permissionModes: ['bypassPermissions'],
        evidence: [evidence, ...broken.slice(0, evidenceAtMost).map((session) => session.evidence)],
      },
    ];
  });
}

const evidenceAtMost = 10;
