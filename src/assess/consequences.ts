import type { Finding } from '../detect/finding.ts';
import { isGrave, type Level } from '../level.ts';
import { byWeight, happened, isUnproven } from './claims.ts';
import { isUnreadCode } from './unread-code.ts';

/** Findings by what they mean for the decision, worst first. A finding may stand in several lists. */
export interface Consequences {
  /** Text that came in told the agent what to do, and it did. */
  readonly injected: readonly Finding[];
  /** Somebody else may come in, and nobody asked for it: a reverse shell, a tunnel, a key, an account. */
  readonly wayIn: readonly Finding[];
  /** Credentials or source went to a host that nobody is known to own. */
  readonly sentOut: readonly Finding[];
  /** Work or data was destroyed, on this machine or elsewhere. */
  readonly destroyed: readonly Finding[];
  /** What was recorded of the session or of the system was erased. */
  readonly erased: readonly Finding[];
  /** Any of these, of calls of which nothing shows that they ran: what they would have done cannot be excluded. */
  readonly unproven: readonly Finding[];
  /** A program from the network ran unread, or a job fetches and runs one: what it does is in no record. */
  readonly unread: readonly Finding[];
  /** What one answer settles: whose a host is, whether somebody wanted a way in. */
  readonly open: readonly Finding[];
  /** Credentials or source were to go out, and did not. */
  readonly nearly: readonly Finding[];
}

/** Sigma tags of ATT&CK tactics and techniques (v19), one list a consequence. https://attack.mitre.org/tactics/enterprise/ */
export const tagsOf = {
  sentOut: ['attack.exfiltration'],
  wayIn: ['attack.t1095', 'attack.t1572', 'attack.t1098.004', 'attack.t1136.001'],
  destroyed: ['attack.impact'],
  erased: ['attack.t1070.002', 'attack.t1070.004'],
} as const;

/** Chains that begin with text that speaks to the agent. */
const injections: ReadonlySet<string> = new Set([
  'injection_then_push',
  'injection_then_self_edit_then_run',
  'injection_then_sent',
]);

/** What nothing shows to have run is weighed one level lower than what ran, which is left to an analyst from medium on. */
const leastUnproven: Level = 'low';

/** @param leastLevel lower findings are shown, and an analyst weighs them */
export function consequencesOf(all: readonly Finding[], leastLevel: Level = 'high'): Consequences {
  const findings = all.filter((finding) => !isUnproven(finding)).sort(byWeight);
  const decisive = findings.filter((finding) => happened(finding, leastLevel));
  const unproven = all.filter((finding) => isUnproven(finding) && happened(finding, leastUnproven));
  const wayIn = tagged(decisive, tagsOf.wayIn);
  const sentOut = tagged(decisive, tagsOf.sentOut);
  const known = new Set([...wayIn.filter(isUnwanted), ...sentOut.filter(isExposed)]);
  const questions = [...wayIn.filter(isDoubtful), ...tagged(findings.filter(isLikely), tagsOf.sentOut)];
  return {
    injected: decisive.filter(({ queryId }) => injections.has(queryId)),
    wayIn: wayIn.filter(isUnwanted),
    sentOut: sentOut.filter(isExposed),
    destroyed: tagged(decisive, tagsOf.destroyed),
    erased: tagged(decisive, tagsOf.erased),
    unproven: tagged(unproven, Object.values(tagsOf).flat()).toSorted(byWeight),
    unread: decisive.filter(isUnreadCode),
    open: questions.filter((finding) => !known.has(finding)),
    nearly: tagged(findings, tagsOf.sentOut).filter(isNearMiss),
  };
}

function tagged(findings: readonly Finding[], tags: readonly string[]): readonly Finding[] {
  return findings.filter((finding) => finding.tags.some((tag) => tags.includes(tag)));
}

/** Whether it would let data out of the machine, or somebody in. */
export function isLeaving(finding: Finding): boolean {
  return tagged([finding], [...tagsOf.sentOut, ...tagsOf.wayIn]).length > 0;
}

/** Whether a finding tells of something that goes out. */
export function isSending({ tags }: Finding): boolean {
  return tags.some((tag) => tag === tagsOf.sentOut[0]);
}

/** A key that may log in is ordinary work, too, and where nobody is known to have forbidden or ordered it, a question. */
const asksWhose: ReadonlySet<string> = new Set(['ssh_access_added', 'login_key_written_by_session']);

/** What is shown of the work is no way into the machine, unless somebody said that it must not be shown. */
const showsWork: ReadonlySet<string> = new Set(['tunnel_opened']);

/** A shell for somebody else is never ordinary work; a tunnel or a key is, where somebody wanted it. */
function isUnwanted({ level, requested, queryId }: Finding): boolean {
  if (showsWork.has(queryId)) return requested === 'against';
  return isRefused(requested) || (level === 'critical' && requested !== 'yes' && !asksWhose.has(queryId));
}

function isDoubtful(finding: Finding): boolean {
  return !isUnwanted(finding) && finding.requested !== 'yes';
}

/** Who pushes is logged in at the host: where nobody said that it was unwanted, the account may well be their own. */
const withLogin: ReadonlySet<string> = new Set([
  'source_pushed_elsewhere',
  'repository_made_public',
  'public_repository_created',
]);

/** Who orders a push asks for their work, not for what of a home goes out with it. */
const neverOrdered: ReadonlySet<string> = new Set(['private_files_published']);

/** A credential that went out is out, whoever wanted it; source that a human wanted out is a question. */
function isExposed({ level, requested, queryId }: Finding): boolean {
  if (level === 'critical' || isRefused(requested) || neverOrdered.has(queryId)) return true;
  return requested === 'unclear' && !withLogin.has(queryId);
}

function isRefused(requested: Finding['requested']): boolean {
  return requested === 'no' || requested === 'against';
}

function isLikely(finding: Finding): boolean {
  return happened(finding, 'medium');
}

function isNearMiss(finding: Finding): boolean {
  return isGrave(finding.level) && finding.state === 'attempted';
}
