import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { DataEntry, DataFile, DataNode } from './data-node.ts';

const deepest = 100;
/** Nodes that aliases may repeat in one file: enough for every pipeline, too few to blow up. */
const mostRepeated = 50_000;

/** All documents of a YAML file, aliases and merge keys followed. Never throws. https://yaml.org/type/merge.html */
export function readYaml(text: string): DataFile {
  const lines = new LineCounter();
  try {
    const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
    const documents = Array.isArray(parsed) ? parsed : [];
    const budget = { left: mostRepeated };
    return {
      documents: documents.map((document) => new Converter({ document, lines, text, budget }).root()),
      broken: documents.some((document) => document.errors.length > 0) || budget.left < 0,
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { documents: [], broken: true };
  }
}

interface Source {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly text: string;
  readonly budget: { left: number };
}

interface Depth {
  readonly depth: number;
  /** Inside of what an alias repeats. */
  readonly isRepeated: boolean;
}

const nothing: DataNode = { line: 1, endLine: 1 };

class Converter {
  readonly #source: Source;
  readonly #open = new Set<unknown>();

  /** What each alias stands for: the node that had the name last before it. */
  readonly #anchored = new Map<Alias, Node>();

  constructor(source: Source) {
    this.#source = source;
    const named = new Map<string, Node>();
    visit(source.document, {
      Node: (_, node) => {
        if (isAlias(node)) {
          const target = named.get(node.source);
          if (target) this.#anchored.set(node, target);
        } else if ('anchor' in node && typeof node.anchor === 'string') named.set(node.anchor, node);
      },
    });
  }

  root(): DataNode {
    return this.#node(this.#source.document.contents, { depth: 0, isRepeated: false });
  }

  #node(node: unknown, at: Depth): DataNode {
    if (at.depth > deepest || !this.#mayRepeat(at)) return nothing;
    if (isScalar(node)) return this.#scalar(node);
    if (isAlias(node)) return this.#alias(node, at);
    if (isSeq(node)) return this.#list(node, at);
    return isMap(node) ? this.#map(node, at) : nothing;
  }

  #mayRepeat({ isRepeated }: Depth): boolean {
    if (isRepeated) this.#source.budget.left -= 1;
    return this.#source.budget.left >= 0;
  }

  #alias(alias: Alias, at: Depth): DataNode {
    const node = this.#anchored.get(alias);
    if (!node || this.#open.has(node)) return this.#place(alias);
    this.#open.add(node);
    const found = this.#node(node, { depth: at.depth + 1, isRepeated: true });
    this.#open.delete(node);
    return found;
  }

  /** GitLab's `!reference [.job, script]` stands for what is there. https://docs.gitlab.com/ci/yaml/yaml_optimization/ */
  #list(node: YAMLSeq, at: Depth): DataNode {
    const below = { ...at, depth: at.depth + 1 };
    if (node.tag === '!reference') {
      const path = node.items.map((item) => (isScalar(item) ? item.value : undefined));
      const named = this.#source.document.getIn(path, true);
      if (!named || this.#open.has(named)) return nothing;
      this.#open.add(named);
      const found = this.#node(named, { ...below, isRepeated: true });
      this.#open.delete(named);
      return found;
    }
    const items = node.items.flatMap((item): readonly DataNode[] => {
      const found = this.#node(item, below);
      const isSpread = isSeq(item) && item.tag === '!reference';
      return isSpread && found.items ? found.items : [found];
    });
    return { ...this.#place(node), items };
  }

  #map(node: YAMLMap, at: Depth): DataNode {
    const below = { ...at, depth: at.depth + 1 };
    const own: DataEntry[] = [];
    const merged: DataEntry[] = [];
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const line = (isScalar(key) ? this.#place(key) : this.#place(node)).line;
      const given =
        value === null || value === undefined
          ? { line, endLine: line, value: null }
          : this.#node(value, below);
      if (name === '<<')
        merged.push(...(given.entries ?? given.items?.flatMap((item) => item.entries ?? []) ?? []));
      else own.push({ key: name, line, node: given });
    }
    const names = new Set(own.map(({ key }) => key));
    return { ...this.#place(node), entries: [...merged.filter(({ key }) => !names.has(key)), ...own] };
  }

  #scalar(node: Scalar): DataNode {
    const where = this.#place(node);
    const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    const { value } = node;
    const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return {
      ...where,
      value: known ? value : value === null ? null : String(value),
      textLine: where.line + (block ? 1 : 0),
    };
  }

  #place(node: { range?: readonly number[] | null | undefined }): { line: number; endLine: number } {
    const { lines, text } = this.#source;
    const [start = 0, end = start] = node.range ?? [];
    const last = Math.max(start, end - (text[end - 1] === '\n' ? 1 : 0));
    return { line: lines.linePos(start).line, endLine: lines.linePos(last).line };
  }
}
