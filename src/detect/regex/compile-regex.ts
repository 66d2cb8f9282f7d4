import { either, type NeededTexts, strongest } from '../text/needed-texts.ts';
import { buildAutomaton, type Step } from './automaton.ts';
import { contains, sets } from './character-set.ts';
import { parseRegex } from './parse-regex.ts';
import type { Assertion, RegexFlags, RegexNode } from './regex-node.ts';

/** What stands beside a position: the text's edge, a line break, a word character, anything else. */
type Neighbour = 'edge' | 'break' | 'word' | 'other';

/** All places at which the automaton may be, between two characters. */
interface State {
  readonly steps: readonly number[];
  readonly before: Neighbour;
  /** By UTF-16 code unit. `true`: a match ends here. */
  readonly after: (State | true | undefined)[];
  /** The same beyond ASCII. */
  readonly afterOthers: Map<number, State | true>;
  readonly matchesAtEnd: boolean;
}

const asciiSize = 128;
/** Beyond these the states are forgotten and made again, so that memory stays bounded. */
const mostStates = 2000;

/** A compiled expression. */
export interface Regex {
  readonly test: (text: string) => boolean;
  readonly needs: NeededTexts;
}

/**
 * An expression whose time grows with the length of the text and with nothing else: states are sets of positions,
 * made when they are first met. https://swtch.com/~rsc/regexp/regexp1.html
 * @throws {RegexError}
 */
export function compileRegex(source: string, flags: RegexFlags): Regex {
  const key = JSON.stringify([source, flags.ignoreCase, flags.multiLine, flags.dotAll]);
  const known = compiled.get(key);
  if (known) return known;
  const tree = parseRegex(source, flags);
  const engine = new Engine(buildAutomaton(tree, flags));
  const made = { test: (text: string) => engine.test(text), needs: neededTexts(tree) };
  compiled.set(key, made);
  return made;
}

/** Queries share expressions, and with them the states that were made so far. */
const compiled = new Map<string, Regex>();

class Engine {
  readonly #steps: readonly Step[];
  readonly #start: number;
  #states = new Map<string, State>();
  /** Events of one call repeat their texts. */
  #last: { readonly text: string; readonly matches: boolean } | undefined;

  constructor(steps: readonly Step[]) {
    this.#steps = steps;
    this.#start = steps.length - 1;
  }

  test(text: string): boolean {
    if (this.#last?.text !== text) this.#last = { text, matches: this.#run(text) };
    return this.#last.matches;
  }

  #run(text: string): boolean {
    let state = this.#state([], 'edge');
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      const known = unit < asciiSize ? state.after[unit] : state.afterOthers.get(unit);
      const next = known ?? this.#advance(state, unit);
      if (next === true) return true;
      state = next;
    }
    return state.matchesAtEnd;
  }

  #advance(state: State, unit: number): State | true {
    const neighbour = neighbourOf(unit);
    const reached = this.#closure(state.steps, state.before, neighbour);
    const next = reached.matched ? true : this.#state(this.#taken(reached.takes, unit), neighbour);
    if (unit < asciiSize) state.after[unit] = next;
    else state.afterOthers.set(unit, next);
    return next;
  }

  #taken(takes: readonly number[], unit: number): number[] {
    const next = new Set<number>();
    for (const index of takes) {
      const step = this.#steps[index];
      if (step?.kind === 'take' && contains(step.set, unit)) next.add(step.next);
    }
    return [...next].sort((a, b) => a - b);
  }

  #state(steps: readonly number[], before: Neighbour): State {
    const key = `${before} ${steps.join(' ')}`;
    const known = this.#states.get(key);
    if (known) return known;
    if (this.#states.size >= mostStates) this.#states = new Map();
    const matchesAtEnd = this.#closure(steps, before, 'edge').matched;
    const made: State = { steps, before, after: [], afterOthers: new Map(), matchesAtEnd };
    this.#states.set(key, made);
    return made;
  }

  /** Follows every step that takes no character; a match may begin at any position. */
  #closure(from: readonly number[], before: Neighbour, after: Neighbour) {
    const seen = new Set<number>();
    const takes: number[] = [];
    const open = [this.#start, ...from];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const step = this.#steps[index];
      if (!step || seen.has(index)) continue;
      seen.add(index);
      if (step.kind === 'match') return { matched: true, takes };
      if (step.kind === 'take') takes.push(index);
      else if (step.kind === 'fork') open.push(...step.next);
      else if (holds(step.assertion, step.multiLine, [before, after])) open.push(step.next);
    }
    return { matched: false, takes };
  }
}

function neighbourOf(unit: number): Neighbour {
  if (contains(sets.lineBreak, unit)) return 'break';
  return contains(sets.word, unit) ? 'word' : 'other';
}

function holds(assertion: Assertion, multiLine: boolean, [before, after]: readonly Neighbour[]): boolean {
  if (assertion === 'start') return before === 'edge' || (multiLine && before === 'break');
  if (assertion === 'end') return after === 'edge' || (multiLine && after === 'break');
  const boundary = (before === 'word') !== (after === 'word');
  return boundary === (assertion === 'word-boundary');
}

/** The longest run of fixed characters that no match can do without. */
function neededTexts(node: RegexNode): NeededTexts {
  if (node.kind === 'sequence') return strongest(sequenceTexts(node.parts));
  if (node.kind === 'repeat') return node.min > 0 ? neededTexts(node.body) : undefined;
  if (node.kind === 'characters')
    return node.literal === undefined ? undefined : [node.literal.toLowerCase()];
  if (node.kind === 'assertion') return undefined;
  return either(node.options.map(neededTexts));
}

function sequenceTexts(parts: readonly RegexNode[]): NeededTexts[] {
  const found: NeededTexts[] = [];
  let run = '';
  for (const part of parts) {
    if (part.kind === 'characters' && part.literal !== undefined) {
      run += part.literal.toLowerCase();
      continue;
    }
    if (run !== '') found.push([run]);
    run = '';
    found.push(neededTexts(part));
  }
  if (run !== '') found.push([run]);
  return found;
}
