import type { CharacterSet } from './character-set.ts';
import { type Assertion, RegexError, type RegexNode } from './regex-node.ts';

/** One step of a non-deterministic automaton; the numbers are indexes of further steps. */
export type Step =
  | { readonly kind: 'take'; readonly set: CharacterSet; readonly next: number }
  | { readonly kind: 'check'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'match' };

/** Counted repeats inside each other multiply, and each character of a text may have to look at every step. */
const mostSteps = 5000;

/** The steps of an expression; the last one is the first to take.
 * @throws {RegexError} where they are too many
 */
export function buildAutomaton(root: RegexNode): readonly Step[] {
  const builder = new Builder();
  builder.push({ kind: 'fork', next: [builder.build(root, builder.push({ kind: 'match' }))] });
  return builder.steps;
}

class Builder {
  readonly steps: Step[] = [];

  push(step: Step): number {
    if (this.steps.length >= mostSteps) throw new RegexError('is too large');
    this.steps.push(step);
    return this.steps.length - 1;
  }

  /** Index of the step at which `node` begins, when it goes on at `next`. */
  build(node: RegexNode, next: number): number {
    if (node.kind === 'characters') return this.push({ kind: 'take', set: node.set, next });
    if (node.kind === 'assertion') return this.push({ kind: 'check', assertion: node.assertion, next });
    if (node.kind === 'sequence')
      return node.parts.reduceRight((after, part) => this.build(part, after), next);
    if (node.kind === 'choice') {
      return this.push({ kind: 'fork', next: node.options.map((option) => this.build(option, next)) });
    }
    return this.#repeat(node, next);
  }

  #repeat({ body, min, max }: Extract<RegexNode, { kind: 'repeat' }>, next: number): number {
    let entry =
      max === Number.POSITIVE_INFINITY ? this.#loop(body, next) : this.#atMost(body, max - min, next);
    for (let i = 0; i < min; i += 1) {
      const again = this.build(body, entry);
      // An empty body has no step that would count against the limit.
      if (again === entry) break;
      entry = again;
    }
    return entry;
  }

  #atMost(body: RegexNode, times: number, next: number): number {
    let entry = next;
    for (let i = 0; i < times; i += 1) {
      entry = this.push({ kind: 'fork', next: [this.build(body, entry), next] });
    }
    return entry;
  }

  #loop(body: RegexNode, next: number): number {
    const fork = this.push({ kind: 'fork', next: [] });
    this.steps[fork] = { kind: 'fork', next: [this.build(body, fork), next] };
    return fork;
  }
}
