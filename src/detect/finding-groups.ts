import type { Conversation } from '../events/instructions.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Acceptance, AcceptanceOf } from '../evidence/case-file/acceptance.ts';
import { compareLevels, type Level } from '../level.ts';
import type { State } from '../state.ts';
import type { Outcome, PermissionMode } from '../transcripts/tool-call.ts';
import type { Finding } from './finding.ts';
import { type Occasion, Occasions } from './occasion.ts';
import type { QueryHead } from './query.ts';

/** One match on its way into a finding. */
export interface Occurrence {
  readonly query: QueryHead;
  readonly level: Level;
  readonly state: State;
  readonly context: readonly string[];
  readonly subject: string;
  /** What it takes away, where that has a name. */
  readonly lost?: readonly string[];
  /** What it publishes, where a result names it. */
  readonly sent?: readonly string[];
  /** Empty where no call is known. */
  readonly sessionId: string;
  readonly toolCallIds: readonly string[];
  readonly arguments: readonly string[];
  readonly permissionModes: readonly PermissionMode[];
  readonly modeInferred?: true;
  readonly outcomes: readonly Outcome[];
  readonly at?: string;
  /** Of a chain: when its last step was. */
  readonly until?: string;
  readonly prompt?: string;
  readonly question?: string;
  readonly said?: Conversation;
  readonly promptEvidence?: EvidenceReference;
  readonly evidence: readonly EvidenceReference[];
}

/** A finding with the occasions of its calls, which a document does not hold. */
export interface Detected {
  readonly finding: Finding;
  /** Of findings of level medium and higher. */
  readonly occasions: readonly Occasion[];
}

/** A finding of what lies on disk or in another log, which has no more to say of its times. */
export function detectedOnce(finding: Finding): Detected {
  const { at, toolCallIds, subject, subjects = [subject], evidence, prompt, question, said } = finding;
  const time = at === undefined ? {} : { from: at, to: at };
  const instruction = {
    ...(prompt !== undefined && { prompt }),
    ...(question !== undefined && { question }),
    ...(said && { said }),
  };
  return {
    finding,
    occasions: [{ ...instruction, ...time, toolCallIds, subjects, lost: subjects, evidence }],
  };
}

/** Of what a finding lists; the count says how many there were. */
const mostListed = 20;
/** Calls and references are what leads back to the records: reporters show the first few, JSON all of them. */
const mostReferences = 200;
const mostArguments = 3;

interface Group {
  readonly first: Occurrence;
  readonly accepted: Acceptance | undefined;
  readonly subjects: Set<string>;
  readonly calls: Set<string>;
  readonly arguments: Set<string>;
  readonly permissionModes: Set<PermissionMode>;
  readonly outcomes: Set<Outcome>;
  modeInferred: boolean;
  readonly evidence: Map<string, EvidenceReference>;
  /** Of calls: several effects of one call, which come together, are one deed. */
  count: number;
  lastCalls: string;
  at: string | undefined;
  readonly occasions: Occasions;
}

/**
 * Makes one finding of all matches of one query in one session that weigh the same and are as sure; those that somebody
 * answered for make one of their own.
 */
export class FindingGroups {
  readonly #groups = new Map<string, Group>();
  readonly #acceptanceOf: AcceptanceOf | undefined;

  constructor(acceptanceOf?: AcceptanceOf) {
    this.#acceptanceOf = acceptanceOf;
  }

  add(occurrence: Occurrence): void {
    const { query, sessionId, level, state, context } = occurrence;
    const accepted = this.#acceptanceOf?.({ ...occurrence, queryId: query.queryId });
    const key = JSON.stringify([query.queryId, sessionId, level, state, context, accepted]);
    let group = this.#groups.get(key);
    if (!group) {
      group = {
        first: occurrence,
        accepted,
        subjects: new Set(),
        calls: new Set(),
        arguments: new Set(),
        permissionModes: new Set(),
        outcomes: new Set(),
        modeInferred: false,
        evidence: new Map(),
        count: 0,
        lastCalls: '',
        at: occurrence.at,
        occasions: new Occasions(),
      };
      this.#groups.set(key, group);
    }
    addTo(group, occurrence);
  }

