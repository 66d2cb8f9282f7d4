import { parseShell } from '../../shell/parse.ts';
import type { CommandNode, Node, Piece, Script, Word } from '../../shell/syntax.ts';
import { argvRoutes } from '../argv-routes.ts';
import { guardOf } from '../guard.ts';
import { isolationOf, strongerIsolation } from '../isolation.ts';
import type { Site, Surroundings } from '../site.ts';
import { assignment, declare, defaultValue, isDeclaring } from './definitions.ts';
import { agentPosition, directAgentPosition, guardInWords, otherAgent } from './launch.ts';
import { hereDocuments, pipedTo, printed, redirected } from './printed-text.ts';
import { programOf } from './program-of.ts';
import { isQuiet } from './quiet-programs.ts';
import { type ScriptFunctions, scriptFunctions } from './script-functions.ts';
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
  new ShellWalk(state, scriptFunctions(script, text.source)).script(script, {
    surroundings: text.surroundings,
    sink: undefined,
    inFunction: false,
  });
  return state.sites;
}

/** Placeholders of other languages that would read as a comment: Ruby's `#{path}`. */
function withoutPlaceholders(source: string): string {
  if (!source.includes('#{')) return source;
  return source.replace(/#\{([^{}\n]*)\}/g, (_, name: string) => (/claude/i.test(name) ? '$claude' : '_'));
}

/** Walks through a script in the order in which it is written. */
class ShellWalk {
  readonly #state: ShellState;
  readonly #functions: ScriptFunctions;

  constructor(state: ShellState, functions: ScriptFunctions) {
    this.#state = state;
    this.#functions = functions;
  }

  script(script: Script, frame: Frame): void {
    for (const { node } of script.statements) this.#node(node, frame);
  }

  #node(node: Node, outer: Frame): void {
    if (node.kind === 'pipeline') {
      this.#pipeline(node.stages, outer);
      return;
    }
    const frame = redirected(this.#state, node.redirections, outer);
    if (node.kind === 'command') this.#command(node, frame);
    else if (node.kind === 'group') this.#block(node.body, frame, node.subshell);
    else if (node.kind === 'function') this.#function(node, frame);
    else if (node.kind === 'loop') this.#loop(node, frame);
    else {
      this.#words(node.words, frame);
      if (node.kind === 'branches') for (const branch of node.branches) this.script(branch, frame);
    }
  }

  /** A function whose output a caller takes gives values; any other prints. */
  #function({ name, body }: Extract<Node, { kind: 'function' }>, frame: Frame): void {
    const sink = this.#functions.gives(name) ? ({ kind: 'value' } as const) : frame.sink;
    this.#block(body, { ...frame, sink, inFunction: true }, true);
  }

  #loop({ values = [], condition, body }: Extract<Node, { kind: 'loop' }>, frame: Frame): void {
    this.#state.define(values, frame);
    this.script(condition, frame);
    this.script(body, frame);
  }

  /** @param own what is exported inside does not count after it */
  #block(body: Script, frame: Frame, own: boolean): void {
    const before = this.#state.guard;
    this.script(body, frame);
    if (own) this.#state.guard = before;
  }

  #pipeline(stages: readonly Node[], frame: Frame): void {
    for (const [index, stage] of stages.entries()) {
      const later = stages.slice(index + 1);
      const sink = later.length > 0 ? pipedTo(this.#state, later, frame) : frame.sink;
      this.#node(stage, { ...frame, sink });
    }
  }

  #command(node: CommandNode, outer: Frame): void {
    this.#words(node.words, outer);
    const lasting = node.words.length === 0;
    for (const given of node.assignments) {
      this.#words(given.elements ?? [given.value], outer);
      assignment(this.#state, given, { frame: outer, lasting });
    }
    const words = node.words.map((word) => word.value);
    const program = programOf(words);
    const frame = { ...outer, surroundings: this.#surroundings(node, words, outer) };
    hereDocuments(this.#state, node, frame);
    if (lasting) return;
    if (isDeclaring(program)) declare(this.#state, node, { program, frame: outer });
    else if (isQuiet(program, this.#functions.printing)) printed(this.#state, node, frame);
    else this.#invocation(node, words, frame);
  }

  /** Guard and isolation that stand in the words of the command itself. */
  #surroundings(node: CommandNode, words: readonly string[], { surroundings }: Frame): Surroundings {
    let { guard } = this.#state;
    for (const { name, value } of node.assignments) guard = guardOf(name, value.value) ?? guard;
    guard = guardInWords(words) ?? guard;
    const filled = words.map((word) => this.#state.filled(word));
    const called = this.#functions.isolating.get(words[0] ?? '') ?? 'none';
    const isolation = strongerIsolation(
      surroundings.isolation,
      strongerIsolation(isolationOf(filled), called),
    );
    return { ...surroundings, guard, isolation };
  }

  #invocation(node: CommandNode, words: readonly string[], frame: Frame): void {
    const { text } = this.#state;
    const mustName = text.mustNameAgent === true || text.test === true;
    const kind = text.defines === true && frame.inFunction ? 'definition' : 'invocation';
    const counting = !mustName || agentPosition(words) !== undefined ? argvRoutes(words) : [];
    for (const { route, index, agent = otherAgent(words.slice(0, index)) } of counting) {
      const word = node.words[index];
      if (word) this.#state.add({ route, kind, ...(agent !== undefined && { agent }) }, word, frame);
    }
    const prompts = directAgentPosition(words) ?? words.length;
    for (const word of node.words.slice(1, prompts)) this.#state.commandString(word, frame, { runBy: words });
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
      if (gives) defaultValue(this.#state, piece.operand, { word, frame });
    }
  }
}
