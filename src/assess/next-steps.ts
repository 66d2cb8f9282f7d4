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

/** At most seven, what gets worse while one waits first; nothing is taken away before it is copied, and the lasting repair is among them where one is due. */
export function nextStepsOf(input: NextStepInput): NextStep[] {
  const isOut = input.rotations.some(({ reason }) => reason === 'sent');
  const urgent = [
    ...(input.disclosure.value === 'escalate' ? tell(input) : []),
    ...stop(input),
    ...(isOut ? rotate(input) : []),
    ...preserve(input),
    ...hold(input),
    ...(input.disclosure.value === 'review' ? tell(input) : []),
    ...(isOut ? [] : rotate(input)),
    ...settle(input),
    ...recover(input),
    ...look(input),
  ];
  const lasting = switchOff(input);
  return [...urgent.slice(0, stepsAtMost - lasting.length), ...lasting];
}

/** A copy of files does not hold what was deleted. */
function preserve({ sessions, verdict, consequences: { destroyed } }: NextStepInput): NextStep[] {
  if (sessions.length === 0 || verdict.value === 'clean') return [];
  const isOnDisk = destroyed.some((finding) => isDeletion(finding) && subjectsOf([finding]).some(isLocal));
  return [
    {
      what: isOnDisk
        ? 'Image the disk before anything else is written to it, and start no agent on it: deleted files may still be there'
        : 'Copy the home with its time stamps, and start no agent on this machine until that is done',
      subjects: [],
      why: 'Starting it can delete transcripts older than the retention period; what is written can overwrite deleted files.',
    },
  ];
}

function tell({ disclosure }: NextStepInput): NextStep[] {
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

/** What is lost here may still be elsewhere, for as long as nobody cleans up; what a human wanted gone is not called back. */
function hold({ consequences: { destroyed } }: NextStepInput): NextStep[] {
  const unwanted = destroyed.filter(({ requested }) => requested !== 'yes');
  const rewritten = unwanted.filter(({ queryId }) => historyQueries.test(queryId));
  const elsewhere = [...new Set(subjectsOf(unwanted.filter(isDeletion)))].filter((one) => !isLocal(one));
  return [
    ...(rewritten.length === 0
      ? []
      : [
          {
            what: 'Have everybody with a clone, and the host, keep the overwritten commits (no fetch, no clean-up)',
            subjects: subjectsOf(rewritten.filter(({ queryId }) => pushQueries.test(queryId))),
            why: 'A clone that was not updated holds them, and so does the host for a time.',
          },
        ]),
    ...(elsewhere.length === 0
      ? []
      : [
          {
            what: 'Ask the service or host for versions, snapshots and backups of what was deleted there',
            subjects: elsewhere,
            why: 'They are kept for a time that runs from the deletion.',
          },
        ]),
  ];
}

function isDeletion({ queryId, tags }: Finding): boolean {
  return !/^(?:git|ref)_/.test(queryId) && tags.includes('attack.t1485');
}

/** A path of this machine. */
function isLocal(subject: string): boolean {
  return /^(?:[~/]|[A-Za-z]:[\\/])/.test(subject);
}

function subjectsOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.flatMap(({ subject, subjects = [subject] }) => subjects))];
}

/** Whatever the sessions left to run later, or running; the rollback plan takes it out. */
function stop({ keyFacts: { stays } }: NextStepInput): NextStep[] {
  if (stays.length === 0) return [];
  return [
    {
      what: 'Stop what still acts, and keep a copy: switch it off, delete nothing yet',
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

/** Due where prompts were off, can be switched off by a place, or may have been off, since nothing tells the mode. */
function switchOff({ occurrences, sessions, isLocked }: NextStepInput): NextStep[] {
  const places = occurrences.filter(({ kind, scope }) => kind !== 'mention' && scope !== 'one-off-command');
  const bypassed = sessions.filter(({ bypassWindows }) => bypassWindows.length > 0);
  const untold = sessions.filter(({ callsByMode }) => (callsByMode['unknown'] ?? 0) > 0);
  const concerned = [bypassed, untold, sessions].find(({ length }) => length > 0) ?? [];
  const lock = locksOf(concerned, isLocked);
  if (places.length > 0)
    return [
      {
        what: `${lock}, and remove the flag where it stands`,
        subjects: [...new Set(places.map(({ path, line }) => `${path}:${line}`))],
        why: 'These places start sessions with permission prompts off (see "Scope").',
      },
    ];
  if (bypassed.length > 0)
    return [{ what: lock, subjects: [], why: 'Sessions ran with permission prompts off.' }];
  if (untold.length === 0 || isLocked) return [];
  const told = `No record tells whether permission prompts were off in ${untold.length} of ${sessions.length} sessions.`;
  return [{ what: lock, subjects: [], why: told }];
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
