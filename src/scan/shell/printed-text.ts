import type { Assignment, CommandNode, Node, Redirection, Word } from '../../shell/syntax.ts';
import { settingExpressions } from '../data/setting-expressions.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import { giveValue } from './definitions.ts';
import { settingsGiven, textsOfSed, withGivenValues } from './edited-settings.ts';
import { baseName, fileOfInput, interpreters, programOf, runsInput } from './program-of.ts';
import { newlines, type ShellState } from './shell-state.ts';
import type { Frame, Sink } from './shell-text.ts';
import { asProfile, destinationOf } from './written-file.ts';

/** Where standard output goes behind redirections. */
export function redirected(state: ShellState, redirections: readonly Redirection[], frame: Frame): Frame {
  let { sink } = frame;
  for (const { operator, target, descriptor } of redirections) {
    if (!/^(?:&?>>?|>\|)$/.test(operator) || (descriptor !== undefined && descriptor !== 1)) continue;
    sink = fileSink(state.filled(target.value));
  }
  return { ...frame, sink };
}

/** What the later stages of a pipeline do with what an earlier one prints. */
export function pipedTo(state: ShellState, stages: readonly Node[], frame: Frame): Sink {
  for (const stage of stages) {
    if (stage.kind !== 'command') continue;
    const words = stage.words.map((word) => state.filled(word.value));
    const program = programOf(words);
    const path = fileOfInput(words);
    if (path !== undefined) return fileSink(path);
    if (runsInput(words)) return { kind: 'script' };
    if (program !== 'tee' && program !== 'sponge') continue;
    const after = words.slice(words.findIndex((word) => baseName(word) === program) + 1);
    const written = after.find((word) => !word.startsWith('-'));
    if (written !== undefined) return fileSink(written);
  }
  return frame.sink;
}

function fileSink(path: string): Sink {
  return destinationOf(path) === 'discarded' ? undefined : { kind: 'file', path };
}

/** Here-documents and here-strings: data, unless they go where they are read as a script. */
export function hereDocuments(state: ShellState, node: CommandNode, frame: Frame): void {
  const words = node.words.map((word) => word.value);
  for (const { operator, target } of node.redirections) {
    if (!operator.startsWith('<<')) continue;
    const isString = operator === '<<<';
    // The body begins on the line after the word that announces it.
    const line = state.lineOf(target) + (isString ? 0 : 1);
    const name = nameThatReads(words);
    if (name !== undefined && !isString) {
      givenScript(state, { name, text: target.text, line }, frame);
      continue;
    }
    const sink = inputSink(state, node, { words, frame });
    deliver(state, isString ? target.value : target.text, { line, sink, frame });
  }
}

/** `read -r -d '' NAME <<EOF`: the variable that is given the text. */
function nameThatReads(words: readonly string[]): string | undefined {
  if (programOf(words) !== 'read') return undefined;
  const name = words.at(-1) ?? '';
  return /^[A-Za-z_]\w*$/.test(name) && name !== 'read' ? name : undefined;
}

/** Variables whose text is a script, as far as their name says. */
const nameOfScript = /script|cmd|command|run|start|launch|entry|init|setup|exec|code|job|boot|wrapper/i;

/** A text in a variable: a script that something runs later, where its name or its first line says so. */
function givenScript(
  state: ShellState,
  { name, text, line }: { readonly name: string; readonly text: string; readonly line: number },
  frame: Frame,
): void {
  if (state.text.test || !mayTakeRoute(text)) return;
  if (!nameOfScript.test(name) && !text.trimStart().startsWith('#!')) return;
  const found = state.nested(text, { line, frame, mustNameAgent: true });
  state.addWritten(found.map((site) => ({ ...site, kind: 'definition' })));
}

/** `NAME=$(cat <<EOF`: the text that the variable is given. */
export function scriptInValue(state: ShellState, { name, value }: Assignment, frame: Frame): void {
  const [piece] = value.pieces;
  if (value.pieces.length !== 1 || piece?.kind !== 'command') return;
  const node = piece.body.statements[0]?.node;
  if (piece.body.statements.length !== 1 || node?.kind !== 'command') return;
  if (programOf(node.words.map((word) => word.value)) !== 'cat') return;
  for (const { operator, target } of node.redirections) {
    if (!operator.startsWith('<<') || operator === '<<<') continue;
    givenScript(state, { name, text: target.text, line: state.lineOf(target) + 1 }, frame);
  }
}

function inputSink(
  state: ShellState,
  node: CommandNode,
  { words, frame }: { words: readonly string[]; frame: Frame },
): Sink {
  const program = programOf(words);
  const language = interpreters.get(program);
  if (language !== undefined) return { kind: 'file', path: `stdin.${language}` };
  if (program === 'tee') return pipedTo(state, [node], frame);
  const path = fileOfInput(words);
  if (path !== undefined) return fileSink(path);
  return runsInput(words) ? { kind: 'script' } : frame.sink;
}

