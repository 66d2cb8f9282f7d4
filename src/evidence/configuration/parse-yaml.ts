import { isAlias, isMap, isPair, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { type ConfigEntry, type ConfigValue, emptyObject, type ParsedConfig } from './config-value.ts';
import { lineFinder } from './line-finder.ts';

const shownProblems = 5;

/** YAML, one document. Aliases are followed by the parser's own count, which refuses bombs. */
export function parseYaml(text: string): ParsedConfig {
  const document = parseDocument(text, { uniqueKeys: true, merge: true, logLevel: 'silent' });
  const lineAt = lineFinder(text);
  const problems = document.errors.slice(0, shownProblems).map(({ message, pos }) => ({
    reason: `not valid YAML: ${message.split('\n')[0] ?? ''}`,
    line: lineAt(pos[0]),
  }));
  if (document.contents === null) return { root: emptyObject, problems };
  const budget = { nodes: 100_000 };
  const root = convert(document.contents, (node) => (node.range ? lineAt(node.range[0]) : undefined), {
    budget,
    resolve: (node) => (isAlias(node) ? node.resolve(document) : undefined),
  });
  const cut = budget.nodes < 0 ? [{ reason: 'has more values, aliases resolved, than this program follows' }] : [];
  return { root, problems: [...problems, ...cut] };
}

interface Walk {
  readonly budget: { nodes: number };
  readonly resolve: (node: unknown) => Node | undefined;
}

function convert(given: unknown, lineOf: (node: Node) => number | undefined, walk: Walk): ConfigValue {
  walk.budget.nodes -= 1;
  if (walk.budget.nodes < 0) return { kind: 'scalar', value: null };
  const node = walk.resolve(given) ?? given;
  if (isMap(node)) {
    const entries = node.items.flatMap((pair): ConfigEntry[] => {
      if (!isPair(pair) || !isScalar(pair.key)) return [];
      const line = lineOf(pair.key);
      const value = convert(pair.value, lineOf, walk);
      return [{ key: String(pair.key.value), ...(line !== undefined && { line }), value }];
    });
    return { kind: 'object', ...lineField(lineOf(node)), entries };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item, lineOf, walk));
    return { kind: 'array', ...lineField(lineOf(node)), items };
  }
  if (!isScalar(node)) return { kind: 'scalar', value: null };
  return { kind: 'scalar', ...lineField(lineOf(node)), value: plain(node.value) };
}

function lineField(line: number | undefined): { readonly line?: number } {
  return line === undefined ? {} : { line };
}

function plain(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
