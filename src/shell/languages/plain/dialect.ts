import type { Node } from '../syntax.ts';

/** How tightly an operator binds, and what the evaluator calls it. */
type Operator = readonly [level: number, name: string];

/** What sets the languages apart that one reader reads: Perl, Ruby, Lua, R. */
export interface Dialect {
  /** Comments, each from its first character. */
  readonly comments: RegExp;
  /** Names, with what marks them: `$x`, `@x`, `File::Path`. */
  readonly names: RegExp;
  /** Name as the tables write it. */
  readonly plainName: (written: string) => string;
  /** Inside of double quotes: where a value is filled in; the first group that matched is code. None where nothing is. */
  readonly filledIn?: RegExp;
  /** Code inside of a string has strings of its own: `"#{a["b"]}"`. */
  readonly hasNestedCode?: boolean;
  /** `q(…)`, `%w[…]`, `[[…]]`: a way to quote that has a name, and what is made of its inside. */
  readonly quotes?: readonly Quote[];
  readonly hasBackticks?: boolean;
  /** A slash where a value could begin starts an expression to match. */
  readonly hasPatterns?: boolean;
  /** `<<EOS` starts a text of lines. */
  readonly hasHeredocs?: boolean;
  readonly operators: Readonly<Record<string, Operator>>;
  /** A name with arguments behind it and no parentheses is a call. */
  readonly callsBare: boolean;
  /** Blocks are `{ … }`, else words: `do … end`. */
  readonly blocks: 'braces' | 'words';
  /** The value of a function is that of its last statement. */
  readonly givesLast: boolean;
  /** Names that functions have for their arguments: `@_`. */
  readonly literals?: Readonly<Record<string, Node>>;
}

interface Quote {
  readonly start: RegExp;
  readonly makes: 'text' | 'template' | 'words' | 'shell' | 'nothing';
  /** Further parts in the same quotes: the other half of `s/a/b/`. */
  readonly parts?: number;
}
