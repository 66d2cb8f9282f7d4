import { parseShell } from '../../shell/parse.ts';
import type { Assignment, CommandNode, Word } from '../../shell/syntax.ts';
import { argvRoutes } from '../argv-routes.ts';
import { guardOf } from '../guard.ts';
import { isGuardVariable, withExport, withoutVariable, withVariable } from '../guard-environment.ts';
import { otherAgentOf } from '../launch/agent-words.ts';
import { reachHost } from '../launch/host-reach.ts';
import { launchedRoutes } from '../launch/launched-routes.ts';
import { otherAgentSetting } from '../other-agents.ts';
import { wordsOfValue } from './kept-words.ts';
import type { ShellState } from './shell-state.ts';
import type { Frame } from './shell-text.ts';

const declaring = new Set(
  'alias export local declare typeset readonly unset abbr set setenv global'.split(' '),
);

/** Whether a program gives names their values. */
export function isDeclaring(program: string): boolean {
  return declaring.has(program);
}

interface Declaration {
  readonly program: string;
  readonly frame: Frame;
}

/** `alias`, `export`, `local`, `declare`: words that give names a value, or take them out of what is exported. */
export function declare(state: ShellState, { words }: CommandNode, { program, frame }: Declaration): void {
  const [, ...given] = words;
  const options = given.flatMap(({ value }) => (/^[-+]\w/.test(value) ? [value] : []));
  const exported =
    program === 'export' || (program !== 'alias' && options.some((option) => /^-\w*x/.test(option)));
  for (const word of given) {
    const [, name, value = ''] = /^(?:-\w+\s+)?([A-Za-z_][\w.:+-]*?)\+?=(.*)$/s.exec(word.value) ?? [];
    const before = state.sites.length;
    if (name !== undefined) state.named.make(name, [word]);
    if (name === undefined) {
      if (exported) exportName(state, word, { frame, exported: !options.includes('-n') });
    } else if (program === 'alias') giveValue(state, { ...word, value }, frame);
    else if (value.startsWith('(')) assignArray(state, name, { ...word, value }, frame);
    else assign(state, { name, value: { ...word, value }, exported }, frame);
    if (name !== undefined && program !== 'alias') state.named.hold(name, state.sites.slice(before));
  }
  if (program === 'unset') {
    for (const { value } of given) state.environment = withoutVariable(state.environment, value);
  }
  if (program === 'setenv' || program === 'set' || program === 'abbr') declarePlainly(state, words, frame);
}

function exportName(
  state: ShellState,
  word: Word,
  { frame, exported }: { readonly frame: Frame; readonly exported: boolean },
): void {
  state.environment = withExport(state.environment, word.value, exported);
  const value = state.values.get(word.value);
  if (exported && value !== undefined) tellGuard(state, { name: word.value, value, word }, frame);
}

/** `abbr -a yolo claude …`, `set -a`, `set -- --flag "$@"`, fish's `set -x NAME value`. */
function declarePlainly(state: ShellState, words: readonly Word[], frame: Frame): void {
  const [program, ...given] = words;
  const [flags] = given;
  if (program?.value === 'set' && /^[-+]\w*a|^[-+]o$/.test(flags?.value ?? '')) {
    const isAll = flags?.value !== '-o' && flags?.value !== '+o' ? true : given[1]?.value === 'allexport';
    if (isAll) state.exportsAll = flags?.value.startsWith('-') === true;
  }
  const at = given.findIndex(({ value }) => !value.startsWith('-'));
  const [name, value] = given.slice(at === -1 ? given.length : at);
  if (name && value && program?.value !== 'abbr') {
    tellSetting(state, { name: name.value, value: value.value, word: value }, { frame, kind: 'definition' });
  }
  if (name && value && isGuardVariable(name.value)) {
    const exported =
      program?.value === 'setenv' || given.some((word) => /^-\w*x|^--export$/.test(word.value));
    assign(state, { name: name.value, value, exported }, frame);
  }
  state.define(words, frame);
  if (program?.value === 'set' && flags?.value === '--') {
    state.kept.keep('@', given.slice(1), { frame, isMore: frame.isConditional === true });
  }
  for (const word of given) state.commandString(word, frame, { kind: 'definition' });
}

