import type { Finding } from '../../detect/finding.ts';
import type { PermissionRule } from '../../evidence/posture/read-permissions.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { finding, ofCall } from '../join-logs/join-findings.ts';

/** A call that ran, and the deny rule that matches it. */
export interface BrokenDenial {
  /** As written. */
  readonly rule: string;
  readonly scope: string;
  /** Folder in which the session was started, as the evidence writes it. */
  readonly startedIn: string;
  readonly call: ToolCall;
}

const kind = {
  queryId: 'deny_rule_did_not_hold',
  title: 'A call ran that a deny rule of the settings forbids',
  level: 'high',
  tags: ['attack.defense-impairment', 'attack.t1685'],
  falsePositives: [
    'Settings that were copied with an older time stamp, after the session',
    'A session that was started with other settings: --settings, --setting-sources',
  ],
  nextStep:
    'Find out why the rule did not hold: the version of the agent, how the session was started, whether the settings were there at that time. Compare with yolo-triage replay.',
} as const;

const mostListed = 20;

/** One finding for each rule and session; a rule counts for calls behind the last change of its file. */
export function brokenDenials(
  denials: readonly BrokenDenial[],
  rules: readonly PermissionRule[],
): readonly Finding[] {
  const groups = new Map<string, { readonly standing: PermissionRule; readonly denials: BrokenDenial[] }>();
  for (const denial of denials) {
    const standing = rules.find((rule) => stood(rule, denial));
    if (!standing) continue;
    const key = JSON.stringify([denial.call.sessionId, standing]);
    const group = groups.get(key);
    if (group) group.denials.push(denial);
    else groups.set(key, { standing, denials: [denial] });
  }
  return [...groups.values()].flatMap(findingOf);
}

function stood(
  { list, rule, scope, project, modifiedAt }: PermissionRule,
  { rule: text, scope: where, startedIn, call: { startedAt } }: BrokenDenial,
): boolean {
  if (list !== 'deny' || rule !== text || scope !== where) return false;
  if (project !== undefined && project !== startedIn) return false;
  return startedAt !== undefined && modifiedAt < startedAt;
}

function findingOf(group: {
  readonly standing: PermissionRule;
  readonly denials: readonly BrokenDenial[];
}): readonly Finding[] {
  const { standing, denials } = group;
  const calls = denials.map(({ call }) => call);
  const [first] = calls;
  if (!first) return [];
  const { permissionMode, prompt, question } = first;
  return [
    {
      ...finding(kind, ofCall(first)),
      subject: `${first.argument} against ${standing.rule} of the ${standing.scope} settings`,
      arguments: calls.slice(0, 3).map(({ argument }) => argument),
      count: calls.length,
      toolCallIds: calls.slice(0, mostListed).map(({ id }) => id),
      permissionModes: [permissionMode],
      outcomes: [...new Set(calls.map(({ outcome }) => outcome))],
      evidence: [
        first.evidence,
        standing.evidence,
        ...calls.slice(1, mostListed).map(({ evidence }) => evidence),
      ],
      ...(prompt !== undefined && { prompt }),
      ...(question !== undefined && { question }),
    },
  ];
}
