import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type TreeReader } from '../lezer.ts';
import { anything, blockNode, type Node, nothing } from '../syntax.ts';
import { together } from './python-expressions.ts';

/** `a = b, c = value`: the last is the value, every other a target. */
export function assignment(node: SyntaxNode, reader: TreeReader): Node {
  const segments: SyntaxNode[][] = [[]];
  for (const part of childrenOf(node)) {
    if (part.name === 'AssignOp') segments.push([]);
    else if (part.name !== ',' && part.name !== 'TypeDef') segments.at(-1)?.push(part);
  }
  if (segments.length < 2) return nothing;
  const value = together(segments.at(-1) ?? [], reader);
  return segments
    .slice(0, -1)
    .reduceRight<Node>(
      (given, target) => ({ kind: 'assignment', target: together(target, reader), value: given }),
      value,
    );
}

/** `if a: … elif b: … else: …`. */
export function conditions(parts: readonly SyntaxNode[], reader: TreeReader): Node {
  const [word, condition, body, ...rest] = parts;
  if (!word) return nothing;
  if (word.name === 'else') return reader.read(condition);
  return {
    kind: 'branches',
    condition: reader.read(condition),
    body: reader.read(body),
    ...(rest.length > 0 && { otherwise: conditions(rest, reader) }),
  };
}

/** `with open(p) as f, lock: …`. */
export function withStatement(node: SyntaxNode, reader: TreeReader): Node {
  const parts = childrenOf(node);
  const made: Node[] = [];
  for (const [index, part] of parts.entries()) {
    if (/^(?:with|async|as|,|\(|\)|Body)$/.test(part.name) || parts[index - 1]?.name === 'as') continue;
    const value = reader.read(part);
    const target = parts[index + 1]?.name === 'as' ? parts[index + 2] : undefined;
    made.push(target ? { kind: 'assignment', target: reader.read(target), value } : value);
  }
  return blockNode([...made, reader.readAll(parts.filter(({ name }) => name === 'Body'))]);
}

/** Handlers run perhaps, everything else does. */
export function tryStatement(node: SyntaxNode, reader: TreeReader): Node {
  let isHandler = false;
  const nodes: Node[] = [];
  for (const part of childrenOf(node)) {
    if (part.name === 'except') isHandler = true;
    if (part.name === 'finally' || part.name === 'else') isHandler = false;
    if (part.name !== 'Body') continue;
    const body = reader.read(part);
    nodes.push(isHandler ? { kind: 'branches', condition: anything, body: body } : body);
  }
  return blockNode(nodes);
}
