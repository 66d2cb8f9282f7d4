import { join } from 'node:path';
import { detectionMatcher } from './detection-matcher.ts';
import type { Matcher } from './matcher.ts';
import type { Needs } from './needs.ts';
import { parseQuery } from './parse-query.ts';
import type { EventQuery, Query } from './query.ts';
import type { SourceMap } from './source-node.ts';

/** One query as the build writes it down. */
export type PackedQuery = PackedEventQuery | PackedDocument;

/** What an index needs is at hand; the detection itself is read when an event may match it. */
interface PackedEventQuery extends Omit<EventQuery, 'matcher' | 'fields' | 'examples'> {
  readonly fields: readonly string[];
  readonly needs: Needs;
  /** The map under `detection`, as JSON. */
  readonly detection: string;
}

/** A query of which there are few: a correlation, a filter. */
interface PackedDocument {
  readonly kind: 'document';
  readonly path: string;
  readonly index: number;
  /** The whole query, as JSON. */
  readonly document: string;
}

/**
 * Reads what {@link packQueries} made; the build has checked every query of it.
 * @param folder where the queries lie as they were written
 */
export function unpackQueries(packed: readonly PackedQuery[], folder: string): Query[] {
  return packed.map((query) => {
    if (query.kind === 'document') {
      return parseQuery(unwritten(query.document, join(folder, query.path)), query.index);
    }
    const { fields, needs, detection, source, ...head } = query;
    const path = join(folder, source.path);
    return {
      ...head,
      fields: new Set(fields),
      source: { ...source, path },
      matcher: compiledLate(needs, () => detectionMatcher(unwritten(detection, path))),
    };
  });
}

/** Most runs meet events for a few queries only. */
function compiledLate(needs: Needs, compile: () => Matcher): Matcher {
  let compiled: Matcher['test'] | undefined;
  return {
    test: (event) => {
      compiled ??= compile().test;
      return compiled(event);
    },
    needs,
  };
}

function unwritten(json: string, path: string): SourceMap {
  return JSON.parse(json, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'kind' in value ? { ...value, path } : value,
  );
}