/** `NAME=value`, `NAME=(words)`; @param lasting it is a statement of its own, not the environment of a command */
export function assignment(
  state: ShellState,
  { name, value, elements, append }: Assignment,
  given: { frame: Frame; lasting: boolean },
): void {
  const { frame, lasting } = given;
  const before = state.sites.length;
  state.named.make(name, elements ?? [value]);
  if (elements) arrayValue(state, { name, elements, append }, frame);
  else if (lasting) assign(state, { name, value, append, exported: state.exportsAll }, frame);
  else tellSetting(state, { name, value: value.value, word: value }, { frame, kind: 'invocation' });
  state.named.hold(name, state.sites.slice(before));
}

/** `declare -A commands=([a]="claude …")`: read as the assignment that it is. */
function assignArray(state: ShellState, name: string, word: Word, frame: Frame): void {
  const { script } = parseShell(`${name}=${word.value}`, longestArray);
  const [first] = script.statements;
  const node = first?.node;
  const elements = node?.kind === 'command' ? node.assignments[0]?.elements : undefined;
  const line = word.line;
  const placed = (elements ?? []).map((element) => ({ ...element, line: line + element.line - 1 }));
  arrayValue(state, { name, elements: placed, append: false }, frame);
}

const longestArray = 64 * 1024;

interface AssignedArray {
  readonly name: string;
  readonly elements: readonly Word[];
  readonly append: boolean;
}

