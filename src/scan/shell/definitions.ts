import type { Assignment, CommandNode, Word } from '../../shell/syntax.ts';
import { argvRoutes } from '../argv-routes.ts';
import { guardOf } from '../guard.ts';
import { otherAgentSetting } from '../other-agents.ts';
import type { ShellState } from './shell-state.ts';
import type { Frame } from './shell-text.ts';

const declaring = new Set(
  'alias export local declare typeset readonly unset abbr set setenv global'.split(' '),
);

/** Whether a program gives names their values. */
export function isDeclaring(program: string): boolean {
  return declaring.has(program);
}

/** `alias`, `export`, `local`, `declare`: words that give names a value. */
export function declare(state: ShellState, { words }: CommandNode, { program, frame }: Declaration): void {
  for (const word of words.slice(1)) {
    const [, name, value = ''] = /^(?:-\w+\s+)?([A-Za-z_][\w.:+-]*?)\+?=(.*)$/s.exec(word.value) ?? [];
    if (name === undefined) continue;
    if (program === 'alias') giveValue(state, { ...word, value }, frame);
    else
      assign(
        state,
        { name, value: { ...word, value: unwrapArray(value) }, exported: program !== 'local' },
        frame,
      );
  }
  if (program === 'unset' && words.some(({ value }) => value === 'IS_SANDBOX')) state.guard = 'none';
  if (program === 'abbr' || program === 'set') declarePlainly(state, words, frame);
}

interface Declaration {
  readonly program: string;
  readonly frame: Frame;
}

/** `abbr -a yolo claude …`, `set -- --flag "$@"`, fish's `set -x NAME value`. */
function declarePlainly(state: ShellState, words: readonly Word[], frame: Frame): void {
  const name = words.findIndex(({ value }, index) => index > 0 && !value.startsWith('-'));
  const guard = guardOf(words[name]?.value ?? '', words[name + 1]?.value ?? '');
  if (guard && words[0]?.value === 'set') state.guard = guard;
  state.define(words, frame);
  for (const word of words.slice(1)) state.commandString(word, frame, { kind: 'definition' });
}

/** `NAME=value`, `NAME=(words)`; @param lasting it is a statement of its own, not the environment of a command */
export function assignment(
  state: ShellState,
  { name, value, elements }: Assignment,
  given: { frame: Frame; lasting: boolean },
): void {
  const { frame, lasting } = given;
  if (elements === undefined) {
    if (lasting) assign(state, { name, value, exported: false }, frame);
    return;
  }
  state.values.set(name, elements.map((word) => word.value).join(' '));
  if (state.text.test) return;
  const guarded = state.guarded(frame);
  state.define(elements, guarded);
  for (const word of elements) state.commandString(word, guarded, { kind: 'definition' });
}

interface Assigned {
  readonly name: string;
  readonly value: Word;
  readonly exported: boolean;
}

function assign(state: ShellState, { name, value, exported }: Assigned, frame: Frame): void {
  state.values.set(name, value.value);
  if (state.text.test) return;
  const agent = otherAgentSetting(name, value.value);
  if (agent !== undefined)
    state.add({ route: 'other-agent-setting', kind: 'definition', agent }, value, frame);
  const counts = exported || state.text.surroundings.scope === 'one-off-command';
  const guard = counts ? guardOf(name, value.value) : undefined;
  if (guard) {
    state.guard = guard;
    state.add({ route: 'is-sandbox-export', kind: 'definition' }, value, frame);
  }
  if (!nameOfText.test(name)) giveValue(state, value, state.guarded(frame));
}

/** Variables that hold what people read. */
const nameOfText =
  /usage|help|banner|msg|message|prompt|desc|readme|doc|example|title|instruction|note|pattern|regex/i;

/** The value of a variable or alias: words of a command line, or a whole script. */
export function giveValue(state: ShellState, word: Word, frame: Frame): void {
  if (state.text.test) return;
  const guarded = state.guarded(frame);
  if (word.value.trimStart().startsWith('-')) {
    const words = word.value.split(/\s+/).map((part) => part.replace(/^["']|["']$/g, ''));
    for (const { route } of argvRoutes(words)) state.add({ route, kind: 'definition' }, word, guarded);
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

function unwrapArray(value: string): string {
  if (!value.startsWith('(') || !value.endsWith(')')) return value;
  return value.slice(1, -1).trim().replace(/^["']/, '');
}