  /** Highest level first, then by time, query and subject. */
  detected(): readonly Detected[] {
    return [...this.#groups.values()]
      .map((group) => ({ finding: finding(group), occasions: group.occasions.list() }))
      .sort((a, b) => compareFindings(a.finding, b.finding));
  }
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareLevels(b.level, a.level) ||
    compareText(a.at ?? '', b.at ?? '') ||
    compareText(a.queryId, b.queryId) ||
    compareText(a.sessionId ?? '', b.sessionId ?? '') ||
    compareText(a.subject, b.subject)
  );
}

/** A line of a file, a place in a document, or a row of a table. */
function keyOf({ path, line, pointer, table, row }: EvidenceReference): string {
  return JSON.stringify([path, line, pointer, table, row]);
}

function addTo(group: Group, occurrence: Occurrence): void {
  const calls = occurrence.toolCallIds.join();
  if (calls === '' || calls !== group.lastCalls) group.count += 1;
  group.lastCalls = calls;
  if (occurrence.at !== undefined && (group.at === undefined || occurrence.at < group.at))
    group.at = occurrence.at;
  if (group.subjects.size < mostListed) group.subjects.add(occurrence.subject);
  for (const id of occurrence.toolCallIds) if (group.calls.size < mostReferences) group.calls.add(id);
  for (const text of occurrence.arguments)
    if (group.arguments.size < mostArguments) group.arguments.add(text);
  for (const mode of occurrence.permissionModes) group.permissionModes.add(mode);
  for (const outcome of occurrence.outcomes) group.outcomes.add(outcome);
  if (occurrence.modeInferred) group.modeInferred = true;
  if (compareLevels(occurrence.level, 'medium') >= 0) group.occasions.add(occurrence);
  for (const reference of occurrence.evidence) {
    if (group.evidence.size < mostReferences) group.evidence.set(keyOf(reference), reference);
  }
}

function finding(group: Group): Finding {
  const { first, accepted, subjects, calls, outcomes, evidence, count, at } = group;
  const { query, level, state, context, sessionId } = first;
  const named = originalsFirst([...subjects]);
  return {
    queryId: query.queryId,
    ...(query.ruleId !== undefined && { ruleId: query.ruleId }),
    title: query.title,
    level,
    state,
    tags: query.tags,
    subject: named[0] ?? first.subject,
    ...(named.length > 1 && { subjects: named }),
    context,
    count,
    ...(sessionId !== '' && { sessionId }),
    toolCallIds: [...calls],
    arguments: [...group.arguments],
    permissionModes: [...group.permissionModes].sort(),
    ...(group.modeInferred && { modeInferred: true as const }),
    outcomes: [...outcomes].sort(),
    ...(at !== undefined && { at }),
    ...(first.prompt !== undefined && { prompt: first.prompt }),
    ...(first.question !== undefined && { question: first.question }),
    ...(first.said && { said: first.said }),
    requested: 'unclear',
    evidence: [...evidence.values()],
    ...(accepted && { accepted }),
    falsePositives: query.falsePositives,
    ...(query.nextStep !== undefined && { nextStep: query.nextStep }),
  };
}

/** `x.bak`, `x.orig`, `x~`, `x.bak-2026-11-30`, `x.20261130` */
const backup =
  /^(.{1,1000}?)(?:~|[._-](?:bak|orig|backup|old|save)(?:[._-].{0,60})?|[._-]\d{4}-?\d\d-?\d\d.{0,20})$/i;

/** A copy that was put aside is not what a finding is about where the file itself is among them. */
function originalsFirst(subjects: readonly string[]): readonly string[] {
  const known = new Set(subjects);
  const isCopy = (subject: string): boolean => known.has(backup.exec(subject)?.[1] ?? '');
  return [...subjects.filter((one) => !isCopy(one)), ...subjects.filter(isCopy)];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
