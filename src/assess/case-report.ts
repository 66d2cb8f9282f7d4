import type { Finding } from '../detect/finding.ts';
import type { PostureItem } from '../events/posture-item.ts';
import type { Artifact } from '../evidence/artifact.ts';
import type { CaseFile } from '../evidence/case-file/case-file.ts';
import type { AgentAccount } from '../evidence/configuration/claude-accounts.ts';
import type { Gap } from '../evidence/gap.ts';
import type { McpServer } from '../mcp/mcp-server.ts';
import type { FlagOccurrence } from '../scan/flag-occurrence.ts';
import type { Coverage } from '../transcripts/coverage/coverage.ts';
import type { KeptTime } from '../transcripts/session-inventory.ts';
import type { SessionSummary } from '../transcripts/session-summary.ts';
import type { Activity } from './activity.ts';
import type { Answer } from './answers.ts';
import type { AttributedRefMove } from './attribution.ts';
import type { Disclosure } from './disclosure.ts';
import type { Exhibit } from './exhibit.ts';
import type { Rotation } from './exposure/rotation-list.ts';
import type { Incident } from './incidents/incident.ts';
import type { Witness } from './join-logs/witness.ts';
import type { KeyFacts } from './key-facts/key-facts.ts';
import type { NextStep } from './next-steps/next-step.ts';
import type { RollbackPlan } from './rollback/plan.ts';
import type { TimelineEvent } from './timeline.ts';
import type { Verdict } from './verdict.ts';

/** The whole case, bounded in size: what every reporter renders, and nothing else. */
export interface CaseReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'yolo-triage'; readonly version: string };
  /** ISO 8601 UTC. */
  readonly generatedAt: string;
  readonly subject: {
    /** Last part of the home's path: names the report. */
    readonly name: string;
    /** As the evidence writes it. */
    readonly home: string;
    /** As it was read. */
    readonly directory: string;
    /** Names of the machine: of the image or this machine, else of the logs that were given; absent where none tells; hostile. */
    readonly hosts?: readonly string[];
    readonly root?: string;
    readonly since?: string;
    readonly until?: string;
    /** IANA name of the zone in which times are repeated beside UTC. */
    readonly timeZone?: string;
    /** Under which the agent ran, as far as its state tells; absent where it tells none. */
    readonly accounts?: readonly AgentAccount[];
    readonly redacted: boolean;
  };
  /** The answers of the analyst, with the path of the file that holds them. */
  readonly caseFile?: CaseFile & { readonly path: string };
  readonly verdict: Verdict;
  readonly disclosure: Disclosure;
  /** What both stand on. */
  readonly coverage: Coverage;
  /** Gravest first. */
  readonly incidents: readonly Incident[];
  readonly keyFacts: KeyFacts;
  readonly nextSteps: readonly NextStep[];
  readonly occurrences: readonly FlagOccurrence[];
  readonly mentions: number;
  readonly sessions: readonly SessionSummary[];
  readonly activity: Activity;
  readonly timeline: readonly TimelineEvent[];
  /** Two questions that decide most cases. */
  readonly answers: readonly Answer[];
  readonly findings: readonly Finding[];
  readonly moves: readonly AttributedRefMove[];
  readonly mcpServers: readonly McpServer[];
  /** What else acts later, and was written by a session or matches a query. */
  readonly leftBehind: readonly PostureItem[];
  /** Credentials to revoke, worst first. */
  readonly rotations: readonly Rotation[];
  readonly plan: RollbackPlan;
  /** How long transcripts were kept, and how far back they can tell of anything. */
  readonly retention: KeptTime;
  /** Logs of other programs that the transcripts were compared with; absent where none was given. */
  readonly witnesses?: readonly Witness[];
  readonly gaps: readonly Gap[];
  readonly artifacts: readonly Artifact[];
  /** The files that reports cite by number. */
  readonly exhibits: readonly Exhibit[];
}
