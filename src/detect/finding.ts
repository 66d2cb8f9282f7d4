import type { Sighting } from '../events/foreign-logs/sighting.ts';
import type { Conversation } from '../events/instructions.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Acceptance } from '../evidence/case-file/acceptance.ts';
import type { Level } from '../level.ts';
import type { State } from '../state.ts';
import type { Outcome, PermissionMode } from '../transcripts/tool-call.ts';

/** Whether a human wanted it, by their words before: it changes how a finding is told, never its level. */
type Requested = 'yes' | 'unclear' | 'no' | 'against';

/** The words by which that is said. */
interface Request {
  /** The human's, cut to a bound; hostile. */
  readonly words: string;
  /** What the agent had asked, where the words only answer it; hostile. */
  readonly question?: string;
}

/** A query's de-duplicated match. */
export interface Finding {
  /** File name of the query without `.yml`; for foreign queries too. */
  readonly queryId: string;
  /** The query's UUID. */
  readonly ruleId?: string;
  readonly title: string;
  readonly level: Level;
  /** How far the evidence shows it; that of all its calls. */
  readonly state: State;
  /** Sigma tags: `attack.t1105`, … */
  readonly tags: readonly string[];
  /** What matched, redacted later: a command line, a path, a URL. */
  readonly subject: string;
  /** The first few subjects where there are several; the first of them is `subject`. */
  readonly subjects?: readonly string[];
  /** Why the level differs from the query's own, one sentence each. */
  readonly context: readonly string[];
  /** How many calls did it, or places on disk hold it; the evidence may name only the first ones. */
  readonly count: number;
  readonly sessionId?: string;
  readonly toolCallIds: readonly string[];
  /** What the first few of those calls were about: their command lines, paths, URLs. */
  readonly arguments: readonly string[];
  /** Distinct permission modes of those calls. */
  readonly permissionModes: readonly PermissionMode[];
  /** No record tells the mode of some of them: it is inferred from how sessions were started. */
  readonly modeInferred?: true;
  /**
   * Distinct outcomes of those calls; empty where the events are no tool calls, `unknown` alone where a step of a
   * chain is not known to have run.
   */
  readonly outcomes: readonly Outcome[];
  /** ISO 8601 UTC of the first match. */
  readonly at?: string;
  /** The human's words before the first of those calls, cut to a bound: was it asked for? */
  readonly prompt?: string;
  /** What the agent said before those words, where it asked; cut to a bound. */
  readonly question?: string;
  /** What else was said, until somebody has judged by it who asked. */
  readonly said?: Conversation;
  readonly requested: Requested;
  /** Absent where nothing was asked for. */
  readonly request?: Request;
  /** At least one. */
  readonly evidence: readonly EvidenceReference[];
  /** Who answered for it, by a case file. */
  readonly accepted?: Acceptance;
  /** What other logs saw of its calls, the surest first; absent where none did. */
  readonly seenBy?: readonly Sighting[];
  readonly falsePositives: readonly string[];
  /** The analyst's next step, from the query's `next_step` key. */
  readonly nextStep?: string;
}
