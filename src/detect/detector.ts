import { chainSign } from '../chain-sign.ts';
import type { LogEvent } from '../events/log-events/log-event.ts';
import type { AcceptanceOf } from '../evidence/case-file/acceptance.ts';
import { compareLevels } from '../level.ts';
import { states } from '../state.ts';
import { lower, unproven, type Weighed, weigh } from './context.ts';
import { type Chain, correlate } from './correlate.ts';
import { EventView, TextCache } from './event-view.ts';
import type { Finding } from './finding.ts';
import { type Detected, FindingGroups } from './finding-groups.ts';
import type { Match } from './match.ts';
import { QueryIndex } from './query-index.ts';
import type { LinkedCorrelation, LinkedQuery, QuerySet } from './query-set.ts';
import { takesAway } from './takes-away.ts';

/** Looks at events as they come; the findings are known when the last one has been seen. */
export interface Detector {
  /** Takes all events of one call together. */
  observe(events: readonly LogEvent[]): void;
  /** Sorted; correlations are evaluated now. */
  finish(): Finding[];
  /** The same, with the occasions of their calls. */
  detected(): readonly Detected[];
}

/** One query that matches one event. */
interface Sighting {
  readonly linked: LinkedQuery;
  readonly view: EventView;
  readonly order: number;
  readonly weighed: Weighed;
}

/**
 * Whether a query of last resort has nothing to add: another one weighs as much about the same command, or says what the
 * very same effect is, however it weighs it.
 */
function isOutdone({ linked, view, weighed }: Sighting, all: readonly Sighting[]): boolean {
  if (!linked.query.fallback) return false;
  const command = view.event.fields['CommandLine'];
  return all.some(
    (other) =>
      !other.linked.query.fallback &&
      other.linked.emits &&
      (other.view === view
        ? isOfKind(other.linked.query.tags, linked.query.tags) || isAsGrave(other.weighed, weighed)
        : other.view.event.fields['CommandLine'] === command && isAsGrave(other.weighed, weighed)),
  );
}

/** Whether the same is said of the same by another effect of the call whose place in it is surer: `tee a || cp x a`. */
function isSaidSurer({ linked, view: { event } }: Sighting, all: readonly Sighting[]): boolean {
  return all.some(
    ({ linked: other, view: { event: others } }) =>
      other === linked &&
      others !== event &&
      others.subject === event.subject &&
      rankOf(others) < rankOf(event),
  );
}

function rankOf({ standing }: LogEvent): number {
  return states.indexOf(standing?.().state ?? 'confirmed');
}

function isAsGrave(one: Weighed, other: Weighed): boolean {
  return compareLevels(one.level, other.level) >= 0;
}

/** Whether both speak of one tactic of ATT&CK. */
function isOfKind(tags: readonly string[], others: readonly string[]): boolean {
  return tags.some((tag) => !/\.t\d/.test(tag) && others.includes(tag));
}

/** Compiled once, used for any number of runs. */
export interface DetectorFactory {
  /** @param acceptanceOf who answered for what */
  create(acceptanceOf?: AcceptanceOf): Detector;
}

export function detectorFactory(queries: QuerySet): DetectorFactory {
  const index = new QueryIndex(queries.events);
  return { create: (acceptanceOf) => new RunningDetector(index, queries.correlations, acceptanceOf) };
}

export function createDetector(queries: QuerySet, acceptanceOf?: AcceptanceOf): Detector {
  return detectorFactory(queries).create(acceptanceOf);
}

class RunningDetector implements Detector {
  readonly #index: QueryIndex<LinkedQuery>;
  readonly #correlations: readonly LinkedCorrelation[];
  readonly #groups: FindingGroups;
  /** By query id, for queries that correlations refer to. */
  readonly #matches = new Map<string, Match[]>();
  #order = 0;
  #lastAtMs = 0;

  constructor(
    index: QueryIndex<LinkedQuery>,
    correlations: readonly LinkedCorrelation[],
    acceptanceOf?: AcceptanceOf,
  ) {
    this.#groups = new FindingGroups(acceptanceOf);
    this.#index = index;
    this.#correlations = correlations;
  }

