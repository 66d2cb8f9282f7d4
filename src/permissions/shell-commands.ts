import { parseShell } from '../shell/parse.ts';
import type { CommandNode, Node, Piece, Redirection, Script, Word } from '../shell/syntax.ts';

/** One command of a compound line, as rules look at it. */
export interface Subcommand {
  /** Assignments and words as written, single spaces between them, redirections left out. */
  readonly text: string;
  readonly assignments: readonly { readonly name: string; readonly text: string }[];
  readonly words: readonly Word[];
  /** It stands in `$(…)`, backticks or `<(…)`. */
  readonly inSubstitution: boolean;
  /** Targets of the `cd`s that take effect before it, in order. */
  readonly cds: readonly Word[];
}

/** A file that the shell itself opens for writing. */
interface RedirectTarget {
  readonly word: Word;
  readonly cds: readonly Word[];
}

/** A shell line taken apart: https://code.claude.com/docs/en/permissions#compound-commands */
export interface ShellCommands {
  /** The whole line, trimmed. */
  readonly text: string;
  readonly subcommands: readonly Subcommand[];
  /** Of every command and group of the line; `/dev/null` and descriptors left out. */
  readonly outputs: readonly RedirectTarget[];
  /** Variables that the line itself sets, by assignment or loop. */
  readonly assigned: ReadonlySet<string>;
  /** False where the analysis cannot be trusted: a syntax error, or beyond the bound on length or depth. */
  readonly understood: boolean;
}

/** Longer lines always prompt. https://code.claude.com/docs/en/permissions#read-only-commands */
const longestCommand = 10_000;

/** Takes a line apart at `&&`, `||`, `;`, `|`, `|&`, `&` and newlines, substitutions and bodies included. */
export function shellCommands(line: string): ShellCommands {
  const { script, problems } = parseShell(line);
  const found = new Collector();
  found.script(script);
  return {
    text: line.trim(),
    subcommands: found.subcommands,
    outputs: found.outputs,
    assigned: found.assigned,
    understood: problems.length === 0 && line.length <= longestCommand,
  };
}

class Collector {
  readonly subcommands: Subcommand[] = [];
  readonly outputs: RedirectTarget[] = [];
  readonly assigned = new Set<string>();
  #cds: readonly Word[] = [];
  #substitutions = 0;

  script({ statements }: Script): void {
    for (const { node } of statements) this.#node(node);
  }

  #node(node: Node): void {
    switch (node.kind) {
      case 'command':
        this.#command(node);
        return;
      case 'pipeline':
        for (const stage of node.stages) this.#apart(() => this.#node(stage));
        return;
      case 'group':
        if (node.subshell) this.#apart(() => this.script(node.body));
        else this.script(node.body);
        break;
      case 'function':
        this.script(node.body);
        break;
      case 'branches':
        this.#words(node.words);
        for (const branch of node.branches) this.script(branch);
        break;
      case 'loop':
        if (node.variable !== undefined) this.assigned.add(node.variable);
        this.#words(node.values ?? []);
        this.script(node.condition);
        this.script(node.body);
        break;
      case 'test':
        this.#words(node.words);
    }
    this.#redirected(node.redirections);
  }

  #command({ words, assignments, redirections }: CommandNode): void {
    const heads = assignments.map(({ name, value, append }) => {
      this.assigned.add(name);
      return { name, text: `${name}${append ? '+' : ''}=${value.text}` };
    });
    const text = [...heads.map((head) => head.text), ...words.map((word) => word.text)].join(' ');
    if (text !== '') {
      const place = { inSubstitution: this.#substitutions > 0, cds: this.#cds };
      this.subcommands.push({ text, assignments: heads, words, ...place });
    }
    for (const { value, elements } of assignments) this.#words(elements ?? [value]);
    this.#words(words);
    this.#redirected(redirections);
    if (words[0]?.value === 'cd' && words[1]) this.#cds = [...this.#cds, words[1]];
  }

  #redirected(redirections: readonly Redirection[]): void {
    for (const { operator, target } of redirections) {
      this.#words([target]);
      const descriptor = operator.endsWith('&') && /^(?:\d+|-)$/.test(target.value);
      if (operator.includes('>') && !descriptor && target.value !== '/dev/null') {
        this.outputs.push({ word: target, cds: this.#cds });
      }
    }
  }

  #words(words: readonly Word[]): void {
    for (const word of words) for (const piece of word.pieces) this.#piece(piece);
  }

  #piece(piece: Piece): void {
    if (piece.kind === 'command' || piece.kind === 'process') this.#substitution(piece.body);
    else if (piece.kind === 'arithmetic') for (const body of piece.bodies) this.#substitution(body);
    else if (piece.kind === 'braces') this.#words(piece.alternatives);
    else if (piece.kind === 'variable') {
      if (piece.operand) this.#words([piece.operand]);
      if (piece.replacement) this.#words([piece.replacement]);
    }
  }

  #substitution(body: Script): void {
    this.#substitutions += 1;
    this.#apart(() => this.script(body));
    this.#substitutions -= 1;
  }

  /** What runs in a process of its own changes no folder for what follows. */
  #apart(action: () => void): void {
    const before = this.#cds;
    action();
    this.#cds = before;
  }
}
