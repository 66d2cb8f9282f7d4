/** A shell script as later stages see it; free of the parser's own types. */
export interface Script {
  readonly statements: readonly Statement[];
}

/** How a statement follows the one before it. */
export type Connector = 'then' | 'and' | 'or';

export interface Statement {
  readonly connector: Connector;
  readonly background: boolean;
  readonly node: Node;
  /** The shell does not get to it, by what is written: a quote in its line is never closed. */
  readonly isRefused?: true;
}

export type Node = CommandNode | PipelineNode | GroupNode | BranchesNode | LoopNode | FunctionNode | TestNode;

/** `NAME=value program word… <file`. */
export interface CommandNode extends SourceSpan {
  readonly kind: 'command';
  /** The program first; empty where there are only assignments or redirections. */
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
  /** Arrays among the arguments: `declare -A NAME=( … )`. */
  readonly arrays?: readonly Assignment[];
}

interface PipelineNode {
  readonly kind: 'pipeline';
  readonly stages: readonly Node[];
  /** `! true`. */
  readonly negated?: true;
}

/** A list that runs as a whole: `{ …; }`, `( … )`, `coproc …`. */
export interface GroupNode {
  readonly kind: 'group';
  /** Changes of folder and variables do not leave it. */
  readonly subshell: boolean;
  /** Name of the coprocess that it is. */
  readonly coprocess?: string;
  readonly body: Script;
  readonly redirections: readonly Redirection[];
}

/**
 * `if`, `case`: one of the branches runs. Those of `if` are the conditions and what each decides on, in turn, and last
 * what runs where none holds.
 */
export interface BranchesNode {
  readonly kind: 'branches';
  readonly words: readonly Word[];
  readonly branches: readonly Script[];
  /** Of `case`, for each branch; absent where one branch goes on into the next. */
  readonly patterns?: readonly (readonly Word[])[];
  readonly redirections: readonly Redirection[];
}

/** `for`, `while`, `until`, `select`. */
export interface LoopNode {
  readonly kind: 'loop';
  readonly variable?: string;
  /** What the variable takes; absent where it walks over the arguments or there is none. */
  readonly values?: readonly Word[];
  /** The condition never changes: `while true`, `for ((;;))`. */
  readonly endless: boolean;
  /** `select`: each turn is one that somebody may choose. */
  readonly isChoice?: true;
  /** The body runs while the condition fails. */
  readonly until?: true;
  readonly condition: Script;
  readonly body: Script;
  readonly redirections: readonly Redirection[];
}

export interface FunctionNode {
  readonly kind: 'function';
  readonly name: string;
  readonly body: Script;
  readonly redirections: readonly Redirection[];
}

/** `[[ … ]]` and `(( … ))`: only the substitutions inside do something. */
interface TestNode {
  readonly kind: 'test';
  /** Of a test that is one comparison or one question: `==`, `-n`. */
  readonly operator?: string;
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
}

/** Where something stands in the outermost source. */
export interface SourceSpan {
  /** UTF-16 offset of the first and one past the last character. */
  readonly start: number;
  readonly end: number;
  /** Counted from 1. */
  readonly line: number;
}

export interface Assignment {
  readonly name: string;
  /** `NAME[index]=value`. */
  readonly index?: Word;
  readonly value: Word;
  /** Elements of an array; then `value` is the first of them. */
  readonly elements?: readonly Word[];
  readonly append: boolean;
}

export interface Redirection {
  /** `<`, `>`, `>>`, `<<<`, `<<`, `>&`, … */
  readonly operator: string;
  /** Number or variable name of the file descriptor, where written. */
  readonly descriptor?: number | string;
  /** The file, the descriptor, or the text of a here-string or here-document. */
  readonly target: Word;
}

export interface Word extends SourceSpan {
  /** As written. */
  readonly text: string;
  /** After quote removal, expansions left as written. */
  readonly value: string;
  readonly pieces: readonly Piece[];
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'glob'; readonly text: string }
  | { readonly kind: 'braces'; readonly alternatives: readonly Word[] }
  | VariablePiece
  | { readonly kind: 'command'; readonly body: Script; readonly quoted: boolean; readonly text: string }
  | { readonly kind: 'process'; readonly direction: '<' | '>'; readonly body: Script }
  | { readonly kind: 'arithmetic'; readonly text: string; readonly bodies: readonly Script[] };

export interface VariablePiece {
  readonly kind: 'variable';
  readonly name: string;
  readonly quoted: boolean;
  readonly text: string;
  /** `:-`, `%`, `//`, … with its operand, where there is one. */
  readonly operator?: string;
  readonly operand?: Word;
  readonly replacement?: Word;
  /** Index of an array element. */
  readonly index?: Word;
}
