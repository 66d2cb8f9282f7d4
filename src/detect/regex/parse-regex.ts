import { bothCases, type CharacterSet, complement, sets, union } from './character-set.ts';
import { type Assertion, RegexError, type RegexFlags, type RegexNode } from './regex-node.ts';

const deepest = 100;
const mostRepeats = 1000;

/**
 * The part of PCRE that Sigma allows, and what public rules use besides: the short classes (`\d`, `\w`, `\s`, `\b`),
 * named groups, flags that hold for a part (`(?i:…)`, `(?i)`), and the edges of the text (`\A`, `\z`, `\Z`).
 * https://sigmahq.io/sigma-specification/specification/sigma-appendix-modifiers.html#regular-expression
 * https://www.pcre.org/current/doc/html/pcre2syntax.html
 * @throws {RegexError} for look-around, back references and everything else that needs backtracking
 */
export function parseRegex(source: string, flags: RegexFlags): RegexNode {
  return new RegexParser(source, flags).parse();
}

const flagNames = { i: 'ignoreCase', m: 'multiLine', s: 'dotAll' } as const;

/** Escapes that stand for a place in the text. */
const edges: Readonly<Record<string, Assertion>> = {
  A: 'text-start',
  z: 'text-end',
  Z: 'text-end-or-last-break',
  b: 'word-boundary',
  B: 'no-word-boundary',
};

class RegexParser {
  readonly #source: string;
  /** Those in force at `#at`. */
  #flags: RegexFlags;
  #at = 0;
  #depth = 0;

  constructor(source: string, flags: RegexFlags) {
    this.#source = source;
    this.#flags = flags;
  }

