import type { SyntaxNode } from '@lezer/common';
import type { TreeReader } from '../lezer.ts';
import { blockNode, callNode, memberNode, type Node, nameNode, textNode } from '../syntax.ts';

/** https://docs.python.org/3/reference/simple_stmts.html#the-import-statement */
export function imports(node: SyntaxNode, reader: TreeReader): Node {
  const source = reader
    .text(node)
    .replace(/[()\\\n]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [, from, names] = /^from (\S+) import (.*)$/.exec(source) ?? [];
  if (from !== undefined && names !== undefined) {
    const module: Node = { kind: 'module', name: from };
    return blockNode(
      named(names).map(({ name, as }) =>
        name === '*' ? everyName(from) : bound(as ?? name, memberNode(module, name)),
      ),
    );
  }
  return blockNode(
    named(source.replace(/^import /, '')).map(({ name, as }) => {
      const top = as === undefined ? (name.split('.')[0] ?? name) : name;
      return bound(as ?? top, { kind: 'module', name: top });
    }),
  );
}

/** Of `from os import *` every name may come. */
function everyName(module: string): Node {
  return callNode('import_all', [textNode(module)]);
}

function named(names: string): readonly { readonly name: string; readonly as?: string }[] {
  return names
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [name = '', , as] = one.split(' ');
      return as === undefined ? { name } : { name, as };
    });
}

function bound(name: string, value: Node): Node {
  return { kind: 'assignment', target: nameNode(name), value };
}
