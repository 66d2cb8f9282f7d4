import type { Agent } from '../agents/agent.ts';
import { claudeCode } from '../agents/claude-code.ts';
import { otherAgents } from '../agents/index.ts';
import type { Finding } from '../detect/finding.ts';
import type { FlagOccurrence } from '../scan/flag-occurrence.ts';
import type { SessionSummary } from '../transcripts/session-summary.ts';
import type { AttributedRefMove } from './attribution.ts';
import type { Consequences } from './consequences.ts';
import type { Disclosure } from './disclosure.ts';
import type { Rotation } from './exposure/rotation-list.ts';
import type { Incident } from './incidents/incident.ts';
import type { KeyFacts } from './key-facts/key-facts.ts';
import type { RollbackPlan } from './rollback/plan.ts';
import type { Verdict } from './verdict.ts';

/** One thing to do now, in the words of whoever has to do it. */
export interface NextStep {
  readonly what: string;
  /** What it is to be done to, worst first: credentials, hosts, jobs, places; hostile. */
  readonly subjects: readonly string[];
  readonly why: string;
}

export interface NextStepInput {
  readonly verdict: Verdict;
  readonly consequences: Consequences;
  readonly findings: readonly Finding[];
  readonly incidents: readonly Incident[];
  readonly keyFacts: KeyFacts;
  readonly disclosure: Disclosure;
  readonly occurrences: readonly FlagOccurrence[];
  readonly sessions: readonly SessionSummary[];
  readonly rotations: readonly Rotation[];
  readonly moves: readonly AttributedRefMove[];
  readonly plan: RollbackPlan;
  /** The managed settings forbid bypass mode as it is. */
  readonly isLocked: boolean;
}

const stepsAtMost = 7;

/** At most seven, what gets worse while one waits first; the lasting repair is always among them. */
export function nextStepsOf(input: NextStepInput): NextStep[] {
  const isOut = input.rotations.some(({ reason }) => reason === 'sent');
  const urgent = [
    ...disarm(input),
    ...(isOut ? rotate(input) : []),
    ...tell(input),
    ...hold(input),
    ...preserve(input),
    ...(isOut ? [] : rotate(input)),
    ...recover(input),
    ...look(input),
    ...settle(input),
  ];
  return [...urgent.slice(0, stepsAtMost - 1), switchOff(input)];
}

function preserve({ sessions, verdict }: NextStepInput): NextStep[] {
  if (sessions.length === 0 || verdict.value === 'clean') return [];
  return [
    {
      what: 'Save a copy of the home with its time stamps; start no agent there before',
      subjects: [],
      why: 'Starting it can delete transcripts older than the retention period.',
    },
  ];
}

function tell({ disclosure }: NextStepInput): NextStep[] {
  if (disclosure.value !== 'escalate' && disclosure.value !== 'review') return [];
  const why = `${disclosure.reasons.map(({ text }) => text).join('; ')}.`;
  return [{ what: disclosure.action, subjects: [], why }];
}

function rotate({ keyFacts: { toRotate } }: NextStepInput): NextStep[] {
  if (toRotate.length === 0) return [];
  return [
    {
      what: `Revoke and replace ${toRotate.length === 1 ? 'the credential' : `${toRotate.length} credentials`}`,
      subjects: toRotate,
      why: 'A copy outside this machine stays valid until it is revoked (see "Credentials to rotate").',
    },
  ];
}

const historyQueries = /^(?:git_force_push|git_recovery_destroyed|git_history_rewritten|ref_forced_push)/;

const pushQueries = /^(?:git_force_push|ref_forced_push)/;

/** What is lost here may still be elsewhere, for as long as nobody cleans up. */
function hold({ consequences: { destroyed } }: NextStepInput): NextStep[] {
  const rewritten = destroyed.filter(({ queryId }) => historyQueries.test(queryId));
  if (rewritten.length > 0) {
    return [
      {
        what: 'Have everybody with a clone, and the host, keep the overwritten commits (no fetch, no clean-up)',
        subjects: subjectsOf(rewritten.filter(({ queryId }) => pushQueries.test(queryId))),
        why: 'A clone that was not updated holds them, and so does the host for a time.',
      },
    ];
  }
  const deleted = destroyed.filter(
    ({ queryId, tags }) => !/^(?:git|ref)_/.test(queryId) && tags.includes('attack.t1485'),
  );
  if (deleted.length === 0) return [];
  return [
    {
      what: 'Write nothing more where the deleted data was; bring it back from a backup or a snapshot',
      subjects: subjectsOf(deleted),
      why: 'What is written next can overwrite what could still be recovered.',
    },
  ];
}

function subjectsOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.flatMap(({ subject, subjects = [subject] }) => subjects))];
}

/** Whatever the sessions left to run later, or running. */
function disarm({ keyFacts: { stays } }: NextStepInput): NextStep[] {
  if (stays.length === 0) return [];
  return [
    {
      what: 'Copy, then stop and remove what still acts',
      subjects: stays,
      why: 'It runs on, or again with the next session, login, start or schedule.',
    },
  ];
}

function recover({ moves, plan }: NextStepInput): NextStep[] {
  const lost = moves.filter(({ reachable }) => !reachable);
  const files = plan.steps.filter(({ kind }) => kind === 'files');
  if (lost.length + files.length === 0) return [];
  const saves = plan.steps.some(({ kind }) => kind === 'save');
  return [
    {
      what: `Bring lost work back with the rollback plan${saves ? ', its saving step first' : ''}`,
      subjects: [...new Set([...lost, ...files].flatMap(({ repository }) => repository ?? []))],
      why: 'Objects that no ref reaches are deleted by the next garbage collection after their expiry.',
    },
  ];
}

/** The gravest incident for which no other step stands: what its gravest finding says is next. */
function look({ incidents, findings }: NextStepInput): NextStep[] {
  const other = incidents.find(
    ({ lost, sentOut, stays }) => lost.length + sentOut.length + stays.length === 0,
  );
  const { id, findings: [gravest] = [] } = other ?? {};
  const { nextStep } = findings.find(({ queryId }) => queryId === gravest?.queryId) ?? {};
  if (!gravest || nextStep === undefined) return [];
  const { title, subject } = gravest;
  return [{ what: `${id}: ${nextStep.trim().replace(/\s+/g, ' ')}`, subjects: [subject], why: `${title}.` }];
}

function settle({ disclosure }: NextStepInput): NextStep[] {
  const [first, ...others] = disclosure.settledBy;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, and ${others.length} more: see "Gaps"`;
  return [{ what: `Get ${first}${more}`, subjects: [], why: disclosure.action }];
}

function switchOff({ occurrences, sessions, isLocked }: NextStepInput): NextStep {
  const places = occurrences.filter(({ kind }) => kind !== 'mention');
  const bypassed = sessions.filter(({ bypassWindows }) => bypassWindows.length > 0);
  const lock = locksOf(bypassed.length > 0 ? bypassed : sessions, isLocked);
  if (places.length > 0) {
    return {
      what: `${lock}, and remove the flag where it stands`,
      subjects: [...new Set(places.map(({ path, line }) => `${path}:${line}`))],
      why: 'These places start sessions with permission prompts off (see "Scope").',
    };
  }
  const why =
    bypassed.length > 0
      ? 'Sessions ran with permission prompts off.'
      : 'No place that switches permission prompts off was found; the setting keeps it so.';
  return { what: lock, subjects: [], why };
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
