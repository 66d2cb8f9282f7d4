import { parseCondition } from './condition.ts';
import { fieldMatcher, keywordMatcher } from './field-matcher.ts';
import { allOf, anyOf, type Matcher } from './matcher.ts';
import { fail, type SourceEntry, type SourceMap, type SourceNode } from './source-node.ts';

/** Keys of a `detection` or `filter` map that are no selections. */
const notSelections = ['condition', 'timeframe', 'rules'];

/**
 * A `detection` map, compiled; a filter's map is read the same way.
 * @throws {QueryError}
 */
export function detectionMatcher(detection: SourceMap): Matcher {
  const timeframe = detection.entries.find(({ key }) => key === 'timeframe');
  if (timeframe) {
    fail(
      { ...detection, line: timeframe.line },
      '`timeframe` in a detection is obsolete: write a correlation',
    );
  }
  const selections = new Map<string, Matcher>();
  for (const entry of detection.entries) {
    if (!notSelections.includes(entry.key)) selections.set(entry.key, selection(entry));
  }
  const condition = detection.entries.find(({ key }) => key === 'condition');
  if (!condition) return fail(detection, 'the detection has no `condition`');
  const { node } = condition;
  const conditions = node.kind === 'list' ? node.items : [node];
  return anyOf(
    conditions.map((item) =>
      item.kind === 'scalar' && typeof item.value === 'string'
        ? parseCondition(item, selections)
        : fail(item, 'a condition is a text'),
    ),
  );
}

function selection({ key, line, node }: SourceEntry): Matcher {
  if (node.kind === 'scalar') return fail({ ...node, line }, `\`${key}\` is neither a map nor a list`);
  if (node.kind === 'map') return fields(node);
  if (node.items.length === 0) return fail({ ...node, line }, `\`${key}\` is empty`);
  return anyOf(node.items.map(listItem));
}

function listItem(item: SourceNode): Matcher {
  if (item.kind === 'map') return fields(item);
  if (item.kind === 'list') return fail(item, 'a list inside a list has no meaning');
  if (item.value === null) return fail(item, '`null` cannot be a keyword');
  return keywordMatcher(item);
}

function fields(map: SourceMap): Matcher {
  if (map.entries.length === 0) return fail(map, 'a selection without fields matches everything');
  return allOf(map.entries.map(fieldMatcher));
}

/** Names of all fields that the selections look at. */
export function fieldsOf(detection: SourceMap): ReadonlySet<string> {
  const maps = detection.entries.flatMap(({ node }) => (node.kind === 'list' ? node.items : [node]));
  const keys = maps.flatMap((node) => (node.kind === 'map' ? node.entries.map(({ key }) => key) : []));
  return new Set(keys.map((key) => key.split('|')[0] ?? ''));
}
