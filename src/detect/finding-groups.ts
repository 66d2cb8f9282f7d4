import type { Outcome } from '../events/tool-call.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import { compareLevels, type Level } from '../level.ts';
import type { Finding } from './finding.ts';
import type { QueryHead } from './query.ts';

/** One match on its way into a finding. */
export interface Occurrence {
  readonly query: QueryHead;
  readonly level: Level;
  readonly context: readonly string[];
  readonly subject: string;
  readonly sessionId: string;
  readonly toolCallIds: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly at?: string;
  readonly evidence: readonly EvidenceReference[];
}

/** Of every list in a finding; the count says how many there were. */
const mostListed = 20;

interface Group {
  readonly first: Occurrence;
  readonly subjects: Set<string>;
  readonly calls: Set<string>;
  readonly outcomes: Set<Outcome>;
  readonly evidence: Map<string, EvidenceReference>;
  count: number;
  at: string | undefined;
}

/** Makes one finding of all matches of one query in one session that weigh the same. */
export class FindingGroups {
  readonly #groups = new Map<string, Group>();

  add(occurrence: Occurrence): void {
    const { query, sessionId, level, context } = occurrence;
    const key = JSON.stringify([query.queryId, sessionId, level, context]);
    let group = this.#groups.get(key);
    if (!group) {
      group = {
        first: occurrence,
        subjects: new Set(),
        calls: new Set(),
        outcomes: new Set(),
        evidence: new Map(),
        count: 0,
        at: occurrence.at,
      };
      this.#groups.set(key, group);
    }
    addTo(group, occurrence);
  }

  /** Highest level first, then by time, query and subject. */
  findings(): Finding[] {
    return [...this.#groups.values()]
      .map(finding)
      .sort(
        (a, b) =>
          compareLevels(b.level, a.level) ||
          compareText(a.at ?? '', b.at ?? '') ||
          compareText(a.queryId, b.queryId) ||
          compareText(a.sessionId ?? '', b.sessionId ?? '') ||
          compareText(a.subject, b.subject),
      );
  }
}

function addTo(group: Group, occurrence: Occurrence): void {
  group.count += 1;
  if (occurrence.at !== undefined && (group.at === undefined || occurrence.at < group.at))
    group.at = occurrence.at;
  if (group.subjects.size < mostListed) group.subjects.add(occurrence.subject);
  for (const id of occurrence.toolCallIds) if (group.calls.size < mostListed) group.calls.add(id);
  for (const outcome of occurrence.outcomes) group.outcomes.add(outcome);
  for (const reference of occurrence.evidence) {
    if (group.evidence.size < mostListed)
      group.evidence.set(`${reference.path}:${reference.line}`, reference);
  }
}

function finding({ first, subjects, calls, outcomes, evidence, count, at }: Group): Finding {
  const { query, level, context, sessionId } = first;
  return {
    queryId: query.queryId,
    ...(query.ruleId !== undefined && { ruleId: query.ruleId }),
    title: query.title,
    level,
    tags: query.tags,
    subject: first.subject,
    ...(subjects.size > 1 && { subjects: [...subjects] }),
    context,
    count,
    sessionId,
    toolCallIds: [...calls],
    outcomes: [...outcomes].sort(),
    ...(at !== undefined && { at }),
    evidence: [...evidence.values()],
    falsePositives: query.falsePositives,
    ...(query.nextStep !== undefined && { nextStep: query.nextStep }),
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
