import type { Finding } from '../../detect/finding.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';

/** The human's words before an incident. */
export interface IncidentPrompt {
  /** Cut to a bound; hostile. */
  readonly words: string;
  /** What the agent had asked, where the words are few; hostile. */
  readonly question?: string;
  readonly evidence?: EvidenceReference;
}

/** A finding, as far as it belongs to an incident. */
export interface IncidentFinding
  extends Pick<Finding, 'queryId' | 'title' | 'level' | 'state' | 'requested' | 'evidence'> {
  /** What the first of its calls was about; hostile. */
  readonly subject: string;
  /** Calls of the incident that it is about. */
  readonly calls: number;
  /** ISO 8601 UTC of the first of them. */
  readonly at?: string;
}

/** Findings of one session that one instruction led to, close in time and of one kind of harm, told as one. */
export interface Incident {
  /** `I1` is the gravest of the case. */
  readonly id: string;
  readonly sessionId: string;
  /** Id in `src/agents/`; `unknown` where no session of this id was read. */
  readonly agent: string;
  /** ISO 8601 UTC of the first and the last call. */
  readonly from?: string;
  readonly to?: string;
  /** Of its gravest finding; of what was only tried where nothing else is there. */
  readonly level: Finding['level'];
  readonly state: Finding['state'];
  readonly requested: Finding['requested'];
  readonly prompt?: IncidentPrompt;
  /** Calls that its findings are about, each counted once. */
  readonly calls: number;
  /** What was destroyed, what went out, what acts later or lets somebody in: the first few of each; hostile. */
  readonly lost: readonly string[];
  readonly sentOut: readonly string[];
  readonly stays: readonly string[];
  /** Gravest first; at least one. */
  readonly findings: readonly IncidentFinding[];
}
