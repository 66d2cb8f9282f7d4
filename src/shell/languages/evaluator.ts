import type { Call } from '../call.ts';
import type { Field } from '../field.ts';
import { joinStreams, type Origin, type Stream, unknownStream } from '../stream.ts';
import { apply } from './apply.ts';
import { assign } from './assign.ts';
import { type Evaluation, type Given, type Member, noneGiven } from './evaluation.ts';
import { HandedShell } from './handed-shell.ts';
import type { Language } from './language.ts';
import { memberOf } from './member.ts';
import { loadFile, loadModule, runText } from './module.ts';
import { Names } from './names.ts';
import { operate } from './operations.ts';
import { StraightPath } from './straight-path.ts';
import type { Argument, CallNode, Entry, Node } from './syntax.ts';
import {
  type Class,
  choice,
  fieldOf,
  fieldText,
  itemsOf,
  knownText,
  list,
  openList,
  possible,
  type Routine,
  text,
  truthOf,
  unknown,
  type Value,
} from './value.ts';

type Of<Kind extends Node['kind']> = Extract<Node, { kind: Kind }>;

const deepestNode = 150;
const deepestCall = 12;
const mostTurns = 16;
const mostNodes = 100_000;
const mostOutput = 200;

/** Walks through the code of one program and follows its values; what a call of a library does, the tables say. */
export class Evaluator implements Evaluation {
  /** What runs the code; its effects are those of the code. */
  readonly shell: Call;
  readonly #language: Language;
  readonly modules = new Map<string, Value>();
  readonly #opened: string[] = [];
  readonly #output: Stream[] = [];
  readonly #running: Routine['node'][] = [];
  readonly #returned: Value[][] = [];
  #called: { readonly items: readonly Argument[]; readonly names: Names<Value> } | undefined;
  #nodes = 0;
  #depth = 0;
  readonly #path: StraightPath;

  readonly outer: Call;
  readonly handedShell: HandedShell;

  /** @param outer the call that runs the code, of which `shell` is what the code itself does */
  constructor(outer: Call, shell: Call, language: Language) {
    this.outer = outer;
    this.#path = new StraightPath(shell.scope);
    this.handedShell = new HandedShell(outer);
    this.shell = shell;
    this.#language = language;
  }

  /** @returns what the program prints */
  run(program: Node, names = new Names<Value>()): Stream {
    this.value(program, names);
    return this.#output.length === 0 ? { text: '', origins: [] } : joinStreams(this.#output);
  }

