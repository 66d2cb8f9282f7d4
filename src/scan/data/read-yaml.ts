import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Scalar } from 'yaml';
import type { DataFile, DataNode } from './data-node.ts';

const deepest = 100;

/** All documents of a YAML file. Never throws; aliases are not followed, so none can blow up. */
export function readYaml(text: string): DataFile {
  const lines = new LineCounter();
  try {
    const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
    const documents = Array.isArray(parsed) ? parsed : [];
    const convert = converter(lines, text);
    return {
      documents: documents.map((document) => convert(document.contents, 0)),
      broken: documents.some((document) => document.errors.length > 0),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { documents: [], broken: true };
  }
}

function converter(lines: LineCounter, text: string): (node: unknown, depth: number) => DataNode {
  const place = (node: { range?: readonly number[] | null | undefined }) => {
    const [start = 0, end = start] = node.range ?? [];
    const last = Math.max(start, end - (text[end - 1] === '\n' ? 1 : 0));
    return { line: lines.linePos(start).line, endLine: lines.linePos(last).line };
  };
  const scalar = (node: Scalar): DataNode => {
    const where = place(node);
    const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    const { value } = node;
    const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return {
      ...where,
      value: known ? value : value === null ? null : String(value),
      textLine: where.line + (block ? 1 : 0),
    };
  };
  const convert = (node: unknown, depth: number): DataNode => {
    if (depth > deepest) return { line: 1, endLine: 1 };
    if (isScalar(node)) return scalar(node);
    if (isSeq(node)) return { ...place(node), items: node.items.map((item) => convert(item, depth + 1)) };
    if (!isMap(node)) return isAlias(node) ? { ...place(node) } : { line: 1, endLine: 1 };
    const entries = node.items.map(({ key, value }) => ({
      key: isScalar(key) ? String(key.value) : '',
      line: isScalar(key) ? place(key).line : place(node).line,
      node:
        value === null || value === undefined
          ? { line: 1, endLine: 1, value: null }
          : convert(value, depth + 1),
    }));
    return { ...place(node), entries };
  };
  return convert;
}
