import { either, type NeededTexts, strongest } from '../text/needed-texts.ts';
import { buildAutomaton, type Step } from './automaton.ts';
import { contains, sets } from './character-set.ts';
import { parseRegex } from './parse-regex.ts';
import type { Assertion, RegexFlags, RegexNode } from './regex-node.ts';

/** What stands beside a position: the text's edge, a line break (`last-break` ends the text), a word character, … */
type Neighbour = 'edge' | 'break' | 'last-break' | 'word' | 'other';

/** All places at which the automaton may be, between two characters. */
interface State {
  readonly steps: readonly number[];
  readonly before: Neighbour;
  /** By UTF-16 code unit. `true`: a match ends here. */
  readonly after: (State | true | undefined)[];
  /** The same beyond ASCII, and for `lastBreak`. */
  readonly afterOthers: Map<number, State | true>;
  readonly matchesAtEnd: boolean;
}

const asciiSize = 128;
const lineFeed = 10;
/** Stands for the line feed that ends a text; no code unit has this number. */
const lastBreak = 0x1_0000;
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
  const engine = new Engine(buildAutomaton(tree));
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
      const code = text.charCodeAt(i);
      const unit = code === lineFeed && i === text.length - 1 ? lastBreak : code;
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
    const code = unit === lastBreak ? lineFeed : unit;
    const next = reached.matched ? true : this.#state(this.#taken(reached.takes, code), neighbour);
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
      else if (holds[step.assertion](before, after)) open.push(step.next);
    }
    return { matched: false, takes };
  }
}

function neighbourOf(unit: number): Neighbour {
  if (unit === lastBreak) return 'last-break';
  if (contains(sets.lineBreak, unit)) return 'break';
  return contains(sets.word, unit) ? 'word' : 'other';
}

const isBreak = (neighbour: Neighbour) => neighbour === 'break' || neighbour === 'last-break';

const holds: Readonly<Record<Assertion, (before: Neighbour, after: Neighbour) => boolean>> = {
  'text-start': (before) => before === 'edge',
  'text-end': (_, after) => after === 'edge',
  'text-end-or-last-break': (_, after) => after === 'edge' || after === 'last-break',
  'line-start': (before) => before === 'edge' || isBreak(before),
  'line-end': (_, after) => after === 'edge' || isBreak(after),
  'word-boundary': (before, after) => (before === 'word') !== (after === 'word'),
  'no-word-boundary': (before, after) => (before === 'word') === (after === 'word'),
};

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
