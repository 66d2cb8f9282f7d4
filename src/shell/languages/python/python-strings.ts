import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type TreeReader } from '../lezer.ts';
import { unescaped } from '../string-escapes.ts';
import { type Node, textNode } from '../syntax.ts';

/** `f'…{name}…'` */
export function formatString(node: SyntaxNode, reader: TreeReader): Node {
  const whole = reader.text(node);
  const [, prefix = '', quote = ''] = /^(\w*)("""|'''|"|')/.exec(whole) ?? [];
  const parts: Node[] = [];
  let from = node.from + prefix.length + quote.length;
  const add = (to: number): void => {
    const between = reader.text({ from, to }).replace(/\{\{|\}\}/g, (pair) => pair.slice(1));
    parts.push(textNode(pythonString(`${/r/i.test(prefix) ? 'r' : ''}"""${between}"""`)));
  };
  for (const part of childrenOf(node).filter(({ name }) => name === 'FormatReplacement')) {
    add(part.from);
    parts.push(reader.read(childrenOf(part)[1]));
    from = part.to;
  }
  add(Math.max(from, whole.endsWith(quote) ? node.to - quote.length : node.to));
  return { kind: 'template', parts };
}

/** The text of a string as written, with its prefix and quotes. https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals */
export function pythonString(written: string): string {
  const [, prefix = '', quote = '"'] = /^(\w*)("""|'''|"|')/.exec(written) ?? [];
  const from = prefix.length + quote.length;
  const isEnded = written.length >= from + quote.length && written.endsWith(quote);
  const inside = written.slice(from, isEnded ? -quote.length : undefined);
  return /r/i.test(prefix) ? inside : unescaped(inside);
}
