import { type Level, levels } from '../level.ts';
import { correlationParts } from './correlation-parts.ts';
import { detectionMatcher, fieldsOf } from './detection-matcher.ts';
import { MapReader } from './map-reader.ts';
import type { Query, QueryHead, WantedLogSource } from './query.ts';
import { fail, type SourceMap } from './source-node.ts';

/** Keys of Sigma 2.1.0, two that public rules add, and ours. */
const knownKeys = [
  ...[
    'title',
    'id',
    'name',
    'related',
    'taxonomy',
    'status',
    'description',
    'license',
    'references',
    'author',
  ],
  ...[
    'date',
    'modified',
    'logsource',
    'detection',
    'correlation',
    'filter',
    'fields',
    'falsepositives',
    'level',
  ],
  ...['tags', 'scope', 'generate', 'sigma-version', 'regression_tests_path', 'simulation'],
  ...['next_step', 'examples', 'fallback', 'possible'],
];

/** What a query without a level counts as: somebody wanted to see it. */
const defaultLevel: Level = 'medium';

/**
 * @param document a whole query as it was written
 * @param index of the document in its file
 * @throws {QueryError} with file and line, for everything that could not be honoured
 */
export function parseQuery(document: SourceMap, index: number): Query {
  const reader = new MapReader(document, knownKeys);
  const head = parseHead(document, reader, index);
  const kinds = ['detection', 'correlation', 'filter'].filter((key) => reader.node(key) !== undefined);
  if (kinds.length !== 1) {
    return fail(document, 'a query has exactly one of the keys `detection`, `correlation` and `filter`');
  }
  const detection = reader.map('detection');
  if (detection) {
    const matcher = detectionMatcher(detection);
    return {
      ...head,
      kind: 'event',
      logsource: logSource(document, reader),
      matcher,
      fields: fieldsOf(detection),
    };
  }
  const filter = reader.map('filter');
  if (filter) {
    const rules = new MapReader(
      filter,
      filter.entries.map(({ key }) => key),
    ).texts('rules');
    if (rules.length === 0) fail(filter, 'a filter names its `rules`');
    const matcher = detectionMatcher(filter);
    return { ...head, kind: 'filter', logsource: logSource(document, reader), rules, matcher };
  }
  const correlation = reader.map('correlation') ?? fail(document, '`correlation` has to be a map');
  return { ...head, kind: 'correlation', ...correlationParts(correlation, reader.flag('generate')) };
}

function parseHead(document: SourceMap, reader: MapReader, index: number): QueryHead {
  const stem = (document.path.split(/[\\/]/).at(-1) ?? document.path).replace(/\.ya?ml$/i, '');
  const own = reader.text('name');
  const ruleId = reader.text('id');
  const nextStep = reader.text('next_step');
  const examples = reader.node('examples');
  return {
    queryId: index === 0 ? stem : (own ?? `${stem}-${index + 1}`),
    ...(ruleId !== undefined && { ruleId }),
    ...(own !== undefined && { name: own }),
    title: reader.required('title'),
    description: reader.text('description')?.trim() ?? '',
    level: level(reader),
    tags: reader.texts('tags'),
    falsePositives: reader.texts('falsepositives'),
    ...(nextStep !== undefined && { nextStep: nextStep.trim() }),
    fallback: reader.flag('fallback'),
    possible: reader.flag('possible'),
    ...(examples && { examples }),
    source: { path: document.path, line: document.line },
  };
}

function level(reader: MapReader): Level {
  const word = reader.text('level') ?? defaultLevel;
  return levels.find((known) => known === word) ?? reader.wrong('level', `unknown level: ${word}`);
}

function logSource(document: SourceMap, reader: MapReader): WantedLogSource {
  const source = reader.map('logsource') ?? fail(document, 'the key `logsource` is missing');
  const parts = new MapReader(
    source,
    source.entries.map(({ key }) => key),
  );
  const wanted: [string, string][] = [];
  for (const key of ['product', 'category', 'service']) {
    const word = parts.text(key);
    if (word !== undefined) wanted.push([key, word.toLowerCase()]);
  }
  if (wanted.length === 0) fail(source, 'a log source names a product, a category or a service');
  return Object.fromEntries(wanted);
}
