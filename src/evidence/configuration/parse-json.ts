import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import {
  type ConfigEntry,
  type ConfigProblem,
  type ConfigValue,
  emptyObject,
  type ParsedConfig,
} from './config-value.ts';
import { lineFinder } from './line-finder.ts';

const shownProblems = 5;

/**
 * JSON, with the comments and trailing commas that editors allow. The tree is walked instead of taking the parsed
 * value, because an object would hide a `__proto__` key and all but the last of duplicate keys.
 */
export function parseJson(text: string): ParsedConfig {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const lineAt = lineFinder(text);
  const problems: ConfigProblem[] = errors.slice(0, shownProblems).map(({ error, offset }) => ({
    reason: `not valid JSON: ${printParseErrorCode(error)}`,
    line: lineAt(offset),
  }));
  if (!tree) return { ...(text.trim() === '' && { root: emptyObject }), problems };
  const root = convert(tree, { lineAt, problems });
  return { root, problems };
}

interface Walk {
  readonly lineAt: (offset: number) => number;
  readonly problems: ConfigProblem[];
}

function convert(node: Node, walk: Walk): ConfigValue {
  const line = walk.lineAt(node.offset);
  const children = node.children ?? [];
  if (node.type === 'object') return { kind: 'object', line, entries: properties(children, walk) };
  if (node.type === 'array')
    return { kind: 'array', line, items: children.map((child) => convert(child, walk)) };
  return { kind: 'scalar', line, value: scalar(node.value) };
}

function properties(nodes: readonly Node[], walk: Walk): ConfigEntry[] {
  const seen = new Set<string>();
  return nodes.flatMap((property) => {
    const [name, value] = property.children ?? [];
    if (!name || !value) return [];
    const key = String(name.value);
    const line = walk.lineAt(name.offset);
    if (seen.has(key))
      walk.problems.push({ reason: `the key "${key}" stands twice; readers take the last one`, line });
    seen.add(key);
    return [{ key, line, value: convert(value, walk) }];
  });
}

function scalar(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
