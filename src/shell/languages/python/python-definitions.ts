import type { SyntaxNode } from '@lezer/common';
import { childNamed, childrenOf, listed, type TreeReader } from '../lezer.ts';
import { type Entry, type Node, type Parameter, textNode } from '../syntax.ts';

/** @param isHandedOver a decorator gets it, and may call it */
export function functionOf(node: SyntaxNode, reader: TreeReader, isHandedOver: boolean): Node {
  const name = childNamed(node, 'VariableName');
  return {
    kind: 'function',
    ...(name && { name: reader.text(name) }),
    parameters: parametersOf(childNamed(node, 'ParamList'), reader),
    body: reader.read(childNamed(node, 'Body')),
    isHandedOver,
  };
}

/** `a, b=1, *rest`. */
export function parametersOf(list: SyntaxNode | undefined, reader: TreeReader): readonly Parameter[] {
  return listed(list).flatMap((given): readonly Parameter[] => {
    const part = given.filter(({ name }) => name !== 'TypeDef');
    const [first, second, third] = part;
    if (first?.name === '*' && second) return [{ target: reader.read(second), isRest: true }];
    if (first?.name !== 'VariableName') return [];
    const fallback = second?.name === 'AssignOp' ? reader.read(third) : undefined;
    return [{ target: reader.read(first), ...(fallback && { fallback }) }];
  });
}

/** A class with its methods and fields; `new` is what `__init__` does. */
export function classOf(node: SyntaxNode, reader: TreeReader): Node {
  const name = childNamed(node, 'VariableName');
  const [base] = listed(childNamed(node, 'ArgList'));
  const body = childNamed(node, 'Body');
  const members = body ? childrenOf(body).flatMap((part) => membersOf(part, reader)) : [];
  return {
    kind: 'class',
    name: name ? reader.text(name) : '',
    members,
    ...(base && { base: reader.readAll(base) }),
  };
}

function membersOf(part: SyntaxNode, reader: TreeReader): readonly Entry[] {
  const read = reader.read(part);
  if (read.kind === 'function' && read.name !== undefined) {
    const { name, ...rest } = read;
    return [{ name: textNode(name === '__init__' ? 'new' : name), value: { ...rest, isHandedOver: false } }];
  }
  if (read.kind === 'assignment' && read.target.kind === 'name')
    return [{ name: textNode(read.target.name), value: read.value }];
  return [];
}