  print(stream: Stream): void {
    if (this.#output.length < mostOutput) this.#output.push(stream);
    else this.#output[mostOutput - 1] = joinStreams([unknownStream, stream]);
  }

  get isConditional(): boolean {
    return this.#path.isConditional;
  }

  value(node: Node, names: Names<Value>): Value {
    this.#nodes += 1;
    if (this.#nodes > mostNodes || this.#depth >= deepestNode) {
      this.shell.analysis.problem('too-deep');
      return unknown();
    }
    this.#depth += 1;
    const value = this.#valueOf(node, names);
    this.#depth -= 1;
    return value;
  }

  #valueOf(node: Node, names: Names<Value>): Value {
    switch (node.kind) {
      case 'text':
        return text(node.text);
      case 'literal':
        return fieldText({ text: node.text, dynamic: false, glob: false, origins: [] }, 'number');
      case 'template':
        return node.parts
          .map((part) => this.value(part, names))
          .reduce((whole, part) => operate('join', [whole, part]), text(''));
      case 'list':
        return list([...this.#given(node.items, names).values]);
      case 'table':
        return this.#table(node.entries, names);
      case 'name':
        return this.#name(node.name, names);
      case 'member':
        return memberOf(this, this.value(node.object, names), this.value(node.key, names));
      case 'call':
        return this.#call(node, names);
      case 'operation':
        return this.#operation(node, names);
      case 'branches':
        return this.#branches(node, names);
      case 'function':
        return this.#function(node, names);
      case 'class':
        return this.#class(node, names);
      case 'assignment':
        return this.#assignment(node, names);
      case 'block':
        return node.nodes.reduce<Value>((_, one) => this.value(one, names), unknown());
      case 'loop':
        return this.#loop(node, names);
      case 'return':
        return this.#return(node, names);
      case 'leave':
        this.#path.leave('loop');
        return unknown();
      case 'module':
        return this.load(node.name);
    }
  }

  /** What the libraries say of a name that is not called. */
  known(name: string, member?: Member): Value | undefined {
    return this.#language.apis.valueOf(name, this, member);
  }

  openModule(module: string): void {
    this.#opened.push(module);
  }

  #fullName(name: string): string {
    const module = this.#opened.find((one) => this.#language.apis.find(`${one}.${name}`) !== undefined);
    return module === undefined ? name : `${module}.${name}`;
  }

  runsCode(origins: readonly Origin[]): void {
    if (origins.length === 0) this.shell.emit('execute', this.shell.program, { certainty: 'possible' });
    else
      this.outer.emit('execute', this.outer.program, {
        certainty: 'likely',
        origins: this.handedShell.originsOf(origins),
      });
  }

  load(name: string): Value {
    return loadModule(this, name, this.#language);
  }

  runFile(file: Field): Value {
    return loadFile(this, file, this.#language);
  }

  runText(source: Field): Value {
    return runText(this, source, this.#language);
  }

  #name(name: string, names: Names<Value>): Value {
    return names.get(name) ?? this.known(name) ?? unknown(this.#fullName(name));
  }

  #table(entries: readonly Entry[], names: Names<Value>): Value {
    const table = new Map<string, Value>();
    for (const { name, value } of entries) {
      const given = this.value(value, names);
      if (name) table.set(fieldOf(this.value(name, names)).text, given);
      else if (given.kind === 'table') for (const [key, one] of given.entries) table.set(key, one);
      else table.set('...', given);
    }
    return { kind: 'table', entries: table };
  }

  #given(items: readonly Argument[], names: Names<Value>): Given {
    const values: Value[] = [];
    const named = new Map<string, Value>();
    for (const { value, name, isSpread } of items) {
      const given = this.value(value, names);
      if (name !== undefined) named.set(name, given);
      else if (isSpread && given.kind === 'list') values.push(...given.items);
      else if (isSpread && given.kind === 'table')
        for (const [key, one] of given.entries) named.set(key, one);
      else values.push(given);
    }
    return { values, named };
  }

  #call(node: CallNode, names: Names<Value>): Value {
    const callee = this.value(node.callee, names);
    const given = this.#given(node.arguments, names);
    this.#called = { items: node.arguments, names };
    return this.apply(callee, given);
  }

  assignArgument(place: number, value: Value): void {
    const target = this.#called?.items[place]?.value;
    if (target && this.#called)
      assign(this, target, { value, names: this.#called.names, isDeclared: false, isCertain: true });
  }

  /** Calls whatever it is with these arguments. */
  apply(callee: Value, given: Given): Value {
    if (!this.shell.analysis.step()) return unknown();
    const callees = possible(callee);
    const isOneOfSeveral = callees.length > 1 || [...given.values, ...given.named.values()].some(isChoice);
    const run = () =>
      choice(callees.map((one) => apply(this, { callee: one, given, apis: this.#language.apis })));
    return isOneOfSeveral ? this.#path.perhaps(run) : run();
  }

  /** Runs a function of the code itself. */
  runRoutine({ node, names, self }: Routine, { values, named }: Given): Value {
    if (this.#running.length >= deepestCall || this.#running.includes(node)) return unknown();
    const inner = new Names<Value>(names);
    if (self) inner.declare('this', self);
    const all =
      self && node.parameters[0]?.target.kind === 'name' && isSelf(node.parameters[0].target.name)
        ? [self, ...values]
        : values;
    for (const [index, { target, fallback, isRest }] of node.parameters.entries()) {
      const byName = target.kind === 'name' ? named.get(target.name) : undefined;
      const value = isRest ? list(all.slice(index)) : (byName ?? all[index]);
      const filled =
        value ??
        (fallback ? this.value(fallback, names) : unknown(target.kind === 'name' ? target.name : 'value'));
      assign(this, target, { value: filled, names: inner, isDeclared: true });
    }
    inner.declare('arguments', list([...all]));
    this.#running.push(node);
    const returned: Value[] = [];
    this.#returned.push(returned);
    const last = this.#path.through('routine', () => this.value(node.body, inner));
    this.#returned.pop();
    this.#running.pop();
    if (node.givesLast) returned.push(last);
    return returned.length === 0 ? unknown() : choice(returned);
  }

  #return({ value }: Of<'return'>, names: Names<Value>): Value {
    const returned = value ? this.value(value, names) : unknown();
    this.#returned.at(-1)?.push(returned);
    this.#path.leave('routine');
    return returned;
  }

  #operation({ operator, operands }: Of<'operation'>, names: Names<Value>): Value {
    const [first, ...rest] = operands;
    const left = first ? this.value(first, names) : unknown();
    const truth = truthOf(left);
    if (operator === 'and' && truth === false) return left;
    if (operator === 'or' && truth === true) return left;
    const decides = operator === 'and' || operator === 'or';
    const others = rest.map((one) =>
      decides ? this.conditionally(() => this.value(one, names)) : this.value(one, names),
    );
    return operate(operator, [left, ...others]);
  }

  /** What runs only perhaps leaves two possible values in the names that it sets. */
  conditionally<Result>(run: () => Result): Result {
    return this.#path.conditionally(run);
  }

  ends(): void {
    this.#path.leave('program');
  }

  #branches({ condition, body, otherwise }: Of<'branches'>, names: Names<Value>): Value {
    const truth = truthOf(this.value(condition, names));
    if (truth !== undefined) {
      const chosen = truth ? body : otherwise;
      return chosen ? this.value(chosen, names) : unknown();
    }
    return this.conditionally(() => {
      const values = [this.value(body, names)];
      if (otherwise) values.push(this.value(otherwise, names));
      return choice(values);
    });
  }

  #function(node: Of<'function'>, names: Names<Value>): Value {
    const routine: Routine = { kind: 'routine', node, names };
    if (node.name !== undefined) names.assign(node.name, routine);
    if (node.isHandedOver) this.conditionally(() => this.runRoutine(routine, noneGiven));
    return routine;
  }

  #class(node: Of<'class'>, names: Names<Value>): Value {
    const { name, members, base } = node;
    const known = new Map<string, Value>();
    for (const entry of members) {
      const key = entry.name ? knownText(this.value(entry.name, names)) : undefined;
      const value = this.value(entry.value, names);
      if (key !== undefined) known.set(key, value);
    }
    const above = base && this.value(base, names);
    const made: Class = { kind: 'class', node, members: known, ...(above && { base: above }) };
    if (name !== '') names.assign(name, made);
    return made;
  }

  #assignment({ target, value, operator, isDeclared = false }: Of<'assignment'>, names: Names<Value>): Value {
    const given = this.value(value, names);
    const all = operator === undefined ? given : operate(operator, [this.value(target, names), given]);
    assign(this, target, { value: all, names, isDeclared });
    return all;
  }

  #loop({ target, values, body }: Of<'loop'>, names: Names<Value>): Value {
    const source = values && this.value(values, names);
    const turns = (source ? itemsOf(source) : [unknown()]).slice(0, mostTurns);
    const runBody = () => this.value(body, names);
    // A list whose items are known has each of its turns.
    const runTurn = source?.kind === 'list' && !source.isOpen ? runBody : () => this.conditionally(runBody);
    const given = this.#path.through('loop', () =>
      turns.map((item) => {
        if (!this.shell.analysis.step()) return unknown();
        if (target) assign(this, target, { value: item, names, isDeclared: false, isCertain: true });
        return runTurn();
      }),
    );
    return body.kind === 'branches' ? openList(given) : list(given);
  }
}

/** One thing out of several, or things of which some may not be there. */
function isChoice(value: Value): boolean {
  if (value.kind !== 'list') return value.kind === 'choice';
  return value.isOpen === true || value.items.some(({ kind }) => kind === 'choice');
}

function isSelf(name: string): boolean {
  return name === 'self' || name === 'cls';
}
