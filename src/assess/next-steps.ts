import type { Agent } from '../agents/agent.ts';
import { claudeCode } from '../agents/claude-code.ts';
import { otherAgents } from '../agents/index.ts';
import type { Finding } from '../detect/finding.ts';
import type { McpServer } from '../mcp/mcp-server.ts';
import type { FlagOccurrence } from '../scan/flag-occurrence.ts';
import type { SessionSummary } from '../transcripts/session-summary.ts';
import type { AttributedRefMove } from './attribution.ts';
import { happened } from './claims.ts';
import type { Consequences } from './consequences.ts';
import type { Disclosure } from './disclosure.ts';
import type { Rotation } from './exposure/rotation-list.ts';
import { leftServers } from './left-servers.ts';
import type { RollbackPlan } from './rollback/plan.ts';
import type { Verdict } from './verdict.ts';

/** One thing to do now, in the words of whoever has to do it. */
export interface NextStep {
  readonly what: string;
  readonly why: string;
}

export interface NextStepInput {
  readonly verdict: Verdict;
  readonly consequences: Consequences;
  readonly findings: readonly Finding[];
  readonly disclosure: Disclosure;
  readonly occurrences: readonly FlagOccurrence[];
  readonly sessions: readonly SessionSummary[];
  readonly mcpServers: readonly McpServer[];
  readonly rotations: readonly Rotation[];
  readonly moves: readonly AttributedRefMove[];
  readonly plan: RollbackPlan;
  /** The managed settings forbid bypass mode as it is. */
  readonly isLocked: boolean;
}

const stepsAtMost = 7;

/** At most seven, the irreversible risks first. */
export function nextStepsOf(input: NextStepInput): NextStep[] {
  return [
    ...preserve(input),
    ...tell(input),
    ...rotate(input),
    ...hold(input),
    ...disarm(input),
    ...recover(input),
    ...settle(input),
    ...switchOff(input),
  ].slice(0, stepsAtMost);
}

function preserve({ sessions, verdict }: NextStepInput): NextStep[] {
  if (sessions.length === 0 || verdict.value === 'clean') return [];
  return [
    {
      what: 'Copy the evidence home with its time stamps. Do not start the agent on this machine.',
      why: 'Starting it can delete transcripts older than the retention period.',
    },
  ];
}

function tell({ disclosure }: NextStepInput): NextStep[] {
  return disclosure.value === 'escalate' || disclosure.value === 'review'
    ? [{ what: disclosure.action, why: `${disclosure.reasons.map(({ text }) => text).join('; ')}.` }]
    : [];
}

function rotate({ rotations }: NextStepInput): NextStep[] {
  const touched = rotations.filter(({ reason }) => reason !== 'within-reach');
  if (touched.length === 0) return [];
  return [
    {
      what: `Revoke and rotate ${touched.length} exposed credential${touched.length === 1 ? '' : 's'}, worst first (see "Credentials to rotate").`,
      why: 'A copy outside this machine stays valid until it is revoked.',
    },
  ];
}

const historyQueries = /^(?:git_force_push|git_recovery_destroyed|git_history_rewritten|ref_forced_push)/;

/** What is lost here may still be elsewhere, for as long as nobody cleans up. */
function hold({ consequences: { destroyed } }: NextStepInput): NextStep[] {
  if (destroyed.some(({ queryId }) => historyQueries.test(queryId))) {
    return [
      {
        what: 'Ask all who have clones not to fetch or clean up, and the host to keep the overwritten commits.',
        why: 'A clone that was not updated holds them, and so does the host for a time.',
      },
    ];
  }
  const isDeletion = ({ queryId, tags }: Finding) =>
    !/^(?:git|ref)_/.test(queryId) && tags.includes('attack.t1485');
  if (!destroyed.some(isDeletion)) return [];
  return [
    {
      what: 'Write nothing more where the deleted data was; bring it back from a backup or a snapshot.',
      why: 'What is written next can overwrite what could still be recovered.',
    },
  ];
}

/** Whatever the sessions left to run later. */
function disarm({ mcpServers, findings }: NextStepInput): NextStep[] {
  const servers = leftServers(mcpServers).length;
  const jobs = findings.filter(
    (finding) =>
      happened(finding, 'high') &&
      finding.sessionId !== undefined &&
      !finding.queryId.startsWith('mcp_') &&
      finding.tags.includes('attack.persistence'),
  );
  if (servers + jobs.length === 0) return [];
  const left = [
    ...(servers === 0 ? [] : [`${servers} MCP server${servers === 1 ? '' : 's'}`]),
    ...(jobs.length === 0
      ? []
      : [jobs.length === 1 ? 'one finding of persistence' : `${jobs.length} findings of persistence`]),
  ];
  return [
    {
      what: `Copy, then remove what was left to run later: ${left.join(' and ')} (see "Incidents").`,
      why: 'It runs again with the next session, login, start or schedule.',
    },
  ];
}

function recover({ moves, plan }: NextStepInput): NextStep[] {
  const lost = moves.some(({ reachable }) => !reachable) || plan.steps.some(({ kind }) => kind === 'files');
  if (!lost) return [];
  const saves = plan.steps.some(({ kind }) => kind === 'save');
  return [
    {
      what: `Bring lost work back with the rollback plan${saves ? ', its saving step first' : ''}.`,
      why: 'Objects that no ref reaches are deleted by the next garbage collection after their expiry.',
    },
  ];
}

function settle({ disclosure }: NextStepInput): NextStep[] {
  if (disclosure.settledBy.length === 0) return [];
  const [first = '', ...others] = disclosure.settledBy;
  const more = others.length === 0 ? '' : `, and ${others.length} more: see "Gaps"`;
  return [{ what: `Get ${first}${more}.`, why: disclosure.action }];
}

function switchOff({ occurrences, sessions, isLocked }: NextStepInput): NextStep[] {
  const places = occurrences.filter(({ kind }) => kind !== 'mention').length;
  const bypassed = sessions.filter(({ bypassWindows }) => bypassWindows.length > 0);
  const lock = locksOf(bypassed.length > 0 ? bypassed : sessions, isLocked);
  if (places > 0) {
    const where = places === 1 ? 'one place that starts' : `${places} places that start`;
    return [
      {
        what: `${lock}, and remove the flag where it stands.`,
        why: `It stands in ${where} sessions (see "Scope").`,
      },
    ];
  }
  const why =
    bypassed.length > 0
      ? 'Sessions ran with permission prompts off.'
      : 'No place that switches permission prompts off was found; the setting keeps it so.';
  return [{ what: `${lock}.`, why }];
}

/** Each agent is held by a setting of its own. */
function locksOf(sessions: readonly SessionSummary[], isLocked: boolean): string {
  const ran = new Set(sessions.map(({ agent }) => agent));
  const others = otherAgents.filter(({ id }) => ran.has(id)).map(lockOf);
  const isClaude = others.length === 0 || ran.has(claudeCode.id);
  const own = isLocked
    ? 'Find out how bypass mode was reached in spite of the managed settings, which forbid it'
    : 'Set permissions.disableBypassPermissionsMode to "disable" in the managed settings';
  const [first = '', ...more] = [...(isClaude ? [own] : []), ...others];
  return [first, ...more.map((text) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`)].join('; ');
}

function lockOf({ name, unattended }: Agent): string {
  const { lock } = unattended ?? {};
  return lock === undefined
    ? `Let nobody start ${name} with its prompts off: no setting is known that forbids it`
    : `Set ${lock} for ${name}`;
}
