import {
  cast,
  elementAt,
  listOf,
  methodOf,
  operators,
  staticOf,
  textsOf,
  type Value,
} from './powershell-operators.ts';
import { groupsIn } from './powershell-text.ts';

/** What an expression needs to know of what stands around it; undefined is what is not known. */
interface Known {
  /** What a variable holds. @param name as it is written after `$` */
  readonly variable: (name: string) => readonly string[] | undefined;
  /** A text between double quotes, or in a here-string of them. */
  readonly expanded: (inside: string) => string | undefined;
}

const longest = 16 * 1024;
const deepest = 40;

/**
 * The value of an expression of texts: joined, formatted, reversed, decoded. Nothing but texts and lists is computed.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_expressions
 * @returns undefined where anything of it is not known
 */
export function evaluatePowerShell(source: string, known: Known): readonly string[] | undefined {
  if (source.length > longest) return undefined;
  const value = new Expression(source, known).whole();
  return value === undefined ? undefined : textsOf(value);
}

/** Operators from the loosest to the tightest. */
const levels: readonly RegExp[] = [/^-[ic]?(join|split|replace)\b/i, /^(\+)(?!\+)/, /^-(f)\b/i, /^(\.\.)/];

class Expression {
  readonly #source: string;
  readonly #known: Known;
  #at = 0;
  #depth = 0;

  constructor(source: string, known: Known) {
    this.#source = source;
    this.#known = known;
  }

  whole(): Value | undefined {
    const value = this.#level(0);
    this.#take(/^\s+/);
    return this.#at === this.#source.length ? value : undefined;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.#source.slice(this.#at));
    if (found) this.#at += found[0].length;
    return found ?? undefined;
  }

  #level(index: number): Value | undefined {
    const pattern = levels[index];
    if (!pattern || this.#depth > deepest) return this.#list();
    this.#depth += 1;
    let left = this.#level(index + 1);
    for (;;) {
      this.#take(/^\s+/);
      const name = this.#take(pattern)?.[1]?.toLowerCase();
      if (name === undefined) break;
      const right = this.#level(index + 1);
      const operate = operators[/^\w/.test(name) ? `-${name}` : name];
      left = left === undefined || right === undefined ? undefined : operate?.(left, right);
    }
    this.#depth -= 1;
    return left;
  }

  #list(): Value | undefined {
    const first = this.#unary();
    const items = [first];
    while (this.#take(/^\s*,/)) items.push(this.#unary());
    if (items.length === 1) return first;
    const known = items.filter((item) => item !== undefined);
    return known.length === items.length ? known : undefined;
  }

  #unary(): Value | undefined {
    this.#take(/^\s+/);
    if (this.#take(/^-join\b/i)) {
      const value = this.#unary();
      return value && textsOf(value)?.join('');
    }
    const type = this.#take(/^\[((?:[\w.]+)(?:\[\])?)\](?!::)/)?.[1];
    if (type === undefined) return this.#postfix();
    const value = this.#unary();
    return value === undefined ? undefined : cast(type.replace(/^System\./i, ''), value);
  }

  /** One element of a variable that holds one text: the text, or its first character. */
  #postfix(): Value | undefined {
    const isVariable = this.#source[this.#at] === '$';
    let value = this.#primary();
    for (;;) {
      const name = this.#take(/^\.(\w+)(?=\()/)?.[1];
      const next = this.#source[this.#at];
      if (name !== undefined) {
        const given = this.#group();
        value = value === undefined || !given ? undefined : methodOf(value, name, given);
      } else if (next === '[' && value !== undefined) {
        const index = this.#index();
        const isOne = typeof value === 'string' && typeof index === 'string' && isVariable;
        value = index === undefined || isOne ? undefined : elementAt(value, index);
      } else return value;
    }
  }

  #index(): Value | undefined {
    const end = this.#source.indexOf(']', this.#at);
    if (end === -1) return undefined;
    const inside = this.#source.slice(this.#at + 1, end);
    this.#at = end + 1;
    return new Expression(inside, this.#known).whole();
  }

  /** What stands between the parentheses that begin here. */
  #inside(): string | undefined {
    const [group] = groupsIn(this.#source.slice(this.#at));
    if (this.#source[this.#at] !== '(' || !group) return undefined;
    this.#at += group.text.length + 2;
    return group.text;
  }

  #group(): readonly Value[] | undefined {
    const inside = this.#inside();
    if (inside === undefined) return undefined;
    if (inside.trim() === '') return [];
    const value = this.#nested(inside);
    return value === undefined ? undefined : typeof value === 'string' ? [value] : listOf(value);
  }

  #nested(inside: string): Value | undefined {
    if (this.#depth > deepest) return undefined;
    const inner = new Expression(inside, this.#known);
    inner.#depth = this.#depth + 1;
    return inner.whole();
  }

  #primary(): Value | undefined {
    const hereString = this.#take(/^@(["'])[ \t]*\r?\n([\s\S]*?)\r?\n\1@/);
    if (hereString) {
      const text = hereString[2] ?? '';
      return hereString[1] === "'" ? text : this.#known.expanded(text);
    }
    const plain = this.#take(/^'((?:[^']|'')*)'/)?.[1];
    if (plain !== undefined) return plain.replaceAll("''", "'");
    const quoted = this.#take(/^"((?:[^"`]|`[\s\S]|"")*)"/)?.[1];
    if (quoted !== undefined) return this.#known.expanded(quoted);
    const number = this.#take(/^-?(?:0x[\da-f]+|\d+)\b/i)?.[0];
    if (number !== undefined) return number;
    const name = this.#take(/^\$\{?((?:\w+:)?\w+)\}?/)?.[1];
    if (name !== undefined) return this.#variable(name);
    const method = this.#take(/^\[(?:[\w.]+\.)?(\w+)\]::(\w+(?:\.\w+)?)(?=\()/);
    if (method) {
      const given = this.#group();
      return given && staticOf(`${method[1]}.${method[2] ?? ''}`, given);
    }
    const isList = this.#take(/^@(?=\()/) !== undefined;
    this.#take(/^\$(?=\()/);
    const inside = this.#inside();
    const value = inside === undefined ? undefined : this.#nested(inside);
    return value !== undefined && isList ? listOf(value) : value;
  }

  #variable(name: string): Value | undefined {
    const held = this.#known.variable(name);
    return held?.length === 1 && name.toLowerCase() !== 'args' ? held[0] : held;
  }
}
