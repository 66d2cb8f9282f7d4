import { allOf, anyOf, type Matcher, not } from './matcher.ts';
import { nearest } from './nearest.ts';
import { fail, type SourceScalar } from './source-node.ts';
import { compilePattern, parsePattern } from './text/pattern.ts';

const deepest = 50;

/**
 * Sigma's condition grammar: `or` binds least, then `and`, `not`, `1 of x*`, brackets.
 * https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#condition
 * @throws {QueryError} with the line of the condition
 */
export function parseCondition(source: SourceScalar, selections: ReadonlyMap<string, Matcher>): Matcher {
  return new ConditionParser(source, selections).parse();
}

class ConditionParser {
  readonly #source: SourceScalar;
  readonly #selections: ReadonlyMap<string, Matcher>;
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(source: SourceScalar, selections: ReadonlyMap<string, Matcher>) {
    this.#source = source;
    this.#selections = selections;
    const text = String(source.value);
    if (text.includes('|')) fail(source, 'aggregations in a condition are obsolete: write a correlation');
    this.#tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  }

  parse(): Matcher {
    const matcher = this.#or();
    const rest = this.#tokens[this.#at];
    return rest === undefined ? matcher : fail(this.#source, `the condition does not go on with \`${rest}\``);
  }

  #or(): Matcher {
    this.#depth += 1;
    if (this.#depth > deepest) fail(this.#source, 'the condition is nested too deeply');
    const parts = [this.#and()];
    while (this.#take('or')) parts.push(this.#and());
    this.#depth -= 1;
    return only(parts) ?? anyOf(parts);
  }

  #and(): Matcher {
    const parts = [this.#not()];
    while (this.#take('and')) parts.push(this.#not());
    return only(parts) ?? allOf(parts);
  }

  #not(): Matcher {
    let negated = false;
    while (this.#take('not')) negated = !negated;
    const matcher = this.#primary();
    return negated ? not(matcher) : matcher;
  }

  #primary(): Matcher {
    const token = this.#tokens[this.#at];
    if (token === undefined) return fail(this.#source, 'the condition ends too early');
    this.#at += 1;
    if (token === '(') {
      const inner = this.#or();
      return this.#take(')') ? inner : fail(this.#source, 'the condition lacks a closing bracket');
    }
    if (this.#take('of')) return this.#several(token.toLowerCase());
    return (
      this.#selections.get(token) ??
      fail(
        this.#source,
        `the condition names \`${token}\`, which is not defined${nearest(token, this.#selections.keys())}`,
      )
    );
  }

  #several(quantity: string): Matcher {
    const join = { '1': anyOf, any: anyOf, all: allOf }[quantity];
    if (!join) return fail(this.#source, `\`${quantity} of\` is unknown: use 1 of, any of or all of`);
    const pattern = this.#tokens[this.#at] ?? fail(this.#source, `\`${quantity} of\` lacks what it is of`);
    this.#at += 1;
    const named = this.#named(pattern);
    if (named.length === 0) return fail(this.#source, `no selection is called \`${pattern}\``);
    return join(named);
  }

  #named(pattern: string): Matcher[] {
    const fits =
      pattern === 'them' ? (name: string) => !name.startsWith('_') : compilePattern(parsePattern(pattern));
    return [...this.#selections].filter(([name]) => fits(name)).map(([, matcher]) => matcher);
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }
}

function only(parts: readonly Matcher[]): Matcher | undefined {
  return parts.length === 1 ? parts[0] : undefined;
}
