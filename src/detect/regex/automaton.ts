import { type CharacterSet, overlap } from './character-set.ts';
import { type Assertion, RegexError, type RegexFlags, type RegexNode } from './regex-node.ts';

/** One step of a non-deterministic automaton; the numbers are indexes of further steps. */
export type Step =
  | { readonly kind: 'take'; readonly set: CharacterSet; readonly next: number }
  | {
      readonly kind: 'check';
      readonly assertion: Assertion;
      readonly multiLine: boolean;
      readonly next: number;
    }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'match' };

const mostSteps = 5000;

/** The steps of an expression; the last one is the first to take.
 * @throws {RegexError} where they are too many, or where the expression is catastrophic elsewhere
 */
export function buildAutomaton(root: RegexNode, flags: RegexFlags): readonly Step[] {
  const builder = new Builder(flags.multiLine);
  builder.push({ kind: 'fork', next: [builder.build(root, builder.push({ kind: 'match' }))] });
  return builder.steps;
}

/** A repeat without an upper bound inside another one. */
interface NestedLoop {
  readonly body: number;
  readonly after: number;
  readonly fork: number;
}

class Builder {
  readonly steps: Step[] = [];
  readonly #multiLine: boolean;
  /** How many unbounded repeats stand around what is being built. */
  #loops = 0;
  #nested: NestedLoop[] = [];

  constructor(multiLine: boolean) {
    this.#multiLine = multiLine;
  }

  push(step: Step): number {
    if (this.steps.length >= mostSteps) throw new RegexError('is too large');
    this.steps.push(step);
    return this.steps.length - 1;
  }

  /** Index of the step at which `node` begins, when it goes on at `next`. */
  build(node: RegexNode, next: number): number {
    if (node.kind === 'characters') return this.push({ kind: 'take', set: node.set, next });
    if (node.kind === 'assertion') {
      return this.push({ kind: 'check', assertion: node.assertion, multiLine: this.#multiLine, next });
    }
    if (node.kind === 'sequence')
      return node.parts.reduceRight((after, part) => this.build(part, after), next);
    if (node.kind === 'choice') {
      return this.push({ kind: 'fork', next: node.options.map((option) => this.build(option, next)) });
    }
    return this.#repeat(node, next);
  }

  #repeat({ body, min, max }: Extract<RegexNode, { kind: 'repeat' }>, next: number): number {
    let entry = next;
    if (max === Number.POSITIVE_INFINITY) entry = this.#loop(body, next);
    else {
      for (let i = min; i < max; i += 1) {
        entry = this.push({ kind: 'fork', next: [this.build(body, entry), next] });
      }
    }
    for (let i = 0; i < min; i += 1) entry = this.build(body, entry);
    return entry;
  }

  #loop(body: RegexNode, next: number): number {
    const fork = this.push({ kind: 'fork', next: [] });
    this.#loops += 1;
    const again = this.build(body, fork);
    this.#loops -= 1;
    this.steps[fork] = { kind: 'fork', next: [again, next] };
    if (this.#loops > 0) this.#nested.push({ body: again, after: next, fork });
    else this.#refuseCatastrophes(fork);
    return fork;
  }

  /**
   * `(a+)+` takes time that doubles with every character in an engine that backtracks. This one does not, but a
   * query is shared with engines that do.
   */
  #refuseCatastrophes(outermost: number): void {
    for (const { body, after, fork } of this.#nested) {
      const inside = this.#firstCharacters(body, [fork, outermost]);
      const behind = this.#firstCharacters(after, [], outermost);
      if (behind.some((set) => inside.some((own) => overlap(own, set)))) {
        throw new RegexError(
          'is catastrophic: a repeat inside a repeat can split the same text in many ways',
        );
      }
    }
    this.#nested = [];
  }

  /** Which characters may come next from a step on, without passing `barred` steps or leaving the loop `within`. */
  #firstCharacters(from: number, barred: readonly number[], within?: number): CharacterSet[] {
    const found: CharacterSet[] = [];
    const seen = new Set(barred);
    const open = [from];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const step = this.steps[index];
      if (!step || seen.has(index)) continue;
      seen.add(index);
      if (step.kind === 'take') found.push(step.set);
      else if (step.kind === 'check') open.push(step.next);
      else if (step.kind === 'fork') open.push(...(index === within ? step.next.slice(0, 1) : step.next));
    }
    return found;
  }
}
