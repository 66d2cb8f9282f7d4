import type { SyntaxNode } from '@lezer/common';
import { childrenOf, listed, type TreeReader } from '../lezer.ts';
import { type Argument, callNode, type Entry, memberNode, type Node } from '../syntax.ts';

/** `a.b`, `a[0]`; of `a[1:]` the place is not followed. */
export function member(node: SyntaxNode, reader: TreeReader): Node {
  const [object, dot, key, colon] = childrenOf(node);
  const of = reader.read(object);
  if (dot?.name === '.') return memberNode(of, key ? reader.text(key) : '');
  const isPart = key?.name === ':' || colon?.name === ':';
  if (isPart) return callNode(memberNode(of, 'slice'), []);
  return memberNode(of, reader.read(key));
}

/** `(a, name=b, *more)`. */
export function argumentsOf(list: SyntaxNode | undefined, reader: TreeReader): readonly Argument[] {
  return listed(list).map((part) => argumentOf(part, reader));
}

/** One of them, or one item of a list. */
export function argumentOf(part: readonly SyntaxNode[], reader: TreeReader): Argument {
  const [first, second, third] = part;
  if (first?.name === '*' || first?.name === '**') return { value: reader.read(second), isSpread: true };
  if (second?.name === 'AssignOp' && first) return { value: reader.read(third), name: reader.text(first) };
  if (part.some(({ name }) => name === 'for')) return { value: comprehension(part, reader) };
  return { value: reader.readAll(part) };
}

/** `key: value` of a dictionary. */
export function entryOf(part: readonly SyntaxNode[], reader: TreeReader): readonly Entry[] {
  const [first, second, third] = part;
  if (first?.name === '**') return [{ value: reader.read(second) }];
  return second?.name === ':' ? [{ name: reader.read(first), value: reader.read(third) }] : [];
}

/** `body for x in xs for y in ys if …`, innermost last. */
export function comprehension(parts: readonly SyntaxNode[], reader: TreeReader): Node {
  const inner = parts.filter(({ name }) => !/^[()[\]{}]$/.test(name));
  const first = inner.findIndex(({ name }) => name === 'for' || name === 'async');
  const starts = inner.flatMap(({ name }, index) => (name === 'for' ? [index] : []));
  const body = reader.readAll(inner.slice(0, Math.max(first, 0)));
  return starts.reduceRight<Node>(
    (nested, from, index) => loop(inner.slice(from, starts[index + 1]), reader, nested),
    body,
  );
}

/** `for a, b in values`. */
export function loop(parts: readonly SyntaxNode[], reader: TreeReader, body: Node): Node {
  const at = parts.findIndex(({ name }) => name === 'in');
  const targets = parts.slice(1, Math.max(at, 1)).filter(({ name }) => name !== ',');
  const inner = conditionsOf(parts.slice(at + 1), reader).reduceRight<Node>(
    (nested, condition) => ({ kind: 'branches', condition, body: nested }),
    body,
  );
  return { kind: 'loop', target: together(targets, reader), values: reader.read(parts[at + 1]), body: inner };
}

/** `if x if y` behind the values of a comprehension. */
function conditionsOf(parts: readonly SyntaxNode[], reader: TreeReader): readonly Node[] {
  return parts.flatMap((part, index) => (parts[index - 1]?.name === 'if' ? [reader.read(part)] : []));
}

/** One target, or several that share a value. */
export function together(nodes: readonly SyntaxNode[], reader: TreeReader): Node {
  const [only] = nodes;
  if (nodes.length === 1) return reader.read(only);
  return { kind: 'list', items: nodes.map((one) => ({ value: reader.read(one) })) };
}
