import type { Parser, SyntaxNode, Tree } from '@lezer/common';
import type { Reading } from './language.ts';
import { anything, blockNode, type Node, nothing } from './syntax.ts';

/** Makes a node of one kind of a grammar's nodes. */
export type NodeReader = (node: SyntaxNode, reader: TreeReader) => Node;

/** Code nested deeper than this is not read. */
const deepest = 140;

/** Walks through a syntax tree of Lezer and makes nodes of our own. https://lezer.codemirror.net/docs/ref/#common */
export class TreeReader {
  readonly #source: string;
  readonly #readers: Readonly<Record<string, NodeReader>>;
  #depth = 0;
  #isCut = false;

  constructor(source: string, readers: Readonly<Record<string, NodeReader>>) {
    this.#source = source;
    this.#readers = readers;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  /** What no reader knows is read for what stands inside. */
  read(node: SyntaxNode | undefined | null): Node {
    if (!node) return anything;
    if (this.#depth >= deepest) {
      this.#isCut = true;
      return anything;
    }
    this.#depth += 1;
    const reader = Object.hasOwn(this.#readers, node.name) ? this.#readers[node.name] : undefined;
    const read = reader ? reader(node, this) : this.readAll(childrenOf(node));
    this.#depth -= 1;
    return read;
  }

  readAll(nodes: readonly SyntaxNode[]): Node {
    return nodes.length === 0 ? nothing : blockNode(nodes.map((one) => this.read(one)));
  }

  text({ from, to }: { readonly from: number; readonly to: number }): string {
    return this.#source.slice(from, to);
  }
}

const comments: ReadonlySet<string> = new Set(['Comment', 'LineComment', 'BlockComment']);

/** Without comments, and without marks for what is missing. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    const isMissing = child.type.isError && child.from === child.to;
    if (!isMissing && !comments.has(child.name)) children.push(child);
  }
  return children;
}

/** Parts between commas; brackets around them left out. */
export function listed(node: SyntaxNode | undefined | null): readonly (readonly SyntaxNode[])[] {
  const parts: SyntaxNode[][] = [];
  let current: SyntaxNode[] = [];
  for (const child of node ? childrenOf(node) : []) {
    if (/^[()[\]{}]$/.test(child.name)) continue;
    if (child.name !== ',') current.push(child);
    else {
      parts.push(current);
      current = [];
    }
  }
  return current.length > 0 ? [...parts, current] : parts;
}

export function childNamed(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return childrenOf(node).find((child) => child.name === name);
}

/** Spaces part names of one reader. */
export function readersByName(
  table: Readonly<Record<string, NodeReader>>,
): Readonly<Record<string, NodeReader>> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([names, reader]) => names.split(' ').map((name) => [name, reader])),
  );
}

/** Brackets that are open at once, and no code of anybody: grammars take long over more. */
const mostOpen = 300;

/**
 * Reads source by a grammar. Lezer never fails but on nesting that fills the stack: what it could not make sense of are
 * error nodes in its tree.
 */
export function readTree(
  parser: Parser,
  source: string,
  readers: Readonly<Record<string, NodeReader>>,
): Reading {
  if (isTooDeep(source)) return { program: nothing, unread: source.slice(0, 80) };
  try {
    return readWhole(parser, source, readers);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { program: nothing, unread: source.slice(0, 80) };
  }
}

function readWhole(parser: Parser, source: string, readers: Readonly<Record<string, NodeReader>>): Reading {
  const tree = parser.parse(source);
  const reader = new TreeReader(source, readers);
  const program = reader.read(tree.topNode);
  const at = reader.isCut ? 0 : firstError(tree);
  return at === undefined ? { program } : { program, unread: source.slice(Math.max(0, at - 40), at + 80) };
}

function firstError(tree: Tree): number | undefined {
  let first: number | undefined;
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) first ??= from;
      return first === undefined;
    },
  });
  return first;
}

function isTooDeep(source: string): boolean {
  let open = 0;
  let most = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if ('([{'.includes(character)) open += 1;
    else if (')]}'.includes(character)) open = Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  return most > mostOpen;
}
