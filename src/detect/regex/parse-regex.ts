import { bothCases, type CharacterSet, complement, sets, union } from './character-set.ts';
import { RegexError, type RegexFlags, type RegexNode } from './regex-node.ts';

const deepest = 100;
const mostRepeats = 1000;

/**
 * The part of PCRE that Sigma allows, and the short classes (`\d`, `\w`, `\s`, `\b`) that public rules use.
 * https://sigmahq.io/sigma-specification/specification/sigma-appendix-modifiers.html#regular-expression
 * @throws {RegexError} for look-around, back references and everything else that needs backtracking
 */
export function parseRegex(source: string, flags: RegexFlags): RegexNode {
  const inline = /^\(\?([ims]+)\)/.exec(source);
  const letters = inline?.[1] ?? '';
  const parser = new RegexParser(source.slice(inline?.[0].length ?? 0), {
    ignoreCase: flags.ignoreCase || letters.includes('i'),
    multiLine: flags.multiLine || letters.includes('m'),
    dotAll: flags.dotAll || letters.includes('s'),
  });
  return parser.parse();
}

class RegexParser {
  readonly #source: string;
  readonly #flags: RegexFlags;
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
    if (character === '^') return { kind: 'assertion', assertion: 'start' };
    if (character === '$') return { kind: 'assertion', assertion: 'end' };
    if (character === '\\') return this.#escape();
    if ('*+?'.includes(character)) throw new RegexError(`has nothing to repeat before ${character}`);
    return this.#literal(character);
  }

  #group(): RegexNode {
    if (this.#take('?') && !this.#take(':')) {
      throw new RegexError('uses look-around, a named group or inline flags, which Sigma does not have');
    }
    const inner = this.#choice();
    if (!this.#take(')')) throw new RegexError('has an opening bracket without a closing one');
    return inner;
  }

  #escape(): RegexNode {
    const character = this.#next();
    if (character === '') throw new RegexError('ends in a backslash');
    if (character === 'b') return { kind: 'assertion', assertion: 'word-boundary' };
    if (character === 'B') return { kind: 'assertion', assertion: 'no-word-boundary' };
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

function shortClass(character: string): CharacterSet | undefined {
  const set = { d: sets.digit, w: sets.word, s: sets.space }[character.toLowerCase()];
  if (!set) return undefined;
  return character === character.toLowerCase() ? set : complement(set);
}
