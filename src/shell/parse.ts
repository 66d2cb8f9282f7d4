import {
  type ArithmeticExpression,
  type ArithmeticFor,
  type CommandArgument,
  type CompoundCommand,
  type CompoundList,
  forEachChild,
  type HereDoc,
  parse,
  type SyntaxNode,
  type AndOr as TreeAndOr,
  type Assignment as TreeAssignment,
  type Command as TreeCommand,
  type For as TreeFor,
  type PipelineNode as TreeNode,
  type WordPart as TreePart,
  type Redirection as TreeRedirection,
  type ParsedScript as TreeScript,
  type Statement as TreeStatement,
  type While as TreeWhile,
  type Word as TreeWord,
} from 'unbash';
import { braceAlternatives } from './brace-alternatives.ts';
import { parsePlain } from './parse-plain.ts';
import { type AnalysisProblem, ProblemList } from './problem.ts';
import { linesBefore, SourceLines } from './source-lines.ts';
import type {
  Assignment,
  CommandNode,
  Connector,
  Node,
  Piece,
  Redirection,
  Script,
  SourceSpan,
  Statement,
  Word,
} from './syntax.ts';

/** Longer sources are read at both ends only. */
export const longestSource = 64 * 1024;
const deepestSubstitution = 32;
const deepestNesting = 200;

export interface ParsedShell {
  readonly script: Script;
  readonly problems: readonly AnalysisProblem[];
}

/**
 * Reads shell source; never throws. @param longest sources up to this length are read as a whole, at the cost of time
 * What could not be read is named in `problems`, and the rest is still there.
 * Work is bounded: the middle of sources over 64 KiB is left out, and so is what nests deeper than 32 substitutions.
 */
export function parseShell(source: string, longest = longestSource): ParsedShell {
  const plain = parsePlain(source);
  if (plain) return { script: plain, problems: [] };
  if (source.length <= longest) return new Reader(source, 0, 0).read();
  return readEnds(source);
}

function readEnds(source: string): ParsedShell {
  const headEnd = source.lastIndexOf('\n', longestSource / 2) + 1 || longestSource / 2;
  const head = new Reader(source.slice(0, headEnd), 0, 0);
  const first = head.read();
  const from = Math.max(tailStart(source, headEnd, head.openDelimiter), headEnd);
  const before = linesBefore(source, from);
  const last = new Reader(source.slice(from), from, before).read();
  return {
    script: { statements: [...first.script.statements, ...last.script.statements] },
    problems: [{ kind: 'oversized' }, ...first.problems, ...last.problems],
  };
}

/** The tail starts at a line, and never inside a here-document that the head opened: its body is data. */
function tailStart(source: string, headEnd: number, delimiter: string | undefined): number {
  const earliest = source.length - longestSource / 2;
  if (delimiter !== undefined) {
    const closing = source.indexOf(`\n${delimiter}\n`, headEnd - 1);
    if (closing === -1) return source.length;
    return Math.max(earliest, closing + delimiter.length + 2);
  }
  return source.indexOf('\n', earliest) + 1 || earliest;
}

/** Turns the parser's tree into ours, with depth kept in bounds. */
class Reader {
  readonly #source: string;
  readonly #offset: number;
  readonly #lines: SourceLines;
  readonly #problems = new ProblemList();
  /** Where a quote begins that nothing ends. */
  readonly #open = new Set<number>();
  #substitutions = 0;
  #nesting = 0;
  /** Place of the outermost escaped backtick script: positions inside count in another text. */
  #fixed: SourceSpan | undefined;
  openDelimiter: string | undefined;

  constructor(source: string, offset: number, before: number) {
    this.#source = source.includes('\r\n') ? source.replaceAll('\r\n', '\n') : source;
    this.#offset = offset;
    this.#lines = new SourceLines(this.#source, before);
  }

