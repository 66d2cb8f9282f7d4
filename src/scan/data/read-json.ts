import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { DataFile, DataNode } from './data-node.ts';
import { lineIndex } from './line-index.ts';

/** JSON as editors accept it: with comments and trailing commas. Never throws; a broken file gives what can be read. */
export function readJson(text: string): DataFile {
  const source = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  const errors: ParseError[] = [];
  try {
    const tree = parseTree(source, errors, { allowTrailingComma: true, allowEmptyContent: true });
    return { documents: tree ? [converter(source)(tree)] : [], broken: errors.length > 0 };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { documents: [], broken: true };
  }
}

function converter(text: string): (node: Node) => DataNode {
  const lineOf = lineIndex(text);
  const convert = (node: Node): DataNode => {
    const line = lineOf(node.offset);
    const place = { line, endLine: lineOf(node.offset + Math.max(node.length - 1, 0)) };
    if (node.type === 'array') return { ...place, items: (node.children ?? []).map(convert) };
    if (node.type !== 'object') return { ...place, value: node.value, textLine: line };
    const entries = (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
      key && value ? [{ key: String(key.value), line: lineOf(key.offset), node: convert(value) }] : [],
    );
    return { ...place, entries };
  };
  return convert;
}
