import { parseShell } from '../../shell/parse.ts';
import type { Assignment, CommandNode, Node, Piece, Redirection, Script, Word } from '../../shell/syntax.ts';
import { argvRoutes } from '../argv-routes.ts';
import { settingExpressions } from '../data/setting-expressions.ts';
import { type Guard, guardOf } from '../guard.ts';
import { isolationOf, strongerIsolation } from '../isolation.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import { otherAgentSetting } from '../other-agents.ts';
import type { Site, Surroundings } from '../site.ts';
import { agentPosition, directAgentPosition, guardInWords, otherAgent, runsStrings } from './launch.ts';
import { functionsIn, isQuiet, nodesIn, printingFunctions, programsIn } from './quiet-programs.ts';
import { destinationOf } from './written-file.ts';

/** A script and where it stands in its file. */
export interface ShellText {
  readonly source: string;
  /** Line of the file on which the source begins; counted from 1. */
  readonly line: number;
  readonly surroundings: Surroundings;
  /** Scans the text of a file that the script writes. */
  readonly written: (path: string, text: string, line: number, surroundings: Surroundings) => readonly Site[];
  /** What running the text does: aliases and functions in a profile define, a script invokes. */
  readonly defines?: boolean;
  /** Only a command that names the agent counts: the text may as well be prose. */
  readonly mustNameAgent?: boolean;
  /** A test: what it starts counts, what it keeps in variables and strings does not. */
  readonly test?: boolean;
  readonly depth?: number;
}

const deepest = 6;

/** Every route that a shell script takes. */
export function scanShell(text: ShellText): Site[] {
  if ((text.depth ?? 0) > deepest) return [];
  return new ShellScanner(text).scan();
}

/** Where printed text goes. */
type Sink =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'script' }
  /** Back to a caller that uses it: `CMD=$(agent_command)`. */
  | { readonly kind: 'value' }
  | undefined;

interface Frame {
  readonly surroundings: Surroundings;
  readonly sink: Sink;
  readonly inFunction: boolean;
}

class ShellScanner {
  readonly #text: ShellText;
  readonly #sites: Site[] = [];
  readonly #values = new Map<string, string>();
  #printing: ReadonlySet<string> = new Set();
  readonly #isolatedFunctions = new Map<string, Surroundings['isolation']>();
  #captured: ReadonlySet<string> = new Set();
  #guard: Guard;

  constructor(text: ShellText) {
    this.#text = text;
    this.#guard = text.surroundings.guard;
  }

