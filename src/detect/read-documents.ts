import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import {
  fail,
  type Placed,
  type SourceEntry,
  type SourceMap,
  type SourceNode,
  type SourceScalar,
} from './source-node.ts';

const mostNodes = 100_000;

/**
 * @returns one map for each YAML document
 * @throws {QueryError} at the first syntax error
 */
export function readDocuments(text: string, path: string): SourceMap[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter, prettyErrors: false });
  if (!Array.isArray(documents)) return [];
  const reader = new Reader(path, lineCounter);
  return documents.filter(({ contents }) => contents !== null).map((document) => reader.document(document));
}

class Reader {
  #nodes = 0;
  readonly #path: string;
  readonly #lineCounter: LineCounter;

  constructor(path: string, lineCounter: LineCounter) {
    this.#path = path;
    this.#lineCounter = lineCounter;
  }

  document(document: Document.Parsed): SourceMap {
    const [error] = document.errors;
    if (error) fail(this.#at(error.pos[0]), error.message);
    const node = this.#node(document.contents, document);
    return node.kind === 'map' ? node : fail(node, 'is not a query: a map of keys is expected');
  }

  #node(node: unknown, document: Document.Parsed): SourceNode {
    const at = this.#place(node);
    this.#nodes += 1;
    if (this.#nodes > mostNodes) fail(at, 'is too large');
    if (isAlias(node)) return this.#node(node.resolve(document), document);
    if (isSeq(node))
      return { kind: 'list', ...at, items: node.items.map((item) => this.#node(item, document)) };
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }): SourceEntry => {
        const { line } = this.#place(key);
        const inner = value === null ? { kind: 'scalar' as const, ...this.#place(key), value: null } : value;
        return {
          key: isScalar(key) ? String(key.value) : '',
          line,
          node: isSourceScalar(inner) ? inner : this.#node(inner, document),
        };
      });
      return { kind: 'map', ...at, entries };
    }
    const value = isScalar(node) ? node.value : null;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? { kind: 'scalar', ...at, value }
      : { kind: 'scalar', ...at, value: null };
  }

  #place(node: unknown): Placed {
    const range =
      typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
        ? node.range
        : [0];
    return this.#at(Number(range[0]));
  }

  #at(offset: number): Placed {
    return { path: this.#path, line: Math.max(1, this.#lineCounter.linePos(offset).line) };
  }
}

function isSourceScalar(value: unknown): value is SourceScalar {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'scalar';
}