  parse(): RegexNode {
    const node = this.#choice();
    if (this.#at < this.#source.length) throw new RegexError('has a closing bracket without an opening one');
    return node;
  }

  #choice(): RegexNode {
    this.#depth += 1;
    if (this.#depth > deepest) throw new RegexError('is nested too deeply');
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    this.#depth -= 1;
    const [only] = options;
    return options.length === 1 && only ? only : { kind: 'choice', options };
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#peek())) {
      parts.push(this.#quantified(this.#atom()));
    }
    return { kind: 'sequence', parts };
  }

  #quantified(atom: RegexNode): RegexNode {
    const bounds = this.#bounds();
    if (!bounds) return atom;
    if (atom.kind === 'assertion') throw new RegexError('repeats an anchor');
    // Whether a quantifier is greedy or lazy does not change whether there is a match.
    this.#take('?');
    if (this.#peek() !== '' && '*+'.includes(this.#peek())) throw new RegexError('repeats a quantifier');
    return { kind: 'repeat', body: atom, ...bounds };
  }

  #bounds(): { min: number; max: number } | undefined {
    if (this.#take('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.#take('?')) return { min: 0, max: 1 };
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(this.#source.slice(this.#at, this.#at + 20));
    if (!counted) return undefined;
    this.#at += counted[0].length;
    const min = Number(counted[1]);
    const open = counted[2] !== undefined && counted[3] === '';
    const max = open ? Number.POSITIVE_INFINITY : Number(counted[3] ?? counted[1]);
    if (min > max) throw new RegexError(`has a quantifier out of order: ${counted[0]}`);
    if (Math.max(min, open ? 0 : max) > mostRepeats) throw new RegexError(`repeats too often: ${counted[0]}`);
    return { min, max };
  }

  #atom(): RegexNode {
    const character = this.#next();
    if (character === '(') return this.#group();
    if (character === '[') return this.#characters(this.#class());
    if (character === '.') {
      return this.#characters(this.#flags.dotAll ? sets.everything : complement(sets.lineBreak));
    }
    const place = this.#flags.multiLine ? 'line' : 'text';
    if (character === '^') return { kind: 'assertion', assertion: `${place}-start` };
    if (character === '$') return { kind: 'assertion', assertion: `${place}-end` };
    if (character === '\\') return this.#escape();
    if ('*+?'.includes(character)) throw new RegexError(`has nothing to repeat before ${character}`);
    return this.#literal(character);
  }

  /** Flags that were set inside a group end with it. */
  #group(): RegexNode {
    const outside = this.#flags;
    const goesOn = this.#take('?') ? this.#groupHead() : true;
    if (!goesOn) return { kind: 'sequence', parts: [] };
    const inner = this.#choice();
    if (!this.#take(')')) throw new RegexError('has an opening bracket without a closing one');
    this.#flags = outside;
    return inner;
  }

  /** Takes what stands between `(?` and what the group matches; `false` where that is nothing: flags for what follows. */
  #groupHead(): boolean {
    const rest = this.#source.slice(this.#at);
    const named = /^P?<[A-Za-z_]\w*>/.exec(rest);
    const flags = /^([ims]*)(?:-([ims]+))?([:)])/.exec(rest);
    if (!named && !flags) throw new RegexError(refusal(rest));
    this.#at += (named ?? flags)?.[0].length ?? 0;
    if (!flags) return true;
    this.#set(flags[1] ?? '', true);
    this.#set(flags[2] ?? '', false);
    return flags[3] === ':';
  }

  #set(letters: string, on: boolean): void {
    for (const [letter, name] of Object.entries(flagNames)) {
      if (letters.includes(letter)) this.#flags = { ...this.#flags, [name]: on };
    }
  }

  #escape(): RegexNode {
    const character = this.#next();
    if (character === '') throw new RegexError('ends in a backslash');
    const assertion = edges[character];
    if (assertion) return { kind: 'assertion', assertion };
    const set = shortClass(character);
    if (set) return this.#characters(set);
    return this.#literal(this.#escaped(character));
  }

  /** The character that stands behind a backslash, the backslash and `character` taken already. */
  #escaped(character: string): string {
    const control = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' }[character];
    if (control !== undefined) return control;
    const digits = { x: 2, u: 4 }[character];
    if (digits !== undefined) {
      const hex = this.#source.slice(this.#at, this.#at + digits);
      if (hex.length < digits || /[^0-9a-f]/i.test(hex)) throw new RegexError(`has a broken \\${character}`);
      this.#at += digits;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    if (/[1-9a-z]/i.test(character)) throw new RegexError(`uses \\${character}, which Sigma does not have`);
    return character;
  }

  #class(): CharacterSet {
    const negated = this.#take('^');
    const parts: CharacterSet[] = [];
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      if (this.#at >= this.#source.length) throw new RegexError('has a [ without a ]');
      const from = this.#classMember();
      if (typeof from !== 'string') parts.push(from);
      else parts.push(this.#range(from));
    }
    this.#next();
    const set = union(...parts);
    const cased = this.#flags.ignoreCase ? bothCases(set) : set;
    return negated ? complement(cased) : cased;
  }

  #range(from: string): CharacterSet {
    const start = from.charCodeAt(0);
    if (this.#peek() !== '-' || this.#source.charAt(this.#at + 1) === ']') return [[start, start]];
    this.#next();
    const to = this.#classMember();
    if (typeof to !== 'string') throw new RegexError('has a range that ends in a class');
    const end = to.charCodeAt(0);
    if (end < start) throw new RegexError(`has a range out of order: ${from}-${to}`);
    return [[start, end]];
  }

  #classMember(): string | CharacterSet {
    const character = this.#next();
    if (character !== '\\') return character;
    const escaped = this.#next();
    if (escaped === 'b') return '\b';
    return shortClass(escaped) ?? this.#escaped(escaped);
  }

  #literal(character: string): RegexNode {
    const unit = character.charCodeAt(0);
    const set: CharacterSet = [[unit, unit]];
    return { kind: 'characters', set: this.#flags.ignoreCase ? bothCases(set) : set, literal: character };
  }

  #characters(set: CharacterSet): RegexNode {
    return { kind: 'characters', set };
  }

  #peek(): string {
    return this.#source.charAt(this.#at);
  }

  #next(): string {
    const character = this.#peek();
    this.#at += 1;
    return character;
  }

  #take(wanted: string): boolean {
    if (this.#peek() !== wanted) return false;
    this.#at += 1;
    return true;
  }
}

/** Why a group is not read whose text behind `(?` is `rest`. */
function refusal(rest: string): string {
  return /^<?[=!]/.test(rest)
    ? 'uses look-around, which Sigma does not have'
    : `uses a group that begins with (?${rest.slice(0, 2)}, which Sigma does not have`;
}

function shortClass(character: string): CharacterSet | undefined {
  const set = { d: sets.digit, w: sets.word, s: sets.space }[character.toLowerCase()];
  if (!set) return undefined;
  return character === character.toLowerCase() ? set : complement(set);
}