  scan(): Site[] {
    const { script } = parseShell(withoutPlaceholders(this.#text.source), longestScript);
    this.#captured = capturedFunctions(this.#text.source);
    this.#printing = printingFunctions(script);
    for (const { name, body } of functionsIn(script)) {
      const isolation = isolationOf(this.#wordsIn(body));
      if (isolation !== 'none') this.#isolatedFunctions.set(name, isolation);
    }
    for (const { name, body } of functionsIn(script)) {
      for (const program of programsIn(body)) {
        const isolation = this.#isolatedFunctions.get(program);
        if (isolation && !this.#isolatedFunctions.has(name)) this.#isolatedFunctions.set(name, isolation);
      }
    }
    this.#script(script, { surroundings: this.#text.surroundings, sink: undefined, inFunction: false });
    return this.#sites;
  }

  /** All words, in order, with those of arrays: `BWRAP_CMD=(bwrap --unshare-all)`. */
  #wordsIn(script: Script): string[] {
    return nodesIn(script).flatMap((node) => {
      if (node.kind !== 'command') return [];
      return node.words.map((word) => word.value);
    });
  }

  #script(script: Script, frame: Frame): void {
    for (const { node } of script.statements) this.#node(node, frame);
  }

  #node(node: Node, frame: Frame): void {
    switch (node.kind) {
      case 'command':
        this.#command(node, this.#redirected(node.redirections, frame));
        return;
      case 'pipeline':
        this.#pipeline(node.stages, frame);
        return;
      case 'group':
        this.#group(node.body, this.#redirected(node.redirections, frame), node.subshell);
        return;
      case 'function':
        this.#function(node, this.#redirected(node.redirections, frame));
        return;
      case 'branches':
        this.#words(node.words, frame);
        for (const branch of node.branches) this.#script(branch, this.#redirected(node.redirections, frame));
        return;
      case 'loop':
        this.#loop(node, this.#redirected(node.redirections, frame));
        return;
      case 'test':
        this.#words(node.words, frame);
    }
  }

  /** A function whose output a caller takes gives values; any other prints. */
  #function({ name, body }: Extract<Node, { kind: 'function' }>, frame: Frame): void {
    const captured =
      this.#captured.has(name) || /(?:^|_)(?:cmd|command|args|flags|opts|launch)(?:_|$)/.test(name);
    const gives = captured && !/usage|help|print|show/.test(name);
    this.#group(
      body,
      { ...frame, inFunction: true, ...(gives && { sink: { kind: 'value' } as const }) },
      true,
    );
  }

  #loop(node: Extract<Node, { kind: 'loop' }>, frame: Frame): void {
    const words = node.values?.map((word) => word.value) ?? [];
    for (const { index, route, agent } of argvRoutes(words)) {
      const word = node.values?.[index];
      if (word) this.#add(route, 'definition', word, frame, agent);
    }
    this.#script(node.condition, frame);
    this.#script(node.body, frame);
  }

  #group(body: Script, frame: Frame, own: boolean): void {
    const before = this.#guard;
    this.#script(body, frame);
    if (own) this.#guard = before;
  }

  #pipeline(stages: readonly Node[], frame: Frame): void {
    for (const [index, stage] of stages.entries()) {
      const next = stages.slice(index + 1);
      this.#node(stage, next.length > 0 ? { ...frame, sink: this.#pipedTo(next, frame) } : frame);
    }
  }

  /** What the later stages do with what an earlier one prints. */
  #pipedTo(stages: readonly Node[], frame: Frame): Sink {
    for (const stage of stages) {
      if (stage.kind !== 'command') continue;
      const words = stage.words.map((word) => this.#filled(word.value));
      const program = programOf(words);
      if (/^(?:ba|z|da|k|a)?sh$|^(?:at|batch|crontab|ssh|fish)$/.test(program)) return { kind: 'script' };
      if (program === 'tee' || program === 'sponge') {
        const path = words
          .slice(words.findIndex((word) => baseName(word) === program) + 1)
          .find((word) => !word.startsWith('-'));
        if (path !== undefined) return fileSink(path);
      }
    }
    return frame.sink;
  }

  #redirected(redirections: readonly Redirection[], frame: Frame): Frame {
    let { sink } = frame;
    for (const { operator, target, descriptor } of redirections) {
      if (!/^(?:&?>>?|>\|)$/.test(operator) || (descriptor !== undefined && descriptor !== 1)) continue;
      sink = fileSink(this.#filled(target.value));
    }
    return { ...frame, sink };
  }

  #command(node: CommandNode, frame: Frame): void {
    this.#words(node.words, frame);
    for (const assignment of node.assignments) this.#assignment(assignment, frame, node.words.length === 0);
    const words = node.words.map((word) => word.value);
    const program = programOf(words);
    const own = this.#ownSurroundings(node, words, frame);
    this.#hereDocuments(node, program, { ...frame, surroundings: own });
    if (words.length === 0) return;
    if (declaring.has(program)) {
      this.#declaration(node, program, frame);
      return;
    }
    if (isQuiet(program, this.#printing) || completes(words)) {
      this.#printed(node, program, { ...frame, surroundings: own });
      return;
    }
    this.#invocation(node, words, { ...frame, surroundings: own });
  }

  /** Guard and isolation that stand in the words of the command itself. */
  #ownSurroundings(node: CommandNode, words: readonly string[], frame: Frame): Surroundings {
    let guard = this.#guard;
    for (const { name, value } of node.assignments) guard = guardOf(name, value.value) ?? guard;
    guard = guardInWords(words) ?? guard;
    let isolation = strongerIsolation(
      frame.surroundings.isolation,
      isolationOf(words.map((word) => this.#filled(word))),
    );
    const local = this.#isolatedFunctions.get(words[0] ?? '');
    if (local) isolation = strongerIsolation(isolation, local);
    return { ...frame.surroundings, guard, isolation };
  }

  #invocation(node: CommandNode, words: readonly string[], frame: Frame): void {
    const agentAt = directAgentPosition(words) ?? Number.POSITIVE_INFINITY;
    const matches = argvRoutes(words);
    const mustName = this.#text.mustNameAgent || this.#text.test;
    if (!mustName || agentPosition(words) !== undefined) {
      for (const { route, index, agent } of matches) {
        const word = node.words[index];
        const other = agent ?? otherAgent(words.slice(0, index));
        if (word) this.#add(route, this.#kind(frame), word, frame, other);
      }
    }
    for (const [index, word] of node.words.entries()) {
      if (index > 0 && index < agentAt) this.#commandString(word, frame, { runBy: words });
    }
  }

  #kind(frame: Frame): Site['kind'] {
    return this.#text.defines === true && frame.inFunction ? 'definition' : 'invocation';
  }

  /** A word that is a script of its own: `bash -c '…'`, `tmux send-keys '…'`, `run_in_vm "…"`. */
  #commandString(
    word: Word,
    frame: Frame,
    { kind, runBy = [] }: { kind?: Site['kind']; runBy?: readonly string[] } = {},
  ): void {
    if (!/\s/.test(word.value) || !mayTakeRoute(word.value)) return;
    const runs = runsStrings(runBy);
    if (this.#text.test && !runs) return;
    const language = interpreters.get(programOf(runBy));
    if (language !== undefined) {
      this.#sites.push(
        ...this.#text.written(`string.${language}`, word.value, this.#lineOf(word), frame.surroundings),
      );
      return;
    }
    const line = this.#lineOf(word);
    const inner = scanShell({
      ...this.#text,
      source: word.value,
      line,
      surroundings: { ...frame.surroundings, guard: frame.surroundings.guard },
      mustNameAgent: !runs,
      defines: this.#text.defines === true && frame.inFunction,
      depth: (this.#text.depth ?? 0) + 1,
    });
    for (const site of inner) this.#sites.push(kind ? { ...site, kind } : site);
  }

  /** `alias`, `export`, `local`, `declare`: words that give names a value. */
  #declaration(node: CommandNode, program: string, frame: Frame): void {
    for (const word of node.words.slice(1)) {
      const match = /^(?:-\w+\s+)?([A-Za-z_][\w.:+-]*?)\+?=(.*)$/s.exec(word.value);
      if (!match?.[1]) continue;
      const [, name, value = ''] = match;
      if (program === 'alias') this.#value({ ...word, value }, frame);
      else this.#assign(name, { ...word, value: unwrapArray(value) }, program !== 'local', frame);
    }
    if (program === 'unset' && node.words.some((word) => word.value === 'IS_SANDBOX')) this.#guard = 'none';
    if (program === 'abbr' || program === 'set') this.#plainDefinition(node, frame);
  }

  /** `abbr -a yolo claude …`, `set -- --flag "$@"`, fish's `set -x NAME value`. */
  #plainDefinition(node: CommandNode, frame: Frame): void {
    const words = node.words.map((word) => word.value);
    const name = words.findIndex((word, index) => index > 0 && !word.startsWith('-'));
    if (name !== -1) {
      const guard = guardOf(words[name] ?? '', words[name + 1] ?? '');
      if (guard && words[0] === 'set') this.#guard = guard;
    }
    for (const { route, index, agent } of argvRoutes(words)) {
      const word = node.words[index];
      if (word) this.#add(route, 'definition', word, frame, agent);
    }
    for (const word of node.words.slice(1)) this.#commandString(word, frame, { kind: 'definition' });
  }

  #assignment({ name, value, elements }: Assignment, frame: Frame, lasting: boolean): void {
    for (const word of elements ?? [value]) this.#words([word], frame);
    if (this.#text.test) {
      if (lasting && !elements) this.#values.set(name, value.value);
      return;
    }
    if (elements) {
      const words = elements.map((word) => word.value);
      this.#values.set(name, words.join(' '));
      const guarded = { ...frame, surroundings: { ...frame.surroundings, guard: this.#guard } };
      for (const { route, index, agent } of argvRoutes(words)) {
        const word = elements[index];
        if (word) this.#add(route, 'definition', word, guarded, agent);
      }
      for (const word of elements) this.#commandString(word, guarded, { kind: 'definition' });
      return;
    }
    if (lasting) this.#assign(name, value, false, frame);
  }

  #assign(name: string, value: Word, exported: boolean, frame: Frame): void {
    this.#values.set(name, value.value);
    const agent = otherAgentSetting(name, value.value);
    if (agent !== undefined) this.#add('other-agent-setting', 'definition', value, frame, agent);
    const guard =
      exported || this.#text.surroundings.scope === 'one-off-command'
        ? guardOf(name, value.value)
        : undefined;
    if (guard) {
      this.#guard = guard;
      this.#add('is-sandbox-export', 'definition', value, frame);
    }
    if (
      !/usage|help|banner|msg|message|prompt|desc|readme|doc|example|title|instruction|note|pattern|regex/i.test(
        name,
      )
    ) {
      this.#value(value, { ...frame, surroundings: { ...frame.surroundings, guard: this.#guard } });
    }
  }

  /** The value of a variable or alias: words of a command line, or a whole script. */
  #value(word: Word, frame: Frame): void {
    if (this.#text.test) return;
    const words = word.value.split(/\s+/).filter((part) => part !== '');
    if (words[0]?.startsWith('-')) {
      for (const { route } of argvRoutes(words.map(unquoted))) this.#add(route, 'definition', word, frame);
      return;
    }
    const guarded = { ...frame, surroundings: { ...frame.surroundings, guard: this.#guard } };
    this.#commandString(word, guarded, { kind: 'definition' });
    this.#layoutBlock(word, guarded);
  }

  /** A window layout in a string: `command="claude" { args "--flag" }`. */
  #layoutBlock(word: Word, frame: Frame): void {
    if (!/\bcommand\s*=?\s*"[^"]*claude"/.test(word.value)) return;
    const quotedWords = [...word.value.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
    for (const { route } of argvRoutes(quotedWords)) this.#add(route, 'definition', word, frame);
  }

  #hereDocuments(node: CommandNode, program: string, frame: Frame): void {
    for (const { operator, target } of node.redirections) {
      if (!operator.startsWith('<<')) continue;
      const words = node.words.map((word) => word.value);
      const sink =
        program === 'tee'
          ? this.#pipedTo([node], frame)
          : executes(words)
            ? ({ kind: 'script' } as const)
            : frame.sink;
      const body = operator === '<<<' ? target.value : target.text;
      const language = interpreters.get(program);
      const source = language !== undefined && ({ kind: 'file', path: `stdin.${language}` } as const);
      // The body begins on the line after the word that announces it.
      this.#deliver(body, this.#lineOf(target) + (operator === '<<<' ? 0 : 1), source || sink, frame);
    }
  }

  /** What a program that only prints has printed, if it goes where it is read as a script. */
  #printed(node: CommandNode, program: string, frame: Frame): void {
    if (program === 'sed' || program === 'gsed') return;
    const words = node.words.slice(1).filter((word) => mayTakeRoute(word.value));
    for (const word of words) {
      this.#settingExpression(word, frame);
      if (frame.sink?.kind === 'value') this.#value(word, frame);
      else if (frame.sink && program === 'printf') this.#deliverFormat(word, frame.sink, frame);
      else if (frame.sink) this.#deliver(word.value, this.#lineOf(word), frame.sink, frame);
      else if (program === 'printf' && /^alias\s/.test(word.value))
        this.#deliver(word.value, this.#lineOf(word), { kind: 'script' }, frame);
      else if (
        program === 'git' &&
        node.words.some(({ value }) => value === 'config') &&
        word.value.startsWith('!')
      ) {
        this.#commandString({ ...word, value: word.value.slice(1) }, frame, { kind: 'definition' });
      }
    }
  }

  /** `printf '#!/bin/sh\\nexec claude …\\n' > file`: the line breaks are written as escapes. */
  #deliverFormat(word: Word, sink: Sink, frame: Frame): void {
    const line = this.#lineOf(word);
    const to = line + newlines(word.text);
    const before = this.#sites.length;
    this.#deliver(word.value.replace(/\\n/g, '\n'), line, sink, frame);
    for (const site of this.#sites.splice(before)) {
      this.#sites.push({ ...site, line: Math.min(site.line, to), from: line, to });
    }
  }

  /** `jq '.permissions.defaultMode = "bypassPermissions"'`, `yq`, `sponge`: a setting given by an expression. */
  #settingExpression(word: Word, frame: Frame): void {
    for (const route of settingExpressions(word.value)) this.#add(route, 'definition', word, frame);
  }

  #deliver(text: string, line: number, sink: Sink, frame: Frame): void {
    if (!sink || sink.kind === 'value' || !mayTakeRoute(text)) return;
    if (sink.kind === 'script') {
      const inner = {
        ...this.#text,
        source: text,
        line,
        surroundings: frame.surroundings,
        depth: (this.#text.depth ?? 0) + 1,
      };
      this.#sites.push(...scanShell(inner));
      return;
    }
    if (destinationOf(sink.path) === 'discarded') return;
    this.#sites.push(...this.#text.written(sink.path, unescapedHereDocument(text), line, frame.surroundings));
  }

  /** Scripts inside words: `$(…)`, `<(…)`, `${X:-$(…)}`, and values that are used where a variable is not set. */
  #words(words: readonly Word[], frame: Frame): void {
    for (const word of words) for (const piece of word.pieces) this.#piece(piece, word, frame);
  }

  #piece(piece: Piece, word: Word, frame: Frame): void {
    const inside = { ...frame, sink: undefined };
    if (piece.kind === 'command' || piece.kind === 'process') this.#group(piece.body, inside, true);
    else if (piece.kind === 'arithmetic') for (const body of piece.bodies) this.#group(body, inside, true);
    else if (piece.kind === 'variable' && piece.operand) {
      this.#words([piece.operand], frame);
      if (piece.operator !== undefined && /^:?[-=+]$/.test(piece.operator))
        this.#default(piece.operand, word, frame);
    }
  }

  /** `${CLAUDE_FLAGS:---dangerously…}`: the value where nothing else is set. */
  #default(operand: Word, word: Word, frame: Frame): void {
    const words = operand.value.split(/\s+/);
    for (const { route } of argvRoutes(words)) {
      this.#add(
        route,
        'definition',
        { ...word, text: operand.text },
        { ...frame, surroundings: { ...frame.surroundings, guard: this.#guard } },
      );
    }
  }

  #add(route: Site['route'], kind: Site['kind'], word: Word, frame: Frame, agent?: string): void {
    const line = this.#lineOf(word);
    const to = line + newlines(word.text);
    this.#sites.push({
      route,
      kind,
      line,
      from: line,
      to,
      surroundings: frame.surroundings,
      ...(agent !== undefined && { agent }),
    });
  }

  #lineOf(word: Word): number {
    return this.#text.line + word.line - 1;
  }

  /** `"$HOME/.bashrc"` stays as it is; a variable that the script itself set is filled in. */
  #filled(value: string): string {
    return value.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (whole, name: string) => this.#values.get(name) ?? whole);
  }
}

