import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { Outcome } from '../tool-call.ts';
import type {
  CallMark,
  Digest,
  ModeChange,
  ModeMark,
  PromptMark,
  ResultMark,
  SessionPart,
} from './digest.ts';

/** Where a digest comes from. */
export interface DigestSource {
  /** Index of the file in the caller's list. */
  readonly file: number;
  readonly reference: string;
  readonly project: string;
  readonly kind: 'main' | 'subagent' | 'replay' | 'capture';
  readonly digest: Digest;
}

/** A mark and the file it stands in. */
export interface Placed<T> {
  readonly file: number;
  readonly mark: T;
}

/** One call over all its appearances. */
export interface WovenCall {
  readonly appearance: Placed<CallMark>;
  readonly result?: Placed<ResultMark>;
  readonly mode: ModeMark;
  readonly outcome: Outcome;
  readonly prompt?: string;
}

/** One session over all its files. */
export interface WovenSession {
  readonly sessionId: string;
  readonly project: string;
  readonly format: 'nested' | 'flat';
  readonly parts: readonly SessionPart[];
  readonly firstAt?: number;
  readonly lastAt?: number;
  readonly prompts: readonly PromptMark[];
  /** In time order. */
  readonly calls: readonly WovenCall[];
  readonly evidence: EvidenceReference;
}

/** Sessions in the order of their first time, then of their id. */
export function weave(sources: readonly DigestSource[]): WovenSession[] {
  const results = bestResults(sources);
  const modes = bySession(sources.flatMap(({ digest }) => digest.modes));
  const prompts = bySession(sources.flatMap(({ digest }) => digest.prompts));
  const calls = new Map<string, WovenCall[]>();
  for (const appearance of canonicalCalls(sources).values()) {
    const { mark } = appearance;
    const result = results.get(mark.id);
    const prompt = latest(prompts.get(mark.sessionId) ?? [], mark.at)?.text;
    const woven: WovenCall = {
      appearance,
      mode: modeOf(mark, modes.get(mark.sessionId) ?? []),
      outcome: result?.mark.outcome ?? 'unknown',
      ...(result && { result }),
      ...(prompt !== undefined && { prompt }),
    };
    const list = calls.get(mark.sessionId);
    if (list) list.push(woven);
    else calls.set(mark.sessionId, [woven]);
  }
  return sessionsOf(sources)
    .map((session) => ({
      ...session,
      prompts: prompts.get(session.sessionId) ?? [],
      calls: (calls.get(session.sessionId) ?? []).sort(byTime),
    }))
    .sort(
      (a, b) =>
        (a.firstAt ?? Number.MAX_VALUE) - (b.firstAt ?? Number.MAX_VALUE) || order(a.sessionId, b.sessionId),
    );
}

/**
 * A call's own record before a copy in a replay or in a `progress` record; among equals the earliest, because older
 * versions stamped resumed copies with a later time.
 */
function canonicalCalls(sources: readonly DigestSource[]): Map<string, Placed<CallMark>> {
  const chosen = new Map<string, Placed<CallMark> & { readonly rank: number }>();
  for (const { file, kind, digest } of sources) {
    for (const mark of digest.calls) {
      const rank = mark.copy === 'progress' ? 2 : kind === 'replay' ? 1 : 0;
      const before = chosen.get(mark.id);
      if (before && !precedes({ mark, rank }, before)) continue;
      chosen.set(mark.id, { file, mark, rank });
    }
  }
  return chosen;
}

interface Ranked {
  readonly mark: CallMark;
  readonly rank: number;
}

function precedes(one: Ranked, other: Ranked): boolean {
  const byRank = one.rank - other.rank;
  const byStart = (one.mark.at ?? Number.MAX_VALUE) - (other.mark.at ?? Number.MAX_VALUE);
  return (byRank || byStart || order(one.mark.sessionId, other.mark.sessionId)) < 0;
}

/** Proof that something ran outweighs a refusal: a denial that did not hold must not hide what happened. */
const weight: Readonly<Record<Outcome, number>> = {
  succeeded: 0,
  failed: 1,
  interrupted: 2,
  background: 3,
  denied: 4,
  'not-run': 5,
  unknown: 6,
};

function bestResults(sources: readonly DigestSource[]): Map<string, Placed<ResultMark>> {
  const best = new Map<string, Placed<ResultMark>>();
  for (const { file, digest } of sources) {
    for (const mark of digest.results) {
      const before = best.get(mark.id)?.mark;
      if (before && !outweighs(mark, before)) continue;
      best.set(mark.id, { file, mark });
    }
  }
  return best;
}

function outweighs(one: ResultMark, other: ResultMark): boolean {
  const byCopy = Number(one.copy === 'progress') - Number(other.copy === 'progress');
  const byTime = (one.at ?? Number.MAX_VALUE) - (other.at ?? Number.MAX_VALUE);
  return (byCopy || weight[one.outcome] - weight[other.outcome] || byTime) < 0;
}

function modeOf(mark: CallMark, changes: readonly ModeChange[]): ModeMark {
  if (!mark.sidechain || mark.mode?.source === 'agent-record') {
    return mark.mode ?? { mode: 'unknown', source: 'none' };
  }
  const inherited = latest(changes, mark.at) ?? mark.mode;
  return inherited ? { mode: inherited.mode, source: 'parent-session' } : { mode: 'unknown', source: 'none' };
}

type SessionFrame = Omit<WovenSession, 'prompts' | 'calls'>;

function sessionsOf(sources: readonly DigestSource[]): SessionFrame[] {
  const frames = new Map<string, SessionFrame>();
  for (const { kind, project, reference, digest } of sources) {
    for (const part of digest.sessions) {
      const before = frames.get(part.sessionId);
      const own = before === undefined || (kind === 'main' && reference.includes(part.sessionId));
      frames.set(part.sessionId, {
        sessionId: part.sessionId,
        format: digest.flatLines > 0 ? 'flat' : (before?.format ?? 'nested'),
        project: own ? project : before.project,
        evidence: own ? { path: reference } : before.evidence,
        parts: [...(before?.parts ?? []), part],
        ...span([before, part]),
      });
    }
  }
  return [...frames.values()];
}

function span(spans: readonly ({ firstAt?: number; lastAt?: number } | undefined)[]) {
  const firsts = spans.flatMap((one) => one?.firstAt ?? []);
  const lasts = spans.flatMap((one) => one?.lastAt ?? []);
  return firsts.length === 0 ? {} : { firstAt: Math.min(...firsts), lastAt: Math.max(...lasts) };
}

/** The last entry that is not after a time; entries are in time order. */
function latest<T extends { readonly at?: number }>(
  entries: readonly T[],
  at: number | undefined,
): T | undefined {
  if (at === undefined) return undefined;
  let found: T | undefined;
  for (const entry of entries) {
    if (entry.at !== undefined && entry.at <= at) found = entry;
  }
  return found;
}

function bySession<T extends { readonly sessionId: string; readonly at?: number }>(
  marks: readonly T[],
): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const mark of marks) {
    const list = grouped.get(mark.sessionId);
    if (list) list.push(mark);
    else grouped.set(mark.sessionId, [mark]);
  }
  for (const list of grouped.values()) list.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  return grouped;
}

function byTime(a: WovenCall, b: WovenCall): number {
  const [one, other] = [a.appearance, b.appearance];
  return (
    (one.mark.at ?? Number.MAX_VALUE) - (other.mark.at ?? Number.MAX_VALUE) ||
    one.file - other.file ||
    one.mark.offset - other.mark.offset ||
    order(one.mark.id, other.mark.id)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
