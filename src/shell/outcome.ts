import type { Scope } from './scope.ts';
import type { CommandNode, Node, Script, Statement, Word } from './syntax.ts';
import { matchesGlob } from './zones/place-table.ts';

/** Whether a command succeeds: undefined where its words do not say so. */
export type Outcome = boolean | undefined;

/**
 * Whether a statement runs.
 * @param before outcome of what stands before it in its list
 */
export function isReached({ connector }: Statement, before: Outcome): boolean {
  return connector === 'and' ? before !== false : connector === 'or' ? before !== true : true;
}

/** Whether a statement that is reached runs whatever happened before. */
export function isSure({ connector }: Statement, before: Outcome): boolean {
  return connector === 'then' || before !== undefined;
}

/** The outcome of a list up to a statement that was reached. */
export function outcomeAfter(statement: Statement, before: Outcome, scope: Scope): Outcome {
  const own = statement.background ? true : outcomeOf(statement.node, scope);
  if (statement.connector === 'and') return before === true || own === false ? own : undefined;
  if (statement.connector === 'or') return before === false || own === true ? own : undefined;
  return own;
}

export function outcomeOfScript({ statements }: Script, scope: Scope): Outcome {
  let outcome: Outcome = true;
  for (const statement of statements)
    if (isReached(statement, outcome)) outcome = outcomeAfter(statement, outcome, scope);
  return outcome;
}

function outcomeOf(node: Node, scope: Scope): Outcome {
  if (node.kind === 'pipeline') {
    const last = node.stages.at(-1);
    const outcome = last && outcomeOf(last, scope);
    return node.negated && outcome !== undefined ? !outcome : outcome;
  }
  if (node.kind === 'group')
    return node.redirections.length > 0 ? undefined : outcomeOfScript(node.body, scope);
  return node.kind === 'command' ? outcomeOfCommand(node, scope) : undefined;
}

const constant: Readonly<Record<string, boolean>> = { true: true, ':': true, false: false };

function outcomeOfCommand({ words, redirections, assignments }: CommandNode, scope: Scope): Outcome {
  if (redirections.length > 0 || assignments.length > 0) return undefined;
  const name = words[0]?.value ?? '';
  if (scope.functions.has(name) || scope.aliases.has(name)) return undefined;
  if (Object.hasOwn(constant, name)) return constant[name];
  const arguments_ = words.slice(1).map((word) => knownText(word, scope));
  if (name === 'test') return compared(arguments_);
  return name === '[' && arguments_.at(-1) === ']' ? compared(arguments_.slice(0, -1)) : undefined;
}

const numeric: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '-eq': (one, other) => one === other,
  '-ne': (one, other) => one !== other,
  '-gt': (one, other) => one > other,
  '-ge': (one, other) => one >= other,
  '-lt': (one, other) => one < other,
  '-le': (one, other) => one <= other,
};

/** https://www.gnu.org/software/bash/manual/html_node/Bash-Conditional-Expressions.html: comparisons of texts that are known. */
function compared(texts: readonly (string | undefined)[]): Outcome {
  const [first, operator, last] = texts;
  if (texts.length === 2 && first === '!' && operator !== undefined) return operator === '';
  if (texts.length === 2 && operator !== undefined && (first === '-z' || first === '-n'))
    return (operator === '') === (first === '-z');
  if (texts.length !== 3 || first === undefined || operator === undefined || last === undefined)
    return undefined;
  if (operator === '=' || operator === '==') return first === last;
  if (operator === '!=') return first !== last;
  const compare = Object.hasOwn(numeric, operator) ? numeric[operator] : undefined;
  return compare && /^-?\d+$/.test(first) && /^-?\d+$/.test(last)
    ? compare(Number(first), Number(last))
    : undefined;
}

/** A text that no run can change: literals, and the arguments of the script outside of loops. */
function knownText({ pieces, value }: Word, scope: Scope): string | undefined {
  if (pieces.length === 0) return value;
  const texts = pieces.map((piece): string | undefined => {
    if (piece.kind === 'text') return piece.quoted || !piece.text.startsWith('~') ? piece.text : undefined;
    if (piece.kind !== 'variable' || piece.operator !== undefined || scope.isRepeated) return undefined;
    return argumentOf(piece.name, scope);
  });
  return texts.includes(undefined) ? undefined : texts.join('');
}

function argumentOf(name: string, { arguments: given }: Scope): string | undefined {
  if (given.length === 0) return undefined;
  if (name === '#') return String(given.length - 1);
  if (!/^[1-9]$/.test(name)) return undefined;
  const field = given[Number(name)];
  if (field === undefined) return '';
  return field.dynamic || field.glob ? undefined : field.text;
}

/** Whether a branch of `case` is taken; undefined where its patterns or the word are not known. */
export function isTaken(word: Word | undefined, patterns: readonly Word[], scope: Scope): Outcome {
  const text = word && knownText(word, scope);
  if (text === undefined) return undefined;
  let taken: Outcome = false;
  for (const { pieces, value } of patterns) {
    const isPlain = pieces.every(({ kind }) => kind === 'text' || kind === 'glob');
    if (!isPlain || /[()\\]/.test(value)) taken = undefined;
    else if (matchesGlob(text, value)) return true;
  }
  return taken;
}

/** What stands after it in its list is not reached. */
export function leaves({ node, background }: Statement, scope: Scope): boolean {
  if (background || node.kind !== 'command' || node.assignments.length > 0) return false;
  const [program, ...words] = node.words;
  const name = program?.value ?? '';
  if (scope.functions.has(name) || scope.aliases.has(name)) return false;
  if (name === 'return') return scope.locals !== undefined;
  if (name === 'break' || name === 'continue') return scope.isRepeated === true;
  return name === 'exit' || (name === 'exec' && startsProgram(words.map(({ value }) => value)));
}

/** `exec` without a program opens descriptors for what follows; its options are `-c`, `-l` and `-a name`. */
function startsProgram(words: readonly string[]): boolean {
  const isName = (at: number) => /^-[cl]*a$/.test(words[at - 1] ?? '');
  return words.some((word, at) => !/^-[acl]+$/.test(word) && !isName(at));
}
