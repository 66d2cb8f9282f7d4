import type { Level } from '../level.ts';
import type { Matcher } from './matcher.ts';
import type { SourceNode } from './source-node.ts';

/** Where a query was written. */
interface QuerySource {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

/** What every kind of query says about itself. */
export interface QueryHead {
  /** File name without `.yml`; further documents of one file go by their `name`, else are numbered. */
  readonly queryId: string;
  /** Sigma's `id`. */
  readonly ruleId?: string;
  /** By which correlations and filters may refer to it, besides `ruleId` and `queryId`. */
  readonly name?: string;
  readonly title: string;
  readonly description: string;
  readonly level: Level;
  readonly tags: readonly string[];
  readonly falsePositives: readonly string[];
  /** Our key `next_step`: what the analyst does with a finding. */
  readonly nextStep?: string;
  /** Our key `fallback`: silent where another query says as much about the same command. */
  readonly fallback: boolean;
  /** Our key `possible`: it is about what cannot be excluded, and its level is meant for that. */
  readonly possible: boolean;
  /** Our key `examples`: what tests run. */
  readonly examples?: SourceNode;
  readonly source: QuerySource;
}

/** Absent parts fit every log source. */
export interface WantedLogSource {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

/** Looks at one event at a time. */
export interface EventQuery extends QueryHead {
  readonly kind: 'event';
  readonly logsource: WantedLogSource;
  readonly matcher: Matcher;
  /** Names of the fields that it looks at. */
  readonly fields: ReadonlySet<string>;
}

export const correlationTypes = [
  'event_count',
  'value_count',
  'value_sum',
  'value_avg',
  'temporal',
  'temporal_ordered',
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

/** Looks at the matches of other queries. */
export interface CorrelationQuery extends QueryHead {
  readonly kind: 'correlation';
  readonly type: CorrelationType;
  /** As written: ids, names or query ids. */
  readonly rules: readonly string[];
  readonly groupBy: readonly string[];
  readonly timespanMs: number;
  /** Fields whose values are counted or summed; empty for the other types. */
  readonly fields: readonly string[];
  readonly holds: (measure: number) => boolean;
  /** Alias → rule as written → field. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Whether the rules it refers to give findings of their own too. */
  readonly generate: boolean;
}

/** Takes matches away from other queries. */
export interface FilterQuery extends QueryHead {
  readonly kind: 'filter';
  readonly logsource: WantedLogSource;
  readonly rules: readonly string[];
  readonly matcher: Matcher;
}

export type Query = EventQuery | CorrelationQuery | FilterQuery;
