import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { SettingsScope } from '../../evidence/configuration/settings-files.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { JudgedMode } from '../permission-call.ts';
import type { IgnoredRule } from '../policy.ts';
import type { Decision, PermissionVerdict, Step } from '../verdict.ts';

/** What would have become of one recorded call: one line of the stream. */
export interface ReplayRow extends PermissionVerdict {
  readonly id: string;
  readonly sessionId: string;
  readonly tool: string;
  readonly argument: string;
  /** Under which the call was judged, after what the settings do to it. */
  readonly mode: JudgedMode;
  readonly version?: string;
  readonly outcome: string;
  /** The same call under the settings that are compared. */
  readonly against?: PermissionVerdict & { readonly mode: JudgedMode };
  readonly evidence: EvidenceReference;
}

/** One set of settings over all calls. */
export interface ReplaySet {
  /** Files, with their scope; empty where there are none. */
  readonly sources: readonly { readonly scope: SettingsScope; readonly path: string }[];
  /** Rules that do nothing, with the reason. */
  readonly ignored: readonly IgnoredRule[];
  readonly byDecision: Readonly<Record<Decision, number>>;
  readonly byStep: Readonly<Partial<Record<Step, number>>>;
  readonly promptsPerHour: number;
  /** Calls with a finding of level high or above that would not have passed unseen, of all such calls. */
  readonly risky: { readonly stopped: number; readonly asked: number; readonly calls: number };
  /** Calls without any finding of level low or above that ran, and would have been denied or would have cost a prompt. */
  readonly harmless: { readonly denied: number; readonly asked: number; readonly calls: number };
  /** Decided by the approximation of the auto mode classifier. */
  readonly approximated: number;
}

/** Calls that the two sets judge differently, counted by what they become. */
export interface ReplayChange {
  readonly from: Decision;
  readonly to: Decision;
  readonly calls: number;
  readonly risky: number;
  /** A few of them. */
  readonly examples: readonly {
    readonly id: string;
    readonly tool: string;
    readonly argument: string;
    readonly rule?: string;
  }[];
}

/** A rule that `--suggest` proposes. */
export interface SuggestedRule {
  readonly rule: string;
  /** Calls that it takes part in deciding. */
  readonly calls: number;
  /** Queries whose findings it stops; of deny rules. */
  readonly findings?: readonly string[];
}

export interface Suggestion {
  readonly allow: readonly SuggestedRule[];
  readonly deny: readonly SuggestedRule[];
  /** Harmless calls that would have asked, and how many of them the allow rules cover. */
  readonly harmlessAsked: number;
  readonly covered: number;
  /** Of them asked for, 0 to 1. */
  readonly wantedShare: number;
  /** Candidates that were refused because a finding of level high would have passed. */
  readonly refused: readonly string[];
}

export interface ReplayReport {
  readonly schemaVersion: 1;
  readonly calls: number;
  /** In which something happened: pauses of more than five minutes do not count. */
  readonly activeHours: number;
  readonly set: ReplaySet;
  readonly against?: ReplaySet;
  readonly changes?: readonly ReplayChange[];
  readonly suggestion?: Suggestion;
  /** What had to be taken for granted, one sentence each. */
  readonly assumptions: readonly string[];
  readonly gaps: readonly Gap[];
}
