import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { Effect } from '../../shell/effect.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import type { Conversation } from '../instructions.ts';
import type { Standing } from '../results/state-by-outcome.ts';

/** A field's value; a list matches where one of its entries does. Absent means null, in Sigma's words. */
export type FieldValue = string | number | boolean | readonly string[];

/** What a Sigma query's `logsource` is compared with. */
export interface LogSource {
  /** More than one where the evidence does not say which system it is from. */
  readonly products: readonly string[];
  readonly category: string;
  readonly service?: string;
}

/** What a finding and its context need of the call behind an event. */
export type CallOfEvent = Pick<
  ToolCall,
  | 'id'
  | 'sessionId'
  | 'tool'
  | 'argument'
  | 'startedAt'
  | 'permissionMode'
  | 'outcome'
  | 'prompt'
  | 'question'
  | 'promptEvidence'
  | 'evidence'
> &
  Partial<Pick<ToolCall, 'permissionModeSource'>> & { readonly said?: Conversation };

/** One event as a SIEM would have it: fields by their Sigma names. `docs/add-a-query.md` lists them. */
export interface LogEvent {
  readonly logsource: LogSource;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** What the event is about: a command line, a path, a URL. */
  readonly subject: string;
  /** The effect that the event stands for; absent for whole calls and for programs that start. */
  readonly effect?: Effect;
  /** Absent for what was found on disk and no call is known to have written. */
  readonly call?: CallOfEvent;
  /** What it took away, where no effect names it. */
  readonly lost?: readonly string[];
  /** What was published, by name and version, and where, as the result tells; absent where it does not. */
  readonly published?: readonly string[];
  /** How far the evidence shows it, read when asked; absent for what lies on disk, which is there. */
  readonly standing?: () => Standing;
  /** Where a copy lies of what the event takes away: the session had made it before, or a record of it shows all of it. */
  readonly copy?: { readonly at: string; readonly isRecord: boolean };
  readonly evidence: EvidenceReference;
}
