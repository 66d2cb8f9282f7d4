/**
 * Code of any language as the evaluator sees it: what all of them have, and nothing that only one has. A statement is a
 * node like an expression; its value is that of its last part.
 */
export type Node =
  | TextNode
  | LiteralNode
  | TemplateNode
  | ListNode
  | TableNode
  | NameNode
  | MemberNode
  | CallNode
  | OperationNode
  | BranchesNode
  | FunctionNode
  | ClassNode
  | AssignmentNode
  | BlockNode
  | LoopNode
  | ReturnNode
  | LeaveNode
  | ModuleNode;

/** A string without anything to fill in, escapes read. */
export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
}

/** A number, a truth value, nothing: `true`, `false` and `null` in every language. */
interface LiteralNode {
  readonly kind: 'literal';
  readonly text: string;
}

/** A string with values in it: f-string, template literal, `"#{x}"`. */
interface TemplateNode {
  readonly kind: 'template';
  readonly parts: readonly Node[];
}

interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Argument[];
}

/** Dictionary, object, hash. An entry without a name takes over all entries of its value. */
interface TableNode {
  readonly kind: 'table';
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly name?: Node;
  readonly value: Node;
}

interface NameNode {
  readonly kind: 'name';
  readonly name: string;
}

/** `a.b` and `a['b']`, which differ in no way that matters here. */
interface MemberNode {
  readonly kind: 'member';
  readonly object: Node;
  readonly key: Node;
}

export interface CallNode {
  readonly kind: 'call';
  readonly callee: Node;
  readonly arguments: readonly Argument[];
}

export interface Argument {
  readonly value: Node;
  readonly name?: string;
  /** `*list`, `...list`: every item is an argument of its own. */
  readonly isSpread?: boolean;
}

interface OperationNode {
  readonly kind: 'operation';
  /** `+` joins and adds, `/` also joins paths, `.` and `..` join, `not`, `and`, `or`, `==`, `!=`; others give nothing. */
  readonly operator: string;
  readonly operands: readonly Node[];
}

/** `if`, `? :`, `case`, handlers of errors: one of them runs, or none. */
interface BranchesNode {
  readonly kind: 'branches';
  readonly condition: Node;
  readonly body: Node;
  readonly otherwise?: Node;
}

export interface FunctionNode {
  readonly kind: 'function';
  readonly name?: string;
  readonly parameters: readonly Parameter[];
  readonly body: Node;
  /** Its value is that of its last statement, returned or not: Ruby, Perl, arrow functions. */
  readonly givesLast?: boolean;
  /** Something else gets it where it is defined, and may call it: decorators. */
  readonly isHandedOver?: boolean;
}

export interface Parameter {
  /** A name, or a pattern of names. */
  readonly target: Node;
  readonly fallback?: Node;
  readonly isRest?: boolean;
}

/** Its members are functions and constants; the constructor is called `new`. */
export interface ClassNode {
  readonly kind: 'class';
  readonly name: string;
  readonly members: readonly Entry[];
  readonly base?: Node;
}

interface AssignmentNode {
  readonly kind: 'assignment';
  /** A name, a member, or a list or table of them. */
  readonly target: Node;
  readonly value: Node;
  /** `+` for `+=`. */
  readonly operator?: string;
  /** It makes a new name, whatever a surrounding function calls so. */
  readonly isDeclared?: boolean;
}

interface BlockNode {
  readonly kind: 'block';
  readonly nodes: readonly Node[];
}

/** A loop gives the list of what its turns give. Without values its body runs once. */
interface LoopNode {
  readonly kind: 'loop';
  readonly target?: Node;
  readonly values?: Node;
  readonly body: Node;
}

interface ReturnNode {
  readonly kind: 'return';
  readonly value?: Node;
}

/** `break`, `continue`, `next`: what follows in the loop does not run in this turn. */
interface LeaveNode {
  readonly kind: 'leave';
}

/** A library or a file of code that is taken in: `import os`, `require('./seed.js')`. */
interface ModuleNode {
  readonly kind: 'module';
  readonly name: string;
}

export const nothing: Node = { kind: 'block', nodes: [] };

export const leave: Node = { kind: 'leave' };

/** What stands there and is not known: a condition that nobody can decide. */
export const anything: Node = { kind: 'name', name: '?' };

export function textNode(text: string): TextNode {
  return { kind: 'text', text };
}

export function nameNode(name: string): NameNode {
  return { kind: 'name', name };
}

export function blockNode(nodes: readonly Node[]): Node {
  const [only] = nodes;
  return nodes.length === 1 && only ? only : { kind: 'block', nodes };
}

/** `a.b` of nodes. */
export function memberNode(object: Node, key: string | Node): MemberNode {
  return { kind: 'member', object, key: typeof key === 'string' ? textNode(key) : key };
}

/** A call of a function by its dotted name. */
export function callNode(callee: string | Node, values: readonly Node[]): CallNode {
  const called = typeof callee === 'string' ? dottedNode(callee) : callee;
  return { kind: 'call', callee: called, arguments: values.map((value) => ({ value })) };
}

function dottedNode(name: string): Node {
  const [first = '', ...rest] = name.split('.');
  return rest.reduce<Node>((object, key) => memberNode(object, key), nameNode(first));
}