function arrayValue(state: ShellState, { name, elements, append }: AssignedArray, frame: Frame): void {
  state.values.set(name, elements.map((word) => word.value).join(' '));
  const guarded = state.guarded(frame);
  const values = elements.map((word) => ({ ...word, value: word.value.replace(/^\[[^\]]*\]=/, '') }));
  state.kept.keep(name, values, { frame, isMore: append || frame.isConditional === true });
  if (state.text.test) return;
  const { launch, matches } = launchedRoutes(
    values.map(({ value }) => value),
    { environment: state.environment },
  );
  for (const { index, ...match } of matches) {
    const word = values[index];
    const isolation = launch.isolation === 'none' ? guarded.surroundings.isolation : launch.isolation;
    const around = { ...guarded, surroundings: { ...guarded.surroundings, isolation } };
    if (word) state.add({ ...match, kind: 'definition' }, word, around);
  }
  for (const word of values) state.commandString(word, guarded, { kind: 'definition' });
  for (const [index, { value }] of elements.entries()) {
    const agent = /^\[["']?([\w.-]+)["']?\]=/.exec(value)?.[1];
    const word = values[index];
    if (agent !== undefined && word) tellOptionsOf(state, agent, { word, frame: guarded });
  }
}

/** `[gemini]="--yolo"`: options whose key names the program that is given them. */
function tellOptionsOf(
  state: ShellState,
  agent: string,
  { word, frame }: { readonly word: Word; readonly frame: Frame },
): void {
  const options = wordsOfValue(word).map(({ value }) => value);
  if (otherAgentOf(agent) === undefined || !options[0]?.startsWith('-')) return;
  for (const { index: _, ...match } of argvRoutes([agent, ...options])) {
    state.add({ ...match, kind: 'definition' }, word, frame);
  }
}

interface Assigned {
  readonly name: string;
  readonly value: Word;
  /** `+=` */
  readonly append?: boolean;
  readonly exported: boolean;
}

function assign(state: ShellState, { name, value, append, exported }: Assigned, frame: Frame): void {
  const before = state.values.get(name) ?? '';
  const added = append ? value.value : addedTo(name, value.value);
  state.setValue(name, added === undefined ? value.value : `${before}${added}`, frame);
  state.environment = withVariable(state.environment, name, { value: value.value, exported });
  const held = { name, value: { ...value, value: added ?? value.value }, append: added !== undefined };
  if (state.text.test) {
    keepOptions(state, held, frame);
    state.holdBack(name, { ...value, value: held.value.value }, frame);
    return;
  }
  const given = { name, value: value.value, word: value };
  tellSetting(state, given, { frame, kind: 'definition' });
  if (exported || state.text.surroundings.scope === 'one-off-command') tellGuard(state, given, frame);
  if (nameOfText.test(name)) return;
  if (added === undefined) giveValue(state, value, state.guarded(frame));
  else giveMore(state, { before, added: { ...value, value: added } }, state.guarded(frame));
  keepOptions(state, held, frame);
}

/** `NAME="$NAME --flag"`: what is added to what the variable holds; undefined where it gets another value. */
function addedTo(name: string, value: string): string | undefined {
  const [, own, added] = /^\s*\$\{?(\w+)\}?(\s.*)$/s.exec(value) ?? [];
  return own === name ? added : undefined;
}

/** What is added to a variable that may hold a command already: its options are those of that command. */
function giveMore(
  state: ShellState,
  { before, added }: { readonly before: string; readonly added: Word },
  frame: Frame,
): void {
  const words = before.trim().split(/\s+/);
  const options = wordsOfValue(added).map(({ value }) => value);
  const { matches } = launchedRoutes([...words, ...options], {
    environment: state.environment,
    mustName: true,
  });
  const more = matches.filter(({ index }) => index >= words.length);
  for (const { index: _, ...match } of more) state.add({ ...match, kind: 'definition' }, added, frame);
  if (more.length === 0) giveValue(state, added, frame);
}

/** A container engine, or a variable with words for one. */
const containerName = /docker|podman|nerdctl|container/i;

/** Options alone, for a command that is given them later. */
function keepOptions(
  state: ShellState,
  { name, value, append }: { readonly name: string; readonly value: Word; readonly append: boolean },
  frame: Frame,
): void {
  const isOfContainer = containerName.test(`${name} ${state.values.get(name)?.split(' ', 1)[0]}`);
  if (isOfContainer && reachHost(wordsOfValue(value).map((word) => word.value)))
    state.startsPrivileged = true;
  const isOption = value.value.trimStart().startsWith('-');
  const isMore = append || (isOption && frame.isConditional === true);
  if (isOption || append) state.kept.keep(name, wordsOfValue(value), { frame, isMore });
}

interface GivenName {
  readonly name: string;
  readonly value: string;
  readonly word: Word;
}

/** A variable that an agent reads, for the commands that come or for one. */
function tellSetting(
  state: ShellState,
  { name, value, word }: GivenName,
  { frame, kind }: { readonly frame: Frame; readonly kind: 'definition' | 'invocation' },
): void {
  if (state.text.test) return;
  const off = otherAgentSetting(name, value);
  if (off) state.add({ route: 'other-agent-setting', kind, ...off }, word, frame);
}

function tellGuard(state: ShellState, { name, value, word }: GivenName, frame: Frame): void {
  const guard = guardOf(name, value);
  if (guard === undefined || guard === 'none' || state.text.test) return;
  state.add({ route: 'is-sandbox-export', kind: 'definition' }, word, state.guarded(frame));
}

/** Variables that hold what people read. */
const nameOfText =
  /usage|help|banner|msg|message|prompt|desc|readme|doc(?!ker)|example|title|instruction|note|pattern|regex/i;

/** The value of a variable or alias: words of a command line, or a whole script. */
export function giveValue(state: ShellState, word: Word, frame: Frame): void {
  if (state.text.test) return;
  const guarded = state.guarded(frame);
  if (word.value.trimStart().startsWith('-')) {
    const words = word.value
      .trim()
      .split(/\s+/)
      .map((part) => part.replace(/^["']|["']$/g, ''));
    // `case $agent in qwen) echo --yolo ;; esac`, in a function whose output is taken.
    const named = frame.sink?.kind === 'value' && frame.namedAgent ? [frame.namedAgent] : [];
    for (const { index: _, ...match } of argvRoutes([...named, ...words])) {
      state.add({ ...match, kind: 'definition' }, word, guarded);
    }
    return;
  }
  state.commandString(word, guarded, { kind: 'definition' });
  layoutBlock(state, word, guarded);
}

/** A window layout in a string: `command="claude" { args "--flag" }`. */
function layoutBlock(state: ShellState, word: Word, frame: Frame): void {
  if (!/\bcommand\s*=?\s*"[^"]*claude"/.test(word.value)) return;
  const quoted = [...word.value.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
  for (const { route } of argvRoutes(quoted)) state.add({ route, kind: 'definition' }, word, frame);
}

/** `${CLAUDE_FLAGS:---dangerously…}`: the value where nothing else is set. */
export function defaultValue(
  state: ShellState,
  operand: Word,
  { word, frame }: { word: Word; frame: Frame },
): void {
  for (const { route } of argvRoutes(operand.value.split(/\s+/))) {
    state.add({ route, kind: 'definition' }, { ...word, text: operand.text }, state.guarded(frame));
  }
}