const printers = /^(?:echo|printf|print)$/;

/** What a program that only prints has printed, where it goes to be read as a script. */
export function printed(state: ShellState, node: CommandNode, frame: Frame): void {
  const program = programOf(node.words.map(({ value }) => value));
  if (program === 'sed' || program === 'gsed') {
    streamEdited(state, node, frame);
    return;
  }
  settingsGiven(state, node, frame);
  for (const word of node.words.slice(1)) {
    const isOption = frame.namedAgent !== undefined && word.value.startsWith('-');
    if (!isOption && !mayTakeRoute(word.value) && !/\bpermissions\b/.test(word.value)) continue;
    const isForPeople = frame.sink === undefined && printers.test(program);
    const expression = isForPeople ? '' : withGivenValues(node.words, word.value);
    for (const route of settingExpressions(expression)) state.add({ route, kind: 'definition' }, word, frame);
    if (program === 'git') gitAlias(state, node, { word, frame });
    else printedWord(state, word, { program, frame });
  }
}

/** `sed -i 's/old/new/' file`: what it puts there; what it looks for or takes out sets nothing. */
function streamEdited(state: ShellState, { words }: CommandNode, frame: Frame): void {
  const path = words.at(-1)?.value ?? '';
  const isInPlace = words.some(({ value }) => /^(?:-\w*i|--in-place)/.test(value));
  const sink: Sink = isInPlace ? { kind: 'file', path } : frame.sink;
  for (const word of words.slice(1)) {
    if (!mayTakeRoute(word.value)) continue;
    for (const text of textsOfSed(word.value)) {
      for (const route of settingExpressions(text)) state.add({ route, kind: 'definition' }, word, frame);
      deliver(state, text, { line: state.lineOf(word), sink, frame });
    }
  }
}

function printedWord(
  state: ShellState,
  word: Word,
  { program, frame }: { program: string; frame: Frame },
): void {
  const { sink } = frame;
  const line = state.lineOf(word);
  if (sink?.kind === 'value') giveValue(state, word, frame);
  else if (program === 'printf' && sink) deliverFormat(state, word, { sink, frame });
  else if (sink) deliver(state, word.value, { line, sink, frame });
  // A list of aliases, one an argument, is made for a profile and not for a reader.
  else if (program === 'printf' && /^alias\s/.test(word.value)) {
    deliver(state, word.value, { line, sink: { kind: 'script' }, frame });
  }
}

/** `git config alias.yolo '!claude …'`. */
function gitAlias(
  state: ShellState,
  { words }: CommandNode,
  { word, frame }: { word: Word; frame: Frame },
): void {
  if (!word.value.startsWith('!') || !words.some(({ value }) => value === 'config')) return;
  state.commandString({ ...word, value: word.value.slice(1) }, frame, { kind: 'definition' });
}

interface Delivery {
  readonly sink: Sink;
  readonly frame: Frame;
}

/** `printf '#!/bin/sh\\nexec claude …\\n' > file`: the line breaks are written as escapes. */
function deliverFormat(state: ShellState, word: Word, delivery: Delivery): void {
  const line = state.lineOf(word);
  const to = line + newlines(word.text);
  const before = state.sites.length;
  deliver(state, word.value.replace(/\\n/g, '\n'), { ...delivery, line });
  for (const site of state.sites.splice(before)) {
    state.sites.push({ ...site, line: Math.min(site.line, to), from: line, to });
  }
}

/** `echo "exec …" >> "$BIN"`: a line that only a shell reads, in a file whose name does not say what it is. */
function isWrapperLine(path: string, text: string): boolean {
  return /^\s*exec\s/.test(text) && !/\.\w+["']?$/.test(path);
}

function deliver(
  state: ShellState,
  text: string,
  { line, sink, frame }: Delivery & { readonly line: number },
): void {
  if (!sink || sink.kind === 'value' || !mayTakeRoute(text)) return;
  if (sink.kind === 'file' && isWrapperLine(sink.path, text)) {
    const found = state.nested(text, { line, frame, mustNameAgent: false });
    state.addWritten(found.map((site) => ({ ...site, kind: 'definition' })));
    return;
  }
  if (sink.kind === 'script') {
    state.sites.push(...state.nested(text, { line, frame, mustNameAgent: false }));
    return;
  }
  // In a here-document whose end is not quoted, `\$` stands for `$`.
  const plain = text.replace(/\\([$`\\])/g, '$1');
  const file = asProfile({ path: sink.path, text: plain });
  if (!file) return;
  // A file stays, whatever the script was told when it wrote it.
  const { onlyWhere: _, ...surroundings } = frame.surroundings;
  state.addWritten(state.text.written(file.path, file.text, line, surroundings));
}
