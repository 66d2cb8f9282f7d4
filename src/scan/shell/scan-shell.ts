import { parseShell } from '../../shell/parse.ts';
import type {
  Assignment,
  BranchesNode,
  CommandNode,
  FunctionNode,
  LoopNode,
  Node,
  Piece,
  Script,
  Word,
} from '../../shell/syntax.ts';
import { type ArgvMatch, argvRoutes, takesValue } from '../argv-routes.ts';
import type { Guard } from '../guard.ts';
import { type GuardEnvironment, guardIn, inEvery, withVariable } from '../guard-environment.ts';
import { type Isolation, strongerIsolation } from '../isolation.ts';
import { otherAgentOf } from '../launch/agent-words.ts';
import { type LaunchedRoutes, launchedRoutes } from '../launch/launched-routes.ts';
import type { Site } from '../site.ts';
import { assignment, declare, defaultValue, isDeclaring } from './definitions.ts';
import { isKept, type KeptWord } from './kept-words.ts';
import { offByDefault } from './off-by-default.ts';
import { hereDocuments, pipedTo, printed, redirected, scriptInValue } from './printed-text.ts';
import { interpreters, programAt, programOf } from './program-of.ts';
import { isQuiet, tellsPeople } from './quiet-programs.ts';
import { type ScriptFunctions, scriptFunctions, withArguments } from './script-functions.ts';
import { ShellState } from './shell-state.ts';
import type { Frame, ShellText } from './shell-text.ts';

const deepest = 6;
/**
 * In characters. Long install scripts are read as a whole: a place in the middle of one counts as well. Of a script
 * that is longer still only both ends are read, and that is a gap.
 */
export const longestScript = 512 * 1024;

/** Every route that a shell script takes. */
export function scanShell(text: ShellText): Site[] {
  if ((text.depth ?? 0) > deepest) return [];
  const { script } = parseShell(withoutPlaceholders(text.source), longestScript);
  const state = new ShellState(text, scanShell);
  const walk = new ShellWalk(state, scriptFunctions(script, text.source));
  const frame = { surroundings: text.surroundings, sink: undefined, inFunction: false };
  walk.script(script, frame);
  walk.uncalledFunctions(frame);
  return state.found();
}

/** The guard that programs have which are started after a script, in the same shell. */
export function guardAfter(source: string, guard: Guard): Guard {
  if (!/IS_SANDBOX|CLAUDE_CODE_BUBBLEWRAP/.test(source)) return guard;
  const { script } = parseShell(source, longestScript);
  const surroundings = { scope: 'ci-job', guard, isolation: 'none', notes: [] } as const;
  const state = new ShellState({ source, line: 1, surroundings, written: () => [], test: true }, () => []);
  const frame = { surroundings, sink: undefined, inFunction: false };
  new ShellWalk(state, scriptFunctions(script, source)).script(script, frame);
  return state.guard;
}

