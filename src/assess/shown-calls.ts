import type { Finding } from '../detect/finding.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Gap } from '../evidence/gap.ts';
import type { ToolCallRow } from '../transcripts/session-inventory.ts';

/** A text of the evidence, cut to a bound. */
export interface Excerpt {
  readonly text: string;
  /** Of the whole text; present where it is cut. */
  readonly wholeLength?: number;
}

/** What the queries say of a call, as far as its own session shows. */
export type ShownFinding = Pick<
  Finding,
  'queryId' | 'title' | 'level' | 'state' | 'requested' | 'context' | 'nextStep'
>;

/** One call with the beginning of what was put in and of what came out. */
export interface CallWithTexts extends ToolCallRow {
  /** The tool's input, `name: value` one after the other. */
  readonly givenInput: Excerpt;
  readonly printed?: Excerpt & { readonly isError: boolean; readonly evidence: EvidenceReference };
}

/** The same with what it means. */
export interface ShownCall extends CallWithTexts {
  /** The reference means this one. */
  readonly isAsked: boolean;
  /** Highest level first. */
  readonly findings: readonly ShownFinding[];
}

/** What stands at a reference, and the calls around it. */
export interface ShownCalls {
  readonly schemaVersion: 1;
  /** As it was given. */
  readonly reference: string;
  /**
   * `call`: it names a call or its result; `session`; `commit`: its call printed the id; `nearest`: another record of a
   * transcript, with the last call before it, or else the next; `ref-move`: git tells of the commit, with the call that
   * moved a ref there, if one did; `folder`: calls worked in it; `text`: a place in a file that is no transcript;
   * `absent`: what a report says of a place that is not among the evidence.
   */
  readonly found: 'call' | 'session' | 'commit' | 'nearest' | 'ref-move' | 'folder' | 'text' | 'absent';
  /** In time order; all of one session. */
  readonly calls: readonly ShownCall[];
  /** Calls of the session before the first and after the last of these. */
  readonly callsBefore: number;
  readonly callsAfter: number;
  /** The words at the place itself, where it is no call; of a session without calls, what is known of it. */
  readonly record?: Excerpt & { readonly evidence: EvidenceReference };
  /** Of the files that are shown. */
  readonly gaps: readonly Gap[];
}
