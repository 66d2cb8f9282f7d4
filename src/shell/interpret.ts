import type { Analysis } from './analysis.ts';
import { assign, withAssignments } from './assignments.ts';
import { Call, type CallBase } from './call.ts';
import type { SimpleCommand } from './command-analysis.ts';
import type { Effect } from './effect.ts';
import { runByEnvironment } from './environment.ts';
import { expandWords } from './expand.ts';
import { type Field, plainField } from './field.ts';
import { listedNames } from './listings.ts';
import { endsWithFirstTurn, isAtEnd, leavesWorkBehind } from './loops.ts';
import type { Machine } from './machine.ts';
import {
  isReached,
  isSure,
  isTaken,
  leaves,
  type Outcome,
  outcomeAfter,
  outcomeOfScript,
} from './outcome.ts';
import { longestSource, parseShell } from './parse.ts';
import { perform } from './perform.ts';
import { neighboursOf } from './pipeline.ts';
import { openInputs, sendOutput } from './redirect.ts';
import { findProgram, isKnownProgram, programFitting, programName } from './registry.ts';
import { runWritten } from './runners/run-written.ts';
import { forkScope, openDescriptor, type Scope } from './scope.ts';
import { type Guard, type Step, stepOf, stepsOf } from './steps.ts';
import { emptyStream, joinStreams, namesStream, type Stream, unknownStream } from './stream.ts';
import type {
  BranchesNode,
  CommandNode,
  FunctionNode,
  GroupNode,
  LoopNode,
  Node,
  Script,
  Statement,
} from './syntax.ts';
import { otherValues } from './variable-values.ts';

const deepestRun = 24;
const mostTurns = 16;
const mostStatements = 1600;

/** Walks through scripts without running anything: what would each command read, write, send, run? */
export class Interpreter implements Machine {
  readonly analysis: Analysis;

  constructor(analysis: Analysis) {
    this.analysis = analysis;
  }

  runSource(source: string, scope: Scope): Stream {
    if (scope.running.length >= deepestRun) {
      this.analysis.problem('too-deep');
      return unknownStream;
    }
    if (!this.analysis.takeSource(Math.min(source.length, longestSource))) return unknownStream;
    const { script, problems } = parseShell(source);
    for (const { kind, what } of problems) this.analysis.problem(kind, what);
    return this.runScript(script, { ...scope, running: [...scope.running, ''] });
  }

  runScript(script: Script, scope: Scope): Stream {
    const streams: Stream[] = [];
    let outcome: Outcome;
    let steps: readonly Step[] = [];
    for (const statement of this.#bounded(script.statements)) {
      if (!this.analysis.step()) break;
      if (statement.connector === 'then') steps = [];
      if (!isReached(statement, outcome)) continue;
      const from = this.analysis.commandCount;
      const stream = this.#statement(statement, { scope, steps });
      steps = [...steps, stepOf(statement, from, this.analysis.commandCount)];
      streams.push(isInstead(statement, streams.at(-1)) ? { text: '', origins: stream.origins } : stream);
      if (isSure(statement, outcome) && leaves(statement, scope)) break;
      outcome = outcomeAfter(statement, outcome, scope);
    }
    if (scope.running.length === 1) this.analysis.ending(steps);
    return streams.length === 0 ? emptyStream : joinStreams(streams);
  }