const declaring = new Set([
  'alias',
  'export',
  'local',
  'declare',
  'typeset',
  'readonly',
  'unset',
  'abbr',
  'set',
  'setenv',
  'global',
]);

function programOf(words: readonly string[]): string {
  for (const word of words) {
    const base = baseName(word);
    if (
      /^[A-Za-z_]\w*=/.test(word) ||
      /^(?:sudo|doas|env|exec|command|builtin|nohup|time|noglob)$/.test(base) ||
      word.startsWith('-')
    )
      continue;
    return base;
  }
  return '';
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}

function completes(words: readonly string[]): boolean {
  return /^(?:complete|compgen|compdef|_arguments|_describe)$/.test(words[0] ?? '');
}

/** A shell or remote shell that runs what it is given on standard input. */
function executes(words: readonly string[]): boolean {
  const program = programOf(words);
  if (/^(?:ba|z|da|k|a)?sh$|^(?:fish|ssh|su|expect|crontab|at|tmux)$/.test(program)) return true;
  return (
    words.some((word) => /^(?:docker|podman|kubectl)$/.test(word)) &&
    words.some((word) => /^(?:.*\/)?(?:ba|z|da)?sh$/.test(word))
  );
}

/** Programs that run a string or their standard input in another language; by the extension of that. */
const interpreters = new Map(
  Object.entries({
    osascript: 'applescript',
    python: 'py',
    python3: 'py',
    node: 'js',
    deno: 'ts',
    bun: 'ts',
    ruby: 'rb',
    perl: 'pl',
    php: 'php',
    pwsh: 'ps1',
    powershell: 'ps1',
  }),
);

/** Functions that stand in a command substitution. */
function capturedFunctions(source: string): ReadonlySet<string> {
  return new Set([...source.matchAll(/(?:\$\(|`)\s*([A-Za-z_][\w-]*)/g)].map((match) => match[1] ?? ''));
}

/** Placeholders of other languages that would read as a comment: Ruby's `#{path}`. */
function withoutPlaceholders(source: string): string {
  return source.includes('#{')
    ? source.replace(/#\{([^{}\n]*)\}/g, (_, name: string) => (/claude/i.test(name) ? '$claude' : '_'))
    : source;
}

/** Long install scripts are read as a whole: a place in the middle of one counts as well. */
const longestScript = 512 * 1024;

function fileSink(path: string): Sink {
  return destinationOf(path) === 'discarded' ? undefined : { kind: 'file', path };
}

function unwrapArray(value: string): string {
  return value.startsWith('(') && value.endsWith(')')
    ? value.slice(1, -1).trim().replace(/^["']/, '')
    : value;
}

function unquoted(word: string): string {
  return word.replace(/^["']|["']$/g, '');
}

/** In a here-document whose end is not quoted, `\$` stands for `$`. */
function unescapedHereDocument(text: string): string {
  return text.replace(/\\([$`\\])/g, '$1');
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
