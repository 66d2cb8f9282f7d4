import type { Field } from '../field.ts';

type Action =
  | { readonly kind: 'delete' }
  | { readonly kind: 'print' }
  | { readonly kind: 'write'; readonly file: Field }
  | { readonly kind: 'run'; readonly words: readonly Field[] };

/** What `find` is told to look for, and to do. https://www.gnu.org/software/findutils/manual/html_mono/find.html */
export interface Expression {
  readonly actions: readonly Action[];
  /** Globs below the place, where only files of some names are taken. */
  readonly names: readonly string[];
  /** Not everything below the place is taken. */
  readonly isBounded: boolean;
  /** Only what nobody changed for some time is taken. */
  readonly isOld: boolean;
}

/** One of the alternatives between `-o`. */
interface Alternative {
  readonly names: string[];
  isPruned: boolean;
  acts: boolean;
}

const testsWithValue =
  /^-(?:name|iname|path|ipath|wholename|regex|iregex|type|xtype|newer\w*|[acm]time|[acm]min|size|perm|user|group|uid|gid|maxdepth|mindepth|fstype|inum|links|lname|ilname|samefile|used|context|regextype)$/;
const bounding = /^-(?:i?name|i?path|wholename|i?regex|[acm]time|[acm]min|size|newer|empty|perm|user)/;
const mostNames = 8;

export function readExpression(tests: readonly Field[]): Expression {
  const reader = new ExpressionReader(tests);
  return reader.read();
}

class ExpressionReader {
  readonly #tests: readonly Field[];
  readonly #actions: Action[] = [];
  readonly #alternatives: Alternative[] = [newAlternative()];
  #at = 0;
  #depth = Number.POSITIVE_INFINITY;
  #isNegated = false;

  constructor(tests: readonly Field[]) {
    this.#tests = tests;
  }

  read(): Expression {
    for (; this.#at < this.#tests.length; this.#at += 1) this.#test(this.#tests[this.#at]?.text ?? '');
    return {
      actions: this.#actions,
      names: this.#names(),
      isBounded: this.#tests.some(({ text }) => bounding.test(text)),
      isOld: this.#tests.some(
        ({ text }, index) =>
          /^-[acm](?:time|min)$/.test(text) && this.#tests[index + 1]?.text.startsWith('+') === true,
      ),
    };
  }

  #test(test: string): void {
    if (test === '!' || test === '-not') {
      this.#isNegated = true;
      return;
    }
    if (testsWithValue.test(test)) this.#withValue(test);
    else if (test === '-o' || test === '-or' || test === ',') this.#alternatives.push(newAlternative());
    else if (test === '-prune') this.#current().isPruned = true;
    else this.#action(test);
    if (test !== '(') this.#isNegated = false;
  }

  #withValue(test: string): void {
    this.#at += 1;
    const value = this.#tests[this.#at]?.text ?? '';
    if (test === '-maxdepth') this.#depth = Number(value);
    if (this.#isNegated) return;
    if (/^-i?name$/.test(test)) this.#current().names.push(value);
    else if (/^-(?:i?path|wholename)$/.test(test) && value.startsWith('*/'))
      this.#current().names.push(value.slice('*/'.length));
  }

  #action(test: string): void {
    const action = this.#actionOf(test);
    if (!action) return;
    this.#current().acts = true;
    this.#actions.push(action);
  }

  #actionOf(test: string): Action | undefined {
    if (test === '-delete') return { kind: 'delete' };
    if (/^-(?:print0?|ls|printf)$/.test(test)) {
      if (test === '-printf') this.#at += 1;
      return { kind: 'print' };
    }
    if (/^-(?:fprint0?|fprintf|fls)$/.test(test)) {
      const file = this.#tests[this.#at + 1];
      this.#at += test === '-fprintf' ? 2 : 1;
      return file && { kind: 'write', file };
    }
    if (!/^-(?:exec|execdir|ok|okdir)$/.test(test)) return undefined;
    const from = this.#at + 1;
    this.#at = this.#endOfCommand(from);
    return { kind: 'run', words: this.#tests.slice(from, this.#at) };
  }

  #endOfCommand(from: number): number {
    const end = this.#tests.findIndex(
      ({ text }, index) => index >= from && (text === ';' || (text === '+' && index > from)),
    );
    return end === -1 ? this.#tests.length : end;
  }

  /** What an alternative without an action leaves out is not taken; one without a name takes all. */
  #names(): readonly string[] {
    const taken = this.#alternatives.filter(({ isPruned, acts }) => !isPruned || acts);
    if (taken.some(({ names }) => names.length === 0)) return [];
    const prefix = this.#depth === 1 ? '' : '**/';
    return [...new Set(taken.flatMap(({ names }) => names.slice(-1)))]
      .slice(0, mostNames)
      .map((name) => prefix + name);
  }

  #current(): Alternative {
    return this.#alternatives.at(-1) ?? newAlternative();
  }
}

function newAlternative(): Alternative {
  return { names: [], isPruned: false, acts: false };
}