/** Placeholders of other languages that would read as a comment: Ruby's `#{path}`. */
function withoutPlaceholders(source: string): string {
  if (!source.includes('#{')) return source;
  return source.replace(/#\{([^{}\n]*)\}/g, (_, name: string) => (/claude/i.test(name) ? '$claude' : '_'));
}

interface Defined {
  readonly node: FunctionNode;
  readonly frame: Frame;
  /** Where it is defined. */
  readonly environment: GuardEnvironment;
  isCalled: boolean;
}

/** Calls that are followed into functions, in one script: what nobody can read by hand is not read here. */
const mostCalls = 400;
const deepestCall = 8;

/** Walks through a script in the order in which it runs, as far as that is known. */
class ShellWalk {
  readonly #state: ShellState;
  readonly #functions: ScriptFunctions;
  readonly #defined = new Map<string, Defined>();
  readonly #open: string[] = [];
  #calls = 0;

  constructor(state: ShellState, functions: ScriptFunctions) {
    this.#state = state;
    this.#functions = functions;
  }

  /** What is set behind `&&` or `||` holds for the rest of its chain, and after it only where every way sets it. */
  script(script: Script, frame: Frame): void {
    let stops: GuardEnvironment[] = [];
    for (const { connector, node } of script.statements) {
      if (connector === 'then') {
        this.#join(stops);
        stops = [];
      } else stops.push(this.#state.environment);
      this.#node(node, connector === 'then' ? frame : { ...frame, isConditional: true });
    }
    this.#join(stops);
  }

  /** Functions that nothing in the script calls: someone else may. */
  uncalledFunctions(frame: Frame): void {
    const last = this.#state.environment;
    for (const { isCalled, node, frame: outer, environment } of this.#defined.values()) {
      if (isCalled) continue;
      // A profile is read to its end before one of its functions is called.
      this.#state.environment = this.#state.text.defines ? last : environment;
      this.#body(node, { ...frame, surroundings: outer.surroundings });
    }
    this.#state.environment = last;
  }

  #join(stops: readonly GuardEnvironment[]): void {
    if (stops.length > 0) this.#state.environment = inEvery([...stops, this.#state.environment]);
  }

  #node(node: Node, outer: Frame): void {
    if (node.kind === 'pipeline') {
      this.#pipeline(node.stages, outer);
      return;
    }
    const frame = redirected(this.#state, node.redirections, outer);
    if (node.kind === 'command') this.#command(node, frame);
    else if (node.kind === 'group') this.#block(node.body, frame, node.subshell);
    else if (node.kind === 'function') this.#define(node, frame);
    else if (node.kind === 'loop') this.#loop(node, frame);
    else {
      this.#words(node.words, frame);
      if (node.kind === 'branches') this.#branches(node, frame);
    }
  }

  #define(node: FunctionNode, frame: Frame): void {
    const { environment } = this.#state;
    this.#defined.set(node.name, { node, frame, environment, isCalled: false });
  }

  /** A function whose output a caller takes gives values; any other prints. */
  #body({ name, body }: FunctionNode, frame: Frame): void {
    const sink = this.#functions.gives(name) ? ({ kind: 'value' } as const) : frame.sink;
    this.script(body, { ...frame, sink, inFunction: true });
  }

  /**
   * Where the words name a function of the script, it runs here; what stands before its name holds inside it.
   * @returns what the function puts around the words that it is given
   */
  #call({ assignments }: CommandNode, [name, ...given]: readonly Word[], frame: Frame): Isolation {
    const called = this.#defined.get(name?.value ?? '');
    if (!called) return 'none';
    this.#calls += 1;
    // A call that is not followed leaves the function to be read by itself, at the end.
    if (this.#calls > mostCalls || this.#open.length >= deepestCall) return 'none';
    called.isCalled = true;
    if (this.#open.includes(called.node.name)) return 'none';
    const { count } = this.#state.named;
    const before = this.#state.environment;
    this.#state.environment = withAssignments(before, assignments);
    this.#open.push(called.node.name);
    this.#body(called.node, { ...frame, arguments: given });
    this.#open.pop();
    if (assignments.length > 0) this.#state.environment = before;
    return this.#state.named.aroundUsesSince(count, (name) => this.#isGivenWord(name));
  }

  /** `$1`, `"$@"`, or a variable with one of these. */
  #isGivenWord(name: string): boolean {
    return /^(?:\d|[@*])$/.test(name) || /^"?\$\{?[\d@*]\}?"?$/.test(this.#state.values.get(name) ?? '');
  }

  /** `if` has conditions and bodies in turn, and a body more where there is an `else`; `case` has bodies alone. */
  #branches(node: BranchesNode, frame: Frame): void {
    const { words, branches, patterns } = node;
    const isIf = words.length === 0;
    const ways: GuardEnvironment[] = [];
    let entry = this.#state.environment;
    for (const [index, branch] of branches.entries()) {
      const isLast = index === branches.length - 1;
      this.#state.environment = entry;
      this.script(branch, this.#inBranch({ node, index }, frame));
      if (isIf && index % 2 === 0 && !isLast) entry = this.#state.environment;
      else if (!leaves(branch)) ways.push(this.#state.environment);
    }
    const hasElse = isIf ? branches.length % 2 === 1 : patterns?.some(takesAnything) === true;
    if (!hasElse) ways.push(entry);
    this.#state.environment = ways.length > 0 ? inEvery(ways) : entry;
  }

  /** What holds in one branch: that it may not run, and whether it runs where nobody asks for it. */
  #inBranch({ node, index }: { readonly node: BranchesNode; readonly index: number }, frame: Frame): Frame {
    const { words, branches, patterns } = node;
    const own = { ...frame, isConditional: true };
    if (words.length > 0) {
      const agent = patterns?.[index]?.find(({ value }) => otherAgentOf(value) !== undefined)?.value;
      return agent === undefined ? own : { ...own, namedAgent: agent };
    }
    const condition = index % 2 === 1 ? branches[index - 1] : undefined;
    const off = condition && offByDefault(condition, (name) => this.#state.defaultOf(name));
    if (off === undefined) return index === 0 ? frame : own;
    return { ...own, surroundings: { ...frame.surroundings, onlyWhere: off } };
  }

  #loop({ values = [], condition, body, endless }: LoopNode, frame: Frame): void {
    this.#state.define(values, frame);
    this.script(condition, frame);
    const before = this.#state.environment;
    this.script(body, frame);
    if (!endless && values.length === 0) this.#join([before]);
  }

  /** @param own what is exported inside does not count after it */
  #block(body: Script, frame: Frame, own: boolean): void {
    const before = this.#state.environment;
    this.script(body, frame);
    if (own) this.#state.environment = before;
  }

  #pipeline(stages: readonly Node[], frame: Frame): void {
    const before = this.#state.environment;
    for (const [index, stage] of stages.entries()) {
      const later = stages.slice(index + 1);
      const sink = later.length > 0 ? pipedTo(this.#state, later, frame) : frame.sink;
      this.#node(stage, { ...frame, sink });
      this.#state.environment = before;
    }
  }

  #command(node: CommandNode, outer: Frame): void {
    this.#words(node.words, outer);
    const lasting = node.words.length === 0;
    for (const given of node.assignments) {
      this.#words(given.elements ?? [given.value], outer);
      assignment(this.#state, given, { frame: outer, lasting });
      scriptInValue(this.#state, given, outer);
    }
    const given = this.#given(node, outer);
    const words = given.map((word) => word.value);
    const program = programOf(words);
    const launched = this.#launched(node, words);
    const frame = this.#inside(launched, outer);
    if (launched.launch.isolation === 'privileged-container') this.#state.startsPrivileged = true;
    hereDocuments(this.#state, { ...node, words: given }, frame);
    if (lasting) return;
    const before = this.#state.sites.length;
    const around = this.#call(node, given, frame);
    const told = this.#state.sites.slice(before);
    if (isDeclaring(program)) declare(this.#state, node, { program, frame: outer });
    else if (launched.launch.agentAt !== extensionAt && isQuiet(program, this.#functions.printing)) {
      printed(this.#state, node, tellsPeople(program) ? { ...frame, sink: undefined } : frame);
    } else {
      const inside = withIsolation(frame, around);
      this.#state.named.use(node.words, inside.surroundings.isolation);
      this.#invocation(given, { ...launched, matches: notTold(launched.matches, told) }, inside);
    }
  }

  /** The words of a command, with those that the script keeps for it in variables. */
  #given({ words }: CommandNode, { arguments: given }: Frame): readonly Word[] {
    const named = withArguments(words, given);
    const isDeclared = isDeclaring(programOf(words.map(({ value }) => value)));
    return isDeclared ? named : this.#state.kept.expand(named);
  }

  /** Guard and isolation as the words of the command itself make them, wrapper by wrapper. */
  #launched(node: CommandNode, words: readonly string[]): LaunchedRoutes {
    const { text, environment: around } = this.#state;
    const environment = withAssignments(around, node.assignments);
    const mustName = text.mustNameAgent === true || text.test === true;
    return launchedRoutes(this.#known(words), { environment, mustName });
  }

  /** Variables of the script that stand for the program or for the value of an option. */
  #known(words: readonly string[]): readonly string[] {
    const program = programAt(words);
    return words.map((word, index) => {
      const isValue = index > 0 && takesValue(words[index - 1] ?? '');
      const filled = isValue || takesValue(word) || index === program ? this.#state.filled(word) : word;
      return index === program && /\s/.test(filled) ? word : filled;
    });
  }

  #inside({ launch }: LaunchedRoutes, frame: Frame): Frame {
    const { surroundings } = frame;
    const isolation = strongerIsolation(surroundings.isolation, launch.isolation);
    return { ...frame, surroundings: { ...surroundings, guard: guardIn(launch.environment), isolation } };
  }

  #invocation(words: readonly Word[], { launch, matches }: LaunchedRoutes, frame: Frame): void {
    const kind = this.#state.text.defines === true && frame.inFunction ? 'definition' : 'invocation';
    for (const { index, ...match } of matches) {
      const word = words[index];
      if (word && isKept(word)) this.#handedOn(match, word, frame);
      else if (word) this.#state.add({ ...match, kind }, word, frame);
    }
    if (launch.agentAt === undefined) this.#chosenAgent(words, frame);
    const values = words.map(({ value }) => value);
    const language =
      interpreters.get(programOf(values)) ?? interpreters.get(programOf(values.slice(launch.commandAt)));
    for (const [index, word] of words.slice(0, launch.agentAt).entries()) {
      if (index === launch.commandAt || launch.scripts.has(index)) this.#state.runHeldBack(word);
      if (index > 0) this.#state.commandString(word, frame, { runs: launch.scripts.has(index), language });
    }
  }

  /** What a variable holds takes the route where it was given; told there already where it says so by itself. */
  #handedOn(match: Omit<ArgvMatch, 'index'>, word: KeptWord, { surroundings }: Frame): void {
    const line = this.#state.lineOf(word);
    if (this.#state.sites.some((site) => site.route === match.route && site.line === line)) return;
    const { onlyWhere } = word.keptIn.surroundings;
    const around = { ...surroundings, ...(onlyWhere !== undefined && { onlyWhere }) };
    this.#state.add({ ...match, kind: 'definition' }, word, { ...word.keptIn, surroundings: around });
  }

  /** `case $agent in qwen) flag=--yolo ;; esac; "$agent" $flag`: the program is a variable, as its options are. */
  #chosenAgent(words: readonly Word[], frame: Frame): void {
    if (!words[0]?.value.startsWith('$')) return;
    for (const word of words) {
      if (!isKept(word) || word.keptIn.namedAgent === undefined) continue;
      const { namedAgent } = word.keptIn;
      const own = words.filter((one) => isKept(one) && one.keptIn.namedAgent === namedAgent);
      const at = own.indexOf(word) + 1;
      const found = argvRoutes([namedAgent, ...own.map(({ value }) => value)]).find(
        ({ index }) => index === at,
      );
      if (!found) continue;
      const { index: _, ...match } = found;
      this.#handedOn(match, word, frame);
    }
  }

  /** Scripts inside words: `$(…)`, `<(…)`, `${X:-$(…)}`, and values that are used where a variable is not set. */
  #words(words: readonly Word[], frame: Frame): void {
    for (const word of words) for (const piece of word.pieces) this.#piece(piece, word, frame);
  }

  #piece(piece: Piece, word: Word, frame: Frame): void {
    const inside = { ...frame, sink: undefined };
    if (piece.kind === 'command' || piece.kind === 'process') this.#block(piece.body, inside, true);
    else if (piece.kind === 'arithmetic') for (const body of piece.bodies) this.#block(body, inside, true);
    else if (piece.kind === 'variable' && piece.operand) {
      this.#words([piece.operand], frame);
      const gives = /^:?[-=+]$/.test(piece.operator ?? '');
      if (/^:?=$/.test(piece.operator ?? '')) this.#state.setDefault(piece.name, piece.operand.value);
      if (gives) defaultValue(this.#state, piece.operand, { word, frame });
    }
  }
}

