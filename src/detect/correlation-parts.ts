import { MapReader } from './map-reader.ts';
import { nearest } from './nearest.ts';
import { type CorrelationQuery, type CorrelationType, correlationTypes, type QueryHead } from './query.ts';
import { fail, type SourceMap } from './source-node.ts';

type CorrelationParts = Omit<CorrelationQuery, keyof QueryHead | 'kind'>;

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const relations: Readonly<Record<string, (measure: number, limit: number) => boolean>> = {
  gt: (measure, limit) => measure > limit,
  gte: (measure, limit) => measure >= limit,
  lt: (measure, limit) => measure < limit,
  lte: (measure, limit) => measure <= limit,
  eq: (measure, limit) => measure === limit,
  neq: (measure, limit) => measure !== limit,
};

/**
 * The `correlation` map.
 * https://sigmahq.io/sigma-specification/specification/sigma-correlation-rules-specification.html
 * @throws {QueryError}
 */
export function correlationParts(map: SourceMap, generate: boolean): CorrelationParts {
  const known = ['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate'];
  const reader = new MapReader(map, known);
  const type = correlationType(reader);
  const rules = reader.texts('rules');
  if (rules.length === 0) fail(map, 'a correlation names its `rules`');
  const limits = reader.map('condition');
  const temporal = type === 'temporal' || type === 'temporal_ordered';
  if (!limits && !temporal) fail(map, `a correlation of type ${type} needs a \`condition\``);
  const condition = limits && parseLimits(limits);
  if (type.startsWith('value_') && condition?.fields.length === 0) {
    fail(limits ?? map, `a correlation of type ${type} names the \`field\` in its condition`);
  }
  return {
    type,
    rules,
    groupBy: reader.texts('group-by'),
    timespanMs: timespan(reader),
    fields: condition?.fields ?? [],
    holds: condition?.holds ?? ((measure) => measure >= rules.length),
    aliases: aliases(reader.map('aliases')),
    generate: generate || reader.flag('generate'),
  };
}

function correlationType(reader: MapReader): CorrelationType {
  const word = reader.required('type');
  const type = correlationTypes.find((known) => known === word);
  return (
    type ?? reader.wrong('type', `unsupported correlation type: ${word}${nearest(word, correlationTypes)}`)
  );
}

function timespan(reader: MapReader): number {
  const word = reader.required('timespan');
  const [, count, unit] = /^(\d+)([smhd])$/.exec(word) ?? [];
  const factor = Object.entries(unitMs).find(([known]) => known === unit)?.[1];
  if (factor === undefined)
    return reader.wrong('timespan', `not a timespan: ${word} (write 90s, 10m, 2h or 7d)`);
  return Number(count) * factor;
}

function parseLimits(map: SourceMap) {
  const reader = new MapReader(map, [...Object.keys(relations), 'field']);
  const limits = map.entries
    .filter(({ key }) => key !== 'field')
    .map(({ key }) => {
      const limit = Number(reader.required(key));
      if (Number.isNaN(limit)) reader.wrong(key, `\`${key}\` has to be a number`);
      return { relation: relations[key], limit };
    });
  if (limits.length === 0) fail(map, 'the condition of a correlation has one of gt, gte, lt, lte, eq, neq');
  return {
    fields: reader.texts('field'),
    holds: (measure: number) => limits.every(({ relation, limit }) => relation?.(measure, limit) === true),
  };
}

function aliases(map: SourceMap | undefined): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const entries = map?.entries ?? [];
  return new Map(
    entries.map(({ key, node }) => {
      if (node.kind !== 'map') return fail(node, 'an alias is a map from rule to field');
      const reader = new MapReader(
        node,
        node.entries.map((entry) => entry.key),
      );
      return [key, new Map(node.entries.map((entry) => [entry.key, reader.required(entry.key)]))];
    }),
  );
}