  read(): ParsedShell {
    let script: Script = { statements: [] };
    try {
      const tree = parse(this.#source);
      const refused = refusedFrom(this.#source, tree);
      const runs = tree.commands.filter(({ end }) => end <= refused);
      script = this.#script({ ...tree, commands: runs });
      const rest = tree.commands.slice(runs.length).flatMap((statement) => this.#statement(statement));
      script = {
        statements: [...script.statements, ...rest.map((one) => ({ ...one, isRefused: true }) as const)],
      };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#problems.add('too-deep');
    }
    return { script, problems: this.#problems.all() };
  }

  #script(tree: TreeScript): Script {
    for (const { message, pos } of tree.errors ?? []) {
      this.#problems.add('syntax-error', this.#lineAt(pos));
      if (message.startsWith('unterminated')) this.#open.add(pos);
    }
    return { statements: tree.commands.flatMap((statement) => this.#statement(statement)) };
  }

  #list(tree: CompoundList): Script {
    return { statements: tree.commands.flatMap((statement) => this.#statement(statement)) };
  }

  #statement(tree: TreeStatement): Statement[] {
    const background = tree.background === true;
    if (tree.command.type !== 'AndOr') {
      return [{ connector: 'then', background, node: this.#node(tree.command) }];
    }
    const list = this.#andOr(tree.command);
    return background ? [{ connector: 'then', background, node: group({ statements: list }) }] : list;
  }

  #andOr(tree: TreeAndOr): Statement[] {
    return tree.commands.map((command, index) => {
      const operator = tree.operators[index - 1];
      const connector: Connector = operator === '&&' ? 'and' : operator === '||' ? 'or' : 'then';
      return { connector, background: false, node: this.#node(command) };
    });
  }

  #node(tree: TreeNode | CompoundList): Node {
    if (this.#nesting >= deepestNesting) {
      this.#problems.add('too-deep');
      return group({ statements: [] });
    }
    this.#nesting += 1;
    const node = this.#anyNode(tree);
    this.#nesting -= 1;
    return node;
  }

  #anyNode(tree: TreeNode | CompoundList): Node {
    switch (tree.type) {
      case 'Command':
        return this.#command(tree);
      case 'Pipeline':
        return this.#pipeline(tree);
      case 'Redirected':
        return this.#compound(tree.command, this.#redirections(tree.redirects));
      case 'CompoundList':
        return group(this.#list(tree));
      case 'Coproc': {
        const body = group(inScript(this.#node(tree.body)));
        return { ...body, subshell: true, coprocess: tree.name?.value ?? 'COPROC' };
      }
      case 'Function': {
        const body = inScript(this.#node(tree.body));
        return { kind: 'function', name: tree.name.value, body, redirections: [] };
      }
      default:
        return this.#compound(tree, []);
    }
  }

  #pipeline({ commands, prefixes }: Extract<TreeNode, { type: 'Pipeline' }>): Node {
    const stages = commands.map((stage) => this.#node(stage));
    const negations = prefixes.filter(({ type }) => type === 'Negation').length;
    return { kind: 'pipeline', stages, ...(negations % 2 === 1 && { negated: true }) };
  }

  #compound(tree: CompoundCommand, redirections: readonly Redirection[]): Node {
    switch (tree.type) {
      case 'BraceGroup':
        return group(this.#list(tree.body), redirections);
      case 'Subshell':
        return { ...group(this.#list(tree.body), redirections), subshell: true };
      case 'If': {
        const elifs = tree.elif.flatMap((branch) => [this.#list(branch.clause), this.#list(branch.then)]);
        const branches = [this.#list(tree.clause), this.#list(tree.then), ...elifs];
        if (tree.else) branches.push(this.#list(tree.else));
        return { kind: 'branches', words: [], branches, redirections };
      }
      case 'Case': {
        const branches = tree.items.map((item) => this.#list(item.body));
        const patterns = tree.items.map(({ pattern }) => pattern.map((word) => this.#word(word)));
        const isPlain = tree.items.every(({ terminator = ';;' }) => terminator === ';;');
        const node = { kind: 'branches', words: [this.#word(tree.word)], branches, redirections } as const;
        return isPlain ? { ...node, patterns } : node;
      }
      case 'For':
      case 'Select':
        return this.#for(tree, redirections);
      case 'While':
      case 'ArithmeticFor':
        return this.#conditionalLoop(tree, redirections);
      case 'TestCommand':
      case 'ArithmeticCommand': {
        const { expression } = tree;
        const words = expression ? this.#wordsBelow(expression) : [];
        const isOne = expression?.type === 'TestBinary' || expression?.type === 'TestUnary';
        return { kind: 'test', ...(isOne && { operator: expression.operator }), words, redirections };
      }
    }
  }

  #conditionalLoop(tree: TreeWhile | ArithmeticFor, redirections: readonly Redirection[]): Node {
    const body = this.#list(tree.body);
    if (tree.type === 'ArithmeticFor') {
      return { kind: 'loop', endless: tree.test === undefined, condition: empty, body, redirections };
    }
    const condition = this.#list(tree.clause);
    const endless = isConstant(this.#text(tree.clause));
    const loop = { kind: 'loop', endless, condition, body, redirections } as const;
    return tree.kind === 'until' ? { ...loop, until: true } : loop;
  }

  #for(
    tree: TreeFor | (Omit<TreeFor, 'type'> & { type: 'Select' }),
    redirections: readonly Redirection[],
  ): Node {
    const values = tree.wordlist?.map((word) => this.#word(word));
    const body = this.#list(tree.body);
    const loop = { kind: 'loop', endless: false, condition: empty, body, redirections } as const;
    const isChoice = tree.type === 'Select';
    return {
      ...loop,
      variable: tree.name.value,
      ...(values && { values }),
      ...(isChoice && { isChoice }),
    };
  }

  #command(tree: TreeCommand): CommandNode {
    const words = tree.name ? [this.#word(tree.name)] : [];
    for (const argument of tree.args) words.push(this.#argument(argument));
    const arrays = tree.args.flatMap((argument) =>
      argument.type === 'Assignment' && argument.value.type === 'ArrayValue'
        ? [this.#assignment(argument)]
        : [],
    );
    const assignments = tree.prefix.flatMap((part) =>
      part.type === 'Assignment' ? [this.#assignment(part)] : [],
    );
    const value = assignedProcess(tree) ? words.shift() : undefined;
    return {
      kind: 'command',
      words,
      ...(arrays.length > 0 && { arrays }),
      assignments: assignments.map((one, index) =>
        value && index === assignments.length - 1 ? { ...one, value } : one,
      ),
      redirections: this.#redirections(tree.redirects),
      ...this.#place(tree),
    };
  }

  /** `export A=b`, `dd if=x`: an argument that looks like an assignment is still an argument. */
  #argument(tree: CommandArgument): Word {
    if (tree.type === 'Word') return this.#word(tree);
    const place = this.#place(tree);
    if (tree.value.type === 'ArrayValue') {
      const pieces = [{ kind: 'text', text: tree.text, quoted: true } as const];
      return { text: tree.text, value: tree.text, pieces, ...place };
    }
    const value = this.#word(tree.value);
    const head = `${tree.name}${tree.append ? '+' : ''}=`;
    const pieces: Piece[] = [{ kind: 'text', text: head, quoted: true }, ...value.pieces];
    return { text: tree.text, value: head + value.value, pieces, ...place };
  }

  #assignment(tree: TreeAssignment): Assignment {
    const append = tree.append === true;
    const { name } = tree;
    if (tree.value.type !== 'ArrayValue') {
      const index = tree.index && this.#word(tree.index);
      return { name, value: this.#word(tree.value), append, ...(index && { index }) };
    }
    const elements = tree.value.elements.map((element) => this.#word(element));
    const value = elements[0] ?? { text: '', value: '', pieces: [], ...this.#place(tree) };
    return { name, value, elements, append };
  }

  #redirections(trees: readonly TreeRedirection[]): Redirection[] {
    return trees.flatMap((tree) => {
      const target =
        tree.type === 'HereDoc' ? this.#hereDocument(tree) : tree.target && this.#word(tree.target);
      if (!target || this.#isOpen(tree)) return [];
      const { descriptor } = tree;
      const named = descriptor && ('value' in descriptor ? descriptor.value : descriptor.name);
      return [{ operator: tree.operator, target, ...(named !== undefined && { descriptor: named }) }];
    });
  }

  /** A target that swallows the rest of the line names no file. */
  #isOpen({ pos, end }: TreeSpan): boolean {
    return [...this.#open].some((at) => pos <= at && at < end);
  }

  #hereDocument(tree: HereDoc): Word {
    if (!tree.closing) this.openDelimiter = tree.delimiter?.value;
    const { text, parts } = tree.body;
    const literal = [{ kind: 'text', text, quoted: true } as const];
    const pieces =
      tree.delimiter?.quoted || !parts ? literal : parts.flatMap((part) => this.#piece(part, true));
    return { text, value: text, pieces, ...this.#place(tree) };
  }

  #word(tree: TreeWord): Word {
    const { text, value, parts } = tree;
    const quoted = text !== value;
    const pieces = parts?.flatMap((part) => this.#piece(part, false)) ?? literal(tree, quoted);
    return { text, value, pieces, ...this.#place(tree) };
  }

  #piece(part: TreePart, quoted: boolean): Piece[] {
    switch (part.type) {
      case 'Literal':
        return quoted
          ? [{ kind: 'text', text: part.value, quoted }]
          : literal(part, part.text !== part.value);
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        return [{ kind: 'text', text: part.value, quoted: true }];
      case 'DoubleQuoted':
      case 'LocaleString': {
        const inside = part.parts.flatMap((child) => this.#piece(child, true));
        return inside.length > 0 ? inside : [{ kind: 'text', text: '', quoted: true }];
      }
      case 'Glob':
      case 'ExtendedGlob':
        return [{ kind: 'glob', text: part.text }];
      case 'BraceExpansion':
        return [this.#braces(part.text)];
      case 'SimpleExpansion':
        return [{ kind: 'variable', name: part.text.slice(1), quoted, text: part.text }];
      case 'ParameterExpansion':
        return [this.#parameter(part, quoted)];
      case 'CommandExpansion':
        return [{ kind: 'command', quoted, text: part.text, body: this.#substitution(part) }];
      case 'ProcessSubstitution':
        return [{ kind: 'process', direction: part.operator, body: this.#substitution(part) }];
      case 'ArithmeticExpansion': {
        const bodies = part.expression ? this.#scriptsBelow(part.expression) : [];
        return [{ kind: 'arithmetic', text: part.text, bodies }];
      }
    }
  }

  #parameter(part: Extract<TreePart, { type: 'ParameterExpansion' }>, quoted: boolean): Piece {
    const { parameter: name, operation, text } = part;
    const operand = operation && 'operand' in operation ? operation.operand : undefined;
    const pattern = operation?.type === 'Replace' ? operation.pattern : operand;
    const replacement = operation?.type === 'Replace' ? operation.replacement : undefined;
    return {
      kind: 'variable',
      name,
      quoted,
      text,
      ...(part.prefix && { operator: `prefix${part.prefix}` }),
      ...(operation && 'operator' in operation && { operator: operation.operator }),
      ...(pattern && { operand: this.#word(pattern) }),
      ...(replacement && { replacement: this.#word(replacement) }),
      ...(part.index && { index: this.#word(part.index) }),
    };
  }

  #substitution(part: { readonly script: TreeScript | undefined } & TreeSpan): Script {
    if (this.#substitutions >= deepestSubstitution) {
      this.#problems.add('too-deep');
      return empty;
    }
    this.#substitutions += 1;
    const fixed = this.#fixed;
    const tree = part.script;
    if (tree?.source !== undefined) this.#fixed ??= this.#place(part);
    const script = tree ? this.#script(tree) : empty;
    this.#fixed = fixed;
    this.#substitutions -= 1;
    return script;
  }

  #braces(text: string): Piece {
    const alternatives = braceAlternatives(text.slice(1, -1)).map((one) => this.#alternative(one));
    return { kind: 'braces', alternatives };
  }

  #alternative(text: string): Word {
    const none = { text, value: text, pieces: [], start: 0, end: 0, line: 1 };
    if (text === '' || this.#nesting >= deepestNesting) return none;
    const command = parse(`: ${text}`).commands[0]?.command;
    const word = command?.type === 'Command' ? command.args[0] : undefined;
    this.#nesting += 1;
    const read = word?.type === 'Word' ? this.#word(word) : none;
    this.#nesting -= 1;
    return read;
  }

  /** Own stack: arithmetic of many terms is nested as deep as it is long. */
  #scriptsBelow(tree: ArithmeticExpression): Script[] {
    const scripts: Script[] = [];
    const left: SyntaxNode[] = [tree];
    for (let node = left.pop(); node; node = left.pop()) {
      if (node.type === 'ArithmeticCommandExpansion' || node.type === 'CommandExpansion') {
        scripts.push(this.#substitution(node));
      } else {
        forEachChild(node, (child) => left.push(child));
      }
    }
    return scripts;
  }

  #wordsBelow(tree: SyntaxNode): Word[] {
    const words: Word[] = [];
    const left: SyntaxNode[] = [tree];
    for (let node = left.pop(); node; node = left.pop()) {
      if (node.type === 'Word') words.push(this.#word(node));
      else if (node.type === 'ArithmeticCommandExpansion' || node.type === 'CommandExpansion') {
        const text = node.text;
        const body = this.#substitution(node);
        words.push({
          text,
          value: text,
          pieces: [{ kind: 'command', quoted: true, text, body }],
          ...this.#place(node),
        });
      } else forEachChild(node, (child) => left.push(child));
    }
    return words.reverse();
  }

  /** From a place to the end of its line; the whole of it where nothing follows. */
  #lineAt(pos: number): string {
    const from = this.#source.slice(pos).trim() === '' ? 0 : pos;
    return this.#source.slice(from).trimStart().split('\n', 1)[0] ?? '';
  }

  #text(tree: TreeSpan): string {
    return this.#source.slice(tree.pos, tree.end);
  }

  #place({ pos, end }: TreeSpan): SourceSpan {
    if (this.#fixed) return this.#fixed;
    const within = Math.min(end, this.#source.length);
    return { start: this.#offset + pos, end: this.#offset + within, line: this.#lines.at(pos) };
  }
}

/**
 * Where the lines begin that a shell refuses as a whole: those of a quote that nothing ends, at whose end it gives up.
 * What stands in lines before them has run by then.
 */
function refusedFrom(source: string, { errors = [] }: TreeScript): number {
  const open = errors.filter(({ message }) => /^unterminated .*(?:quote|backtick)/.test(message));
  if (open.length === 0) return source.length;
  return source.lastIndexOf('\n', Math.min(...open.map(({ pos }) => pos))) + 1;
}

/** Of a text with backslashes or quotes, the tilde in front of the first slash is still one. */
function literal({ text, value }: Pick<TreeWord, 'text' | 'value'>, quoted: boolean): Piece[] {
  const tilde = quoted ? /^~[\w.+-]*\//.exec(text)?.[0] : undefined;
  if (tilde === undefined) return [{ kind: 'text', text: value, quoted }];
  return [
    { kind: 'text', text: tilde, quoted: false },
    { kind: 'text', text: value.slice(tilde.length), quoted },
  ];
}

/** `NAME=<( … ) program`: the parser takes the value for the program. */
function assignedProcess({ name, prefix }: TreeCommand): boolean {
  return name?.parts?.[0]?.type === 'ProcessSubstitution' && prefix.at(-1)?.end === name.pos;
}

interface TreeSpan {
  readonly pos: number;
  readonly end: number;
}

const empty: Script = { statements: [] };

function inScript(node: Node): Script {
  return { statements: [{ connector: 'then', background: false, node }] };
}

function group(body: Script, redirections: readonly Redirection[] = []): Extract<Node, { kind: 'group' }> {
  return { kind: 'group', subshell: false, body, redirections };
}

/** Conditions that never change, as they are written in practice. */
function isConstant(condition: string): boolean {
  return /^(?:\/(?:usr\/)?bin\/)?(?:true|false|:|\[ (?:true|1) \]|\[\[ (?:true|1) \]\]|\(\( ?[01] ?\)\))$/.test(
    condition.trim().replace(/;$/, ''),
  );
}
