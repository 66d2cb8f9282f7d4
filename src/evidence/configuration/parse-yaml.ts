import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import {
  type ConfigEntry,
  type ConfigValue,
  emptyObject,
  entriesOf,
  type ParsedConfig,
} from './config-value.ts';
import { lineFinder } from './line-finder.ts';

const shownProblems = 5;
const nodesAtMost = 100_000;

/** YAML, one document; merge keys and aliases resolved. */
export function parseYaml(text: string): ParsedConfig {
  const document = parseDocument(text, { uniqueKeys: true, logLevel: 'silent' });
  const lineAt = lineFinder(text);
  const problems = document.errors.slice(0, shownProblems).map(({ message, pos }) => ({
    reason: `not valid YAML: ${message.split('\n')[0] ?? ''}`,
    line: lineAt(pos[0]),
  }));
  if (document.contents === null) return { root: emptyObject, problems };
  const walk: Walk = {
    budget: { nodes: nodesAtMost },
    anchors: new Map(),
    lineOf: (node) => (node.range ? lineAt(node.range[0]) : undefined),
  };
  const root = convert(document.contents, walk);
  const cut =
    walk.budget.nodes < 0 ? [{ reason: 'has more values, aliases resolved, than this program follows' }] : [];
  return { root, problems: [...problems, ...cut] };
}

interface Walk {
  /** Aliases of aliases can stand for more values than memory holds. */
  readonly budget: { nodes: number };
  readonly anchors: Map<string, Node>;
  readonly lineOf: (node: Node) => number | undefined;
}

function convert(given: unknown, walk: Walk): ConfigValue {
  walk.budget.nodes -= 1;
  if (walk.budget.nodes < 0) return { kind: 'scalar', value: null };
  const node = isAlias(given) ? walk.anchors.get(given.source) : given;
  if (isNode(node) && !isAlias(node) && node.anchor !== undefined) walk.anchors.set(node.anchor, node);
  if (isMap(node))
    return {
      kind: 'object',
      ...lineField(walk.lineOf(node)),
      entries: node.items.flatMap((pair) => entry(pair, walk)),
    };
  if (isSeq(node)) {
    return {
      kind: 'array',
      ...lineField(walk.lineOf(node)),
      items: node.items.map((item) => convert(item, walk)),
    };
  }
  if (!isScalar(node)) return { kind: 'scalar', value: null };
  return { kind: 'scalar', ...lineField(walk.lineOf(node)), value: plain(node.value) };
}

function entry({ key, value }: Pair, walk: Walk): readonly ConfigEntry[] {
  if (!isScalar(key)) return [];
  if (key.value === '<<') return merged(convert(value, walk));
  return [{ key: String(key.value), ...lineField(walk.lineOf(key)), value: convert(value, walk) }];
}

/** What a merge key brings in; explicit keys stand behind it and win. https://yaml.org/type/merge.html */
function merged(value: ConfigValue): readonly ConfigEntry[] {
  return value.kind === 'array' ? value.items.flatMap(merged) : entriesOf(value);
}

function lineField(line: number | undefined): { readonly line?: number } {
  return line === undefined ? {} : { line };
}

function plain(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
