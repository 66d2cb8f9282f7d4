import type { CallOfEvent } from '../events/log-events/log-event.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import { longestPauseMs } from '../longest-pause.ts';

/** What a human wanted before a call, and where that is written. */
type Instruction = Pick<CallOfEvent, 'prompt' | 'question' | 'promptEvidence' | 'said'>;

/** Calls of one finding under one instruction, none of them long after the one before. */
export interface Occasion extends Instruction {
  /** ISO 8601 UTC of the first and the last call. */
  readonly from?: string;
  readonly to?: string;
  /** All of them, up to a bound. */
  readonly toolCallIds: readonly string[];
  /** What they were about: the first few. */
  readonly subjects: readonly string[];
  /** Of those, what was taken away, where an effect names it: no command stands there, and nothing that was made. */
  readonly lost: readonly string[];
  /** What was published, where a result names it, with the place; absent for none. */
  readonly sent?: readonly string[];
  readonly evidence: readonly EvidenceReference[];
}

/** One match, as far as an occasion needs it. */
export interface Deed extends Instruction, Omit<Occasion, 'from' | 'to' | 'subjects' | 'lost'> {
  readonly subject: string;
  /** What it takes away, where that has a name. */
  readonly lost?: readonly string[];
  readonly at?: string;
  /** Of a chain: when its last step was. */
  readonly until?: string;
}

const mostOccasions = 200;
const mostCalls = 2000;
const mostSubjects = 20;
const mostReferences = 3;

interface Span {
  readonly instruction: Instruction;
  from: string | undefined;
  to: string | undefined;
  readonly calls: Set<string>;
  readonly subjects: Set<string>;
  readonly lost: Set<string>;
  readonly sent: Set<string>;
  readonly evidence: EvidenceReference[];
}

/** Puts the matches of one finding into occasions, as they come. */
export class Occasions {
  readonly #all: Span[] = [];
  /** By instruction: its last one. */
  readonly #last = new Map<string, Span>();

  add(deed: Deed): void {
    const key = keyOf(deed);
    const known = this.#last.get(key);
    const span = known && isNear(known, deed) ? known : this.#opened(key, deed);
    if (span) extend(span, deed);
  }

  list(): readonly Occasion[] {
    return this.#all.map(({ instruction, from, to, calls, subjects, lost, sent, evidence }) => ({
      ...instruction,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      toolCallIds: [...calls],
      subjects: [...subjects],
      lost: [...lost],
      ...(sent.size > 0 && { sent: [...sent] }),
      evidence,
    }));
  }

  /** Nothing where there are too many: the finding still counts what is left out here. */
  #opened(key: string, { prompt, question, promptEvidence, said, at }: Deed): Span | undefined {
    if (this.#all.length >= mostOccasions) return undefined;
    const instruction = {
      ...(prompt !== undefined && { prompt }),
      ...(question !== undefined && { question }),
      ...(promptEvidence && { promptEvidence }),
      ...(said && { said }),
    };
    const sets = {
      calls: new Set<string>(),
      subjects: new Set<string>(),
      lost: new Set<string>(),
      sent: new Set<string>(),
    };
    const opened: Span = { instruction, from: at, to: at, ...sets, evidence: [] };
    this.#all.push(opened);
    this.#last.set(key, opened);
    return opened;
  }
}

/** The same words may be said twice: their place tells two instructions apart. */
function keyOf({ prompt = '', promptEvidence }: Instruction): string {
  return promptEvidence ? `${promptEvidence.path}:${promptEvidence.line}` : prompt;
}

function isNear({ from, to }: Span, { at }: Deed): boolean {
  if (from === undefined || to === undefined || at === undefined) return true;
  const time = Date.parse(at);
  return time >= Date.parse(from) - longestPauseMs && time <= Date.parse(to) + longestPauseMs;
}

function extend(
  span: Span,
  { at, until = at, toolCallIds, subject, lost = [], sent = [], evidence }: Deed,
): void {
  if (at !== undefined && (span.from === undefined || at < span.from)) span.from = at;
  if (until !== undefined && (span.to === undefined || until > span.to)) span.to = until;
  for (const id of toolCallIds) if (span.calls.size < mostCalls) span.calls.add(id);
  if (span.subjects.size < mostSubjects) span.subjects.add(subject);
  for (const thing of lost) if (span.lost.size < mostSubjects) span.lost.add(thing);
  for (const thing of sent) if (span.sent.size < mostSubjects) span.sent.add(thing);
  for (const reference of evidence) if (span.evidence.length < mostReferences) span.evidence.push(reference);
}
