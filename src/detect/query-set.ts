import type { Matcher } from './matcher.ts';
import type { Needs } from './needs.ts';
import type { CorrelationQuery, EventQuery, FilterQuery, Query, WantedLogSource } from './query.ts';
import { QueryError } from './query-error.ts';

/** An event query with everything that other queries say about it. */
export interface LinkedQuery {
  readonly query: EventQuery;
  readonly logsource: WantedLogSource;
  readonly needs: Needs;
  readonly matcher: Matcher;
  readonly filters: readonly Matcher[];
  /** Whether it gives findings of its own. */
  readonly emits: boolean;
  /** Fields that correlations group or count by; absent where no correlation refers to it. */
  readonly kept?: readonly string[];
}

/** A correlation whose references are resolved. */
export interface LinkedCorrelation {
  readonly query: CorrelationQuery;
  /** Query ids, in the order of `rules`. */
  readonly rules: readonly string[];
  /** Query id → alias → field. */
  readonly fieldsOf: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly emits: boolean;
}

/** All queries of a run, ready for events. */
export interface QuerySet {
  readonly events: readonly LinkedQuery[];
  /** Each after those that it refers to. */
  readonly correlations: readonly LinkedCorrelation[];
}

/**
 * Resolves what queries say about one another.
 * @throws {QueryError} for a duplicate id, an unknown reference or a circle of correlations
 */
export function linkQueries(queries: readonly Query[]): QuerySet {
  const known = new QueryNames(queries);
  const filters = queries.filter((query): query is FilterQuery => query.kind === 'filter');
  const correlations = queries.filter((query): query is CorrelationQuery => query.kind === 'correlation');
  const links = correlations.map((query) => linkCorrelation(query, known));
  const silent = new Set(links.filter(({ query }) => !query.generate).flatMap(({ rules }) => rules));
  const filtersOf = groupFilters(filters, known);
  const events = queries
    .filter((query): query is EventQuery => query.kind === 'event')
    .map((query): LinkedQuery => {
      const using = links.filter(({ rules }) => rules.includes(query.queryId));
      return {
        query,
        logsource: query.logsource,
        needs: query.matcher.needs,
        matcher: query.matcher,
        filters: filtersOf.get(query.queryId) ?? [],
        emits: !silent.has(query.queryId),
        ...(using.length > 0 && { kept: keptFields(query.queryId, using) }),
      };
    });
  return {
    events,
    correlations: inOrder(links).map((link) => ({ ...link, emits: !silent.has(link.query.queryId) })),
  };
}

class QueryNames {
  readonly #byName = new Map<string, Query>();

  constructor(queries: readonly Query[]) {
    for (const query of queries) {
      const names = new Set([query.ruleId, query.name, query.queryId].filter((name) => name !== undefined));
      for (const name of names) this.#add(name, query);
    }
  }

  resolve(name: string, from: Query): Query {
    const query = this.#byName.get(name);
    if (query) return query;
    throw new QueryError(from.source, `refers to \`${name}\`, which no query is called`);
  }

  #add(name: string, query: Query): void {
    const other = this.#byName.get(name);
    if (other) {
      const { path, line } = other.source;
      throw new QueryError(query.source, `duplicate id: ${name} is also in ${path}:${line}`);
    }
    this.#byName.set(name, query);
  }
}

type Link = Omit<LinkedCorrelation, 'emits'>;

function linkCorrelation(query: CorrelationQuery, known: QueryNames): Link {
  const targets = query.rules.map((rule) => {
    const target = known.resolve(rule, query);
    if (target.kind === 'filter') throw new QueryError(query.source, `\`${rule}\` is a filter`);
    return { rule, target };
  });
  const fieldsOf = new Map(
    targets.map(({ rule, target }) => {
      const names = [rule, target.name, target.ruleId, target.queryId];
      const fields = [...query.groupBy, ...query.fields].map((field) => {
        const alias = query.aliases.get(field);
        const own = names.map((name) => (name === undefined ? undefined : alias?.get(name)));
        return [field, own.find((name) => name !== undefined) ?? field] as const;
      });
      return [target.queryId, new Map(fields)];
    }),
  );
  return { query, rules: targets.map(({ target }) => target.queryId), fieldsOf };
}

function keptFields(queryId: string, using: readonly Link[]): string[] {
  return [...new Set(using.flatMap(({ fieldsOf }) => [...(fieldsOf.get(queryId)?.values() ?? [])]))];
}

function groupFilters(filters: readonly FilterQuery[], known: QueryNames): Map<string, Matcher[]> {
  const grouped = new Map<string, Matcher[]>();
  for (const filter of filters) {
    for (const rule of filter.rules) {
      const target = known.resolve(rule, filter);
      if (target.kind !== 'event' || !sameSource(filter.logsource, target.logsource)) {
        throw new QueryError(filter.source, `the filter's log source is not that of \`${rule}\``);
      }
      grouped.set(target.queryId, [...(grouped.get(target.queryId) ?? []), filter.matcher]);
    }
  }
  return grouped;
}

function sameSource(filter: WantedLogSource, query: WantedLogSource): boolean {
  return (['product', 'category', 'service'] as const).every(
    (part) => filter[part] === undefined || query[part] === undefined || filter[part] === query[part],
  );
}

function inOrder(links: readonly Link[]): Link[] {
  const byId = new Map(links.map((link) => [link.query.queryId, link]));
  const ordered = new Set<Link>();
  const visit = (link: Link, open: readonly Link[]): void => {
    if (open.includes(link))
      throw new QueryError(link.query.source, 'correlates itself, by way of its `rules`');
    for (const rule of link.rules) {
      const inner = byId.get(rule);
      if (inner) visit(inner, [...open, link]);
    }
    ordered.add(link);
  };
  for (const link of links) visit(link, []);
  return [...ordered];
}
