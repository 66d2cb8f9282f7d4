import { getNodeValue, type Node, parseTree } from 'jsonc-parser';

/** A member that stands twice in one object of a JSON text. */
export interface RepeatedMember {
  readonly name: string;
  /** Both places have the same value. */
  readonly isSame: boolean;
  /** What is written from the first value up to the second name. */
  readonly between: string;
}

/** @returns undefined where the text nests too deep, or is no JSON */
export function repeatedMembers(text: string): readonly RepeatedMember[] | undefined {
  const root = treeOf(text);
  if (!root) return undefined;
  const repeated: RepeatedMember[] = [];
  const nodes = [root];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    if (node.type === 'object') repeated.push(...repeatedIn(node, text));
    nodes.push(...(node.children ?? []));
  }
  return repeated;
}

function treeOf(text: string): Node | undefined {
  try {
    return parseTree(text);
  } catch {
    return undefined;
  }
}

function repeatedIn({ children = [] }: Node, text: string): RepeatedMember[] {
  const known = new Map<string, Node>();
  return children.flatMap(({ children: [name, value] = [] }) => {
    if (!name || !value) return [];
    const key = String(name.value);
    const first = known.get(key);
    known.set(key, value);
    if (!first) return [];
    const isSame = JSON.stringify(getNodeValue(first)) === JSON.stringify(getNodeValue(value));
    return [{ name: key, isSame, between: text.slice(first.offset, name.offset) }];
  });
}
