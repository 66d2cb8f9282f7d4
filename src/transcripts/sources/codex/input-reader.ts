import type { JsonObject } from '../../../json-object.ts';
import type { Entry, Node } from '../../../shell/languages/syntax.ts';

const deepest = 20;
/** Of constants put in places where they are used: a short script could make a long input of a few. */
const constantCharacters = 1_000_000;

const literals: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads values that stand in a script; of what is only known once it runs the value is `undefined`. */
export class InputReader {
  readonly #constants: ReadonlyMap<string, string>;
  #left = constantCharacters;

  /** @param constants of the script, by their names */
  constructor(constants: ReadonlyMap<string, string>) {
    this.#constants = constants;
  }

  read(node: Node, depth = 0): unknown {
    if (depth > deepest) return undefined;
    const inside = (one: Node) => this.read(one, depth + 1);
    if (node.kind === 'text') return node.text;
    if (node.kind === 'name') return this.#constant(node.name);
    if (node.kind === 'literal') return literals.get(node.text) ?? Number(node.text);
    if (node.kind === 'template') return joined(node.parts.map(inside));
    if (node.kind === 'operation' && node.operator === '+') return joined(node.operands.map(inside));
    if (node.kind === 'table') return tableOf(node.entries, inside);
    if (node.kind !== 'list') return undefined;
    return allKnown(node.items.map(({ value, isSpread }) => (isSpread ? undefined : inside(value))));
  }

  #constant(name: string): string | undefined {
    const text = this.#constants.get(name);
    this.#left -= text?.length ?? 0;
    return this.#left < 0 ? undefined : text;
  }
}

function joined(parts: readonly unknown[]): string | undefined {
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

function allKnown(values: readonly unknown[]): readonly unknown[] | undefined {
  return values.includes(undefined) ? undefined : values;
}

function tableOf(entries: readonly Entry[], inside: (node: Node) => unknown): JsonObject | undefined {
  const pairs = entries.map(({ name, value }) => [name && inside(name), inside(value)] as const);
  const isKnown = pairs.every(([name, value]) => typeof name === 'string' && value !== undefined);
  return isKnown ? Object.fromEntries(pairs) : undefined;
}