  observe(events: readonly LogEvent[]): void {
    const sightings: Sighting[] = [];
    const cache = new TextCache();
    for (const event of events) {
      const view = new EventView(event, cache);
      this.#order += 1;
      for (const linked of this.#index.candidates(view)) {
        if (!linked.matcher.test(view)) continue;
        if (linked.filters.some(({ test }) => test(view))) continue;
        sightings.push({ linked, view, order: this.#order, weighed: weigh(linked.query, event) });
      }
    }
    for (const sighting of sightings)
      this.#record(sighting, isOutdone(sighting, sightings) || isSaidSurer(sighting, sightings));
  }

  finish(): Finding[] {
    return this.detected().map(({ finding }) => finding);
  }

  detected(): readonly Detected[] {
    for (const correlation of this.#correlations) {
      const inner = correlation.rules.flatMap((rule) => this.#matches.get(rule) ?? []);
      if (inner.length === 0) continue;
      for (const chain of correlate(correlation, inner)) this.#recordChain(correlation, chain);
    }
    return this.#groups.detected();
  }

  #record({ linked, view, order, weighed }: Sighting, isSilent: boolean): void {
    const { query, emits, kept } = linked;
    const { call, evidence, subject, standing } = view.event;
    const state = standing?.().state ?? 'confirmed';
    const common = {
      subject,
      state,
      sessionId: call?.sessionId ?? '',
      toolCallIds: call ? [call.id] : [],
      arguments: call ? [call.argument] : [],
      permissionModes: call ? [call.permissionMode] : [],
      ...(call?.permissionModeSource === 'launch-configuration' && { modeInferred: true as const }),
      outcomes: call ? [call.outcome] : [],
      evidence: [evidence],
      ...(call?.prompt !== undefined && { prompt: call.prompt }),
      ...(call?.question !== undefined && { question: call.question }),
      ...(call?.said && { said: call.said }),
      ...(call?.promptEvidence && { promptEvidence: call.promptEvidence }),
      ...(call?.startedAt !== undefined && { at: call.startedAt }),
    };
    if (emits && !isSilent)
      this.#groups.add({
        query,
        level: weighed.level,
        context: weighed.context,
        lost: takesAway(view.event.effect) ? [common.subject] : (view.event.lost ?? []),
        ...(view.event.published && { sent: view.event.published }),
        ...common,
      });
    if (!kept || !weighed.partOfChain) return;
    this.#keep({
      ...common,
      // A query that asks for the outcome has its answer: that the call was refused, for one, is sure.
      state: query.fields.has('outcome') ? 'confirmed' : state,
      queryId: query.queryId,
      atMs: this.#time(call?.startedAt),
      order,
      fields: keptValues(kept, view),
    });
  }

  #recordChain({ query, emits }: LinkedCorrelation, chain: Chain): void {
    const last = chain.at(-1);
    const first = chain[0];
    if (!first || !last) return;
    const hasGap = chain.some(
      ({ outcomes }) => outcomes.length > 0 && outcomes.every((one) => one === 'unknown'),
    );
    const common = {
      subject: [...new Set(chain.map(({ subject }) => subject))].join(chainSign),
      state: weakest(chain),
      sessionId: first.sessionId,
      toolCallIds: [...new Set(chain.flatMap(({ toolCallIds }) => toolCallIds))],
      arguments: [...new Set(chain.flatMap((match) => match.arguments))],
      permissionModes: [...new Set(chain.flatMap(({ permissionModes }) => permissionModes))],
      ...(chain.some(({ modeInferred }) => modeInferred) && { modeInferred: true as const }),
      outcomes: hasGap ? ['unknown' as const] : [...new Set(chain.flatMap(({ outcomes }) => outcomes))],
      evidence: chain.flatMap(({ evidence }) => evidence),
      ...(first.prompt !== undefined && { prompt: first.prompt }),
      ...(first.question !== undefined && { question: first.question }),
      ...(first.said && { said: first.said }),
      ...(first.promptEvidence && { promptEvidence: first.promptEvidence }),
      ...(first.at !== undefined && { at: first.at }),
      ...(last.at !== undefined && { until: last.at }),
    };
    const level = hasGap ? lower(query.level, undefined, 1) : query.level;
    if (emits) this.#groups.add({ query, level, context: hasGap ? [unproven] : [], ...common });
    const { atMs, order, fields } = last;
    this.#keep({ ...common, queryId: query.queryId, atMs, order, fields });
  }

  #keep(match: Match): void {
    const known = this.#matches.get(match.queryId);
    if (known) known.push(match);
    else this.#matches.set(match.queryId, [match]);
  }

  #time(startedAt: string | undefined): number {
    const atMs = startedAt === undefined ? Number.NaN : Date.parse(startedAt);
    if (!Number.isNaN(atMs)) this.#lastAtMs = atMs;
    return this.#lastAtMs;
  }
}

/** A chain is as sure as its least sure step. */
function weakest(chain: Chain): Match['state'] {
  const states = new Set(chain.map(({ state }) => state));
  if (states.has('attempted')) return 'attempted';
  return states.has('possible') ? 'possible' : 'confirmed';
}

function keptValues(fields: readonly string[], view: EventView): Record<string, string> {
  const values: Record<string, string> = {};
  for (const field of fields) {
    const texts = view.texts(field);
    if (texts) values[field] = texts.exact.join('\n');
  }
  return values;
}