  /** Of very many statements the first and the last: nothing hides behind a thousand times `true`. */
  #bounded<Item>(items: readonly Item[]): readonly Item[] {
    if (items.length <= mostStatements) return items;
    this.analysis.problem('too-deep');
    return [...items.slice(0, mostStatements / 2), ...items.slice(-mostStatements / 2)];
  }

  #statement(statement: Statement, place: InList): Stream {
    const { scope } = place;
    const { certainty } = scope;
    if (statement.isRefused) scope.certainty = 'possible';
    const output = this.#reached(statement, place);
    scope.certainty = certainty;
    return output;
  }

  #reached({ node, background, connector }: Statement, { scope, steps }: InList): Stream {
    const run = () => this.#node(node, background ? forkScope(scope, { detached: true }) : scope);
    if (connector === 'then') return run();
    const guard = { steps, wanted: connector === 'and' };
    if (background) return this.#guarded(scope, guard, run);
    return this.#conditionally(scope, guard, run);
  }

  #guarded(scope: Scope, guard: Guard, run: () => Stream): Stream {
    const { guards } = scope;
    scope.guards = [...(guards ?? []), guard];
    const output = run();
    scope.guards = guards;
    return output;
  }

  /** What runs only perhaps leaves two possible values in the variables that it sets. */
  #conditionally(scope: Scope, guard: Guard | undefined, run: () => Stream): Stream {
    const { conditional } = scope;
    scope.conditional = true;
    const output = guard ? this.#guarded(scope, guard, run) : run();
    scope.conditional = conditional;
    return output;
  }

  #group(node: GroupNode, scope: Scope): Stream {
    const inner = node.subshell ? forkScope(scope) : scope;
    const output = this.#around(node, inner, (around) => this.runScript(node.body, around));
    if (node.coprocess !== undefined) this.#coprocess(node.coprocess, { body: node.body, output, scope });
    return output;
  }

  /** `${NAME[0]}` reads what it prints, `${NAME[1]}` feeds it. */
  #coprocess(name: string, { body, output, scope }: Coprocess): void {
    const from = openDescriptor(scope);
    scope.descriptors.set(from, { kind: 'stream', stream: output });
    const to = openDescriptor(scope);
    scope.descriptors.set(to, { kind: 'process', body });
    scope.variables.set(name, { fields: [plainField(from), plainField(to)], origins: [] });
  }

  #node(node: Node, scope: Scope): Stream {
    switch (node.kind) {
      case 'command':
        return this.#command(node, scope);
      case 'pipeline':
        return this.#pipeline(node.stages, scope);
      case 'group':
        return this.#group(node, scope);
      case 'branches':
        return this.#around(node, scope, (inner) => {
          expandWords(node.words, inner, this);
          return this.#conditionally(inner, undefined, () =>
            joinStreams([
              emptyStream,
              ...(node.words.length > 0 ? this.#case(node, inner) : this.#if(node, inner)),
            ]),
          );
        });
      case 'loop':
        return this.#around(node, scope, (inner) => this.#loop(node, inner));
      case 'function':
        scope.functions.set(node.name, node);
        return emptyStream;
      case 'test':
        return this.#around(node, scope, (inner) => {
          expandWords(node.words, inner, this);
          return emptyStream;
        });
    }
  }

  /** A condition whose outcome is known decides which branches run. */
  #if({ branches }: BranchesNode, scope: Scope): Stream[] {
    const streams: Stream[] = [];
    const { guards } = scope;
    for (let at = 0; at < branches.length; at += 2) {
      const [condition, body] = branches.slice(at, at + 2);
      const from = this.analysis.commandCount;
      if (condition) streams.push(this.runScript(condition, scope));
      const steps = condition ? stepsOf(condition, from, this.analysis.commandCount) : [];
      const outcome = condition && body ? outcomeOfScript(condition, scope) : undefined;
      if (body && outcome !== false)
        streams.push(this.#guarded(scope, { steps, wanted: true }, () => this.runScript(body, scope)));
      if (outcome === true) break;
      if (outcome === undefined) scope.guards = [...(scope.guards ?? []), { steps, wanted: false }];
    }
    scope.guards = guards;
    return streams;
  }

  #case({ words, branches, patterns = [] }: BranchesNode, scope: Scope): Stream[] {
    const streams: Stream[] = [];
    for (const [index, branch] of branches.entries()) {
      const own = patterns[index];
      const taken = own && isTaken(words[0], own, scope);
      if (taken !== false) {
        const run = () => this.runScript(branch, scope);
        streams.push(taken ? run() : this.#guarded(scope, branchOfWords, run));
      }
      if (taken) break;
    }
    return streams;
  }

  /** Redirections of a compound command hold for everything inside. */
  #around(
    { redirections }: Pick<LoopNode, 'redirections'>,
    scope: Scope,
    run: (scope: Scope) => Stream,
  ): Stream {
    if (redirections.length === 0) return run(scope);
    const effects: Effect[] = [];
    const call = new Call(this.#base('shell', [], scope, effects), {}, []);
    const opened = openInputs(call, redirections);
    const { stdin } = scope;
    scope.stdin = opened.stdin;
    const output = run(scope);
    scope.stdin = stdin;
    return sendOutput(call, opened, output);
  }

  #pipeline(stages: readonly Node[], scope: Scope): Stream {
    let stream = scope.stdin;
    for (const [index, stage] of this.#bounded(stages).entries()) {
      const fed = index === 0 ? scope.stdin : stream;
      const changes = { stdin: fed, ...neighboursOf(stages, index) };
      stream = this.#node(stage, forkScope(scope, changes));
    }
    return stream;
  }

  #loop(node: LoopNode, scope: Scope): Stream {
    const { isRepeated } = scope;
    scope.isRepeated = true;
    const output = this.#turns(node, scope);
    scope.isRepeated = isRepeated;
    return output;
  }

  #turns(node: LoopNode, scope: Scope): Stream {
    if (node.endless && leavesWorkBehind(node.body)) this.#endless('loop', scope);
    const { variable } = node;
    const fields = node.values ? expandWords(node.values, scope, this) : scope.arguments.slice(1);
    if (!variable || (!node.values && fields.length === 0)) return this.#whileLoop(node, scope);
    const streams: Stream[] = [];
    const most = endsWithFirstTurn(node.body) && !node.isChoice ? 1 : mostTurns;
    for (const field of fields.slice(0, most)) {
      if (!this.analysis.step()) break;
      scope.variables.set(variable, { fields: [field], origins: field.origins });
      streams.push(this.#conditionally(scope, undefined, () => this.runScript(node.body, scope)));
    }
    return joinStreams(streams);
  }

  /** One turn stands for all, but where each turn reads another line that is known. */
  #whileLoop(node: LoopNode, scope: Scope): Stream {
    const streams: Stream[] = [];
    for (let turn = 0; turn < mostTurns && this.analysis.step(); turn += 1) {
      const before = scope.stdin;
      const given = scope.arguments;
      streams.push(this.runScript(node.condition, scope));
      if (outcomeOfScript(node.condition, scope) === (node.until === true)) break;
      streams.push(this.#conditionally(scope, undefined, () => this.runScript(node.body, scope)));
      const shifted = scope.arguments !== given && scope.arguments.length > 1;
      if (!shifted && (scope.stdin === before || isAtEnd(scope.stdin))) break;
    }
    return joinStreams(streams);
  }

  #endless(program: string, scope: Scope): void {
    this.analysis.effect(scope, {
      action: 'execute',
      target: program,
      zone: 'outside',
      certainty: 'certain',
      program,
      traits: ['endless'],
    });
  }

  #command(node: CommandNode, scope: Scope): Stream {
    const output = this.#expandedCommand(node, scope);
    for (const other of otherValues(node, scope)) this.#expandedCommand(node, other);
    return output;
  }

  #expandedCommand(node: CommandNode, scope: Scope): Stream {
    if (!this.analysis.begin()) return unknownStream;
    const fields = expandWords(node.words, scope, this);
    const [first] = fields;
    if (!first) return this.#assignOnly(node, scope);
    return withAssignments(node.assignments, { scope, machine: this }, () => {
      const output = this.#redirected(node, fields, scope);
      for (const array of node.arrays ?? []) assign(array, { scope, machine: this });
      return output;
    });
  }

  #redirected(node: CommandNode, given: readonly Field[], scope: Scope): Stream {
    const fields = withProgram(given);
    const effects: Effect[] = [];
    const base = this.#base(programName(fields[0]?.text ?? ''), fields, scope, effects);
    if (node.redirections.length === 0) return this.#start(base);
    const call = new Call(base, {}, []);
    const opened = openInputs(call, node.redirections);
    const { stdin } = scope;
    scope.stdin = opened.stdin;
    const output = this.#start(base);
    scope.stdin = stdin;
    return sendOutput(call, opened, output);
  }

  /** `X=1` stays; `$(<file)` prints the file. */
  #assignOnly(node: CommandNode, scope: Scope): Stream {
    for (const assignment of node.assignments) assign(assignment, { scope, machine: this });
    if (node.assignments.some(({ name }) => name === 'PROMPT_COMMAND'))
      runByEnvironment('PROMPT_COMMAND', scope, this);
    if (node.redirections.length === 0) return emptyStream;
    const call = new Call(this.#base('shell', [], scope, []), {}, []);
    const opened = openInputs(call, node.redirections);
    return sendOutput(call, opened, opened.stdin);
  }

  knows(word: string): boolean {
    return isKnownProgram(word);
  }

  runFields(fields: readonly Field[], scope: Scope): Stream {
    const [first] = fields;
    if (!first || !this.analysis.begin()) return unknownStream;
    return this.#start(this.#base(programName(first.text), fields, scope, []));
  }

  runEnvironment(name: string, scope: Scope): void {
    runByEnvironment(name, scope, this);
  }

  runProgram(fields: readonly Field[], scope: Scope): Stream {
    const [first] = fields;
    if (!first || !this.analysis.begin()) return unknownStream;
    return this.#startProgram(this.#base(programName(first.text), fields, scope, []));
  }

  #base(program: string, argv: readonly Field[], scope: Scope, effects: Effect[]): CallBase {
    return { program, argv, scope, machine: this, effects };
  }

  #start(base: CallBase): Stream {
    const [first] = base.argv;
    const name = first?.text ?? '';
    const definition = base.scope.functions.get(name);
    if (definition) return this.#function(definition, base);
    const alias = base.scope.aliases.get(name);
    if (alias !== undefined && !base.scope.running.includes(name)) {
      const rest = base.argv.slice(1).map(({ text }) => ` '${text.replaceAll("'", `'\\''`)}'`);
      const running = [...base.scope.running, name];
      return this.runSource(alias + rest.join(''), { ...base.scope, running });
    }
    return this.#startProgram(base);
  }

  #startProgram(base: CallBase): Stream {
    this.#announce(base);
    const program = findProgram(base.argv[0]?.text ?? '');
    const { cwd } = base.scope;
    const output = this.#listed(base, perform(base, program, base.argv.slice(1)));
    runWritten(base);
    if (!program.leavesFolder) base.scope.cwd = cwd;
    return output;
  }

  /** Names that the program prints, where nothing else is known of its output. */
  #listed({ program, argv }: CallBase, output: Stream): Stream {
    if (output.text !== undefined || output.names !== undefined) return output;
    const { repository, home } = this.analysis.context;
    const names = listedNames(program, argv, { repository, home });
    return names.length === 0 ? output : namesStream(names, output.origins);
  }

  /**
   * Takes its place in the order now; its effects come while it is walked through. What only changes a container that is
   * thrown away is no program of the line: its effects tell what of it matters.
   */
  #announce({ program, argv, scope, effects }: CallBase): void {
    if (scope.isThrownAway && scope.remote !== undefined) return;
    const command: SimpleCommand = {
      argv: argv.map(({ text }) => text),
      program,
      cwd: scope.cwd,
      wrappers: scope.wrappers,
      ...(scope.user !== undefined && { user: scope.user }),
      ...(scope.remote !== undefined && { remote: scope.remote }),
      ...(scope.pipedFrom !== undefined && { pipedFrom: scope.pipedFrom }),
      dynamic: argv.some(({ dynamic }) => dynamic),
      ...(scope.guards !== undefined && { guards: scope.guards }),
      effects,
    };
    this.analysis.command(command);
  }

  #function(definition: FunctionNode, base: CallBase): Stream {
    const { scope } = base;
    if (scope.running.includes(definition.name)) {
      if (scope.detached) this.#endless(definition.name, scope);
      return unknownStream;
    }
    const isFirst = scope.running.every((name) => name === '');
    const inner: Scope = {
      ...scope,
      arguments: base.argv,
      locals: new Map(),
      running: [...scope.running, definition.name],
      detached: !isFirst && scope.detached === true,
    };
    const output = this.#around(definition, inner, (around) => this.runScript(definition.body, around));
    scope.cwd = inner.cwd;
    for (const [name, before] of inner.locals ?? []) {
      if (before) scope.variables.set(name, before);
      else scope.variables.delete(name);
    }
    return output;
  }
}

/** `/???/r[m]` is the program whose name the glob fits. */
function withProgram(fields: readonly Field[]): readonly Field[] {
  const [first, ...rest] = fields;
  if (!first?.glob || first.dynamic || !first.text.startsWith('/')) return fields;
  const name = programFitting(first.text);
  return name === undefined ? fields : [{ ...first, text: name, glob: false }, ...rest];
}

/** `which python3 || which python` prints one of both: the first, where it is known. */
function isInstead({ connector }: Statement, before: Stream | undefined): boolean {
  return connector === 'or' && (before?.text ?? '') !== '';
}

interface InList {
  readonly scope: Scope;
  /** Of the list, before this one. */
  readonly steps: readonly Step[];
}

/** A branch of `case` whose word is not known. */
const branchOfWords: Guard = { steps: [], wanted: true };

interface Coprocess {
  readonly body: Script;
  readonly output: Stream;
  readonly scope: Scope;
}