/** `gh copilot`: a program that only speaks of its words, but for one that it starts. */
const extensionAt = 1;

function withIsolation(frame: Frame, around: Isolation): Frame {
  const isolation = strongerIsolation(frame.surroundings.isolation, around);
  return { ...frame, surroundings: { ...frame.surroundings, isolation } };
}

/** Where a function that is called hands its words on, what it does with them is known better. */
function notTold(matches: readonly ArgvMatch[], told: readonly Site[]): readonly ArgvMatch[] {
  return matches.filter(({ route }) => !told.some((site) => site.route === route));
}

/** `NAME=value` before a command. */
function withAssignments(
  environment: GuardEnvironment,
  assignments: readonly Assignment[],
): GuardEnvironment {
  return assignments.reduce(
    (before, { name, value }) => withVariable(before, name, { value: value.value, exported: true }),
    environment,
  );
}

/** `*)`: what no other pattern of a `case` takes. */
function takesAnything(patterns: readonly Word[]): boolean {
  return patterns.some(({ value }) => value === '*');
}

/** Whether nothing after a list of commands is reached. */
function leaves({ statements }: Script): boolean {
  const last = statements.at(-1);
  if (last?.node.kind !== 'command') return false;
  return /^(?:exit|return|continue|break|exec)$/.test(last.node.words[0]?.value ?? '');
}
