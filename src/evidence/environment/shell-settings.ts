import { type Command, forEachChild, parse, type SyntaxNode, type Word, type WordPart } from 'unbash';
import type { Expansion, Setting, Settings, Value } from './setting.ts';

/** Longer texts are read line by line. */
const wholeAtMost = 128 * 1024;
const linesAtMost = 20_000;

/**
 * Profiles of shells: of bash and its relatives as a whole; where its grammar does not hold, as in those of fish and
 * csh, line by line, since their simple commands are written alike.
 */
export function shellSettings(text: string): Settings {
  const whole = text.length <= wholeAtMost ? parse(text) : undefined;
  if (whole && !whole.errors?.length) return found([whole]);
  return found(text.split('\n', linesAtMost).map((line) => parse(line)));
}

/** What a script of the user's own sets for the program that it starts; programs lie among such scripts. */
export function scriptSettings(text: string): Settings {
  const isScript = text.length <= wholeAtMost && /^#!.{0,100}\b(?:ba|da|fi|k|z)?sh\b/.test(text);
  return isScript ? shellSettings(text) : { settings: [], sources: [] };
}

/** What the words of a command line set: of a unit, a job, an argument list. */
export function commandSettings(line: string): Settings {
  return found([parse(line)]);
}

function found(scripts: readonly SyntaxNode[]): Settings {
  const reading: Reading = { settings: [], sources: [] };
  for (const script of scripts) visit(script, reading);
  return reading;
}

interface Reading {
  readonly settings: Setting[];
  readonly sources: Value[];
}

function visit(node: SyntaxNode, reading: Reading): void {
  if (node.type === 'Command') readCommand(node, reading);
  if (node.type === 'For' && sourcesIn(node)) reading.sources.push(...(node.wordlist ?? []).map(valueOfWord));
  if (node.type === 'ParameterExpansion' && node.operation?.type === 'Default') {
    const { operator, operand } = node.operation;
    if (operator.endsWith('=')) reading.settings.push({ name: node.parameter, value: valueOfWord(operand) });
  }
  forEachChild(node, (child) => visit(child, reading));
}

/** The folders of drop-ins that profiles have: `for f in ~/.bashrc.d/*; do . "$f"; done`. */
function sourcesIn(node: SyntaxNode): boolean {
  let does = node.type === 'Command' && sourcing.has(node.name?.value ?? '');
  forEachChild(node, (child) => {
    does ||= sourcesIn(child);
  });
  return does;
}

const sourcing = new Set(['source', '.']);
/** `set -gx NAME value` of fish, `setenv NAME value` of csh and launchctl. */
const exported = /^(?:-[A-Za-z]{0,8}x[A-Za-z]{0,8}|--export)$/;

function readCommand({ name, prefix, suffix }: Command, { settings, sources }: Reading): void {
  for (const one of [...prefix, ...suffix]) {
    if (one.type !== 'Assignment' || one.value?.type !== 'Word') continue;
    settings.push({ name: one.name, value: valueOfWord(one.value) });
    if (name?.value === 'alias') settings.push(...commandSettings(one.value.value).settings);
  }
  const words = suffix.filter((one) => one.type === 'Word');
  const [first] = words;
  if (first && sourcing.has(name?.value ?? '')) sources.push(valueOfWord(first));
  settings.push(...setForProgram(name ? [name, ...words] : words));
  const from = nameAt(name?.value, words);
  const [variable, value] = from === undefined ? [] : words.slice(from);
  if (variable && value) settings.push({ name: variable.value, value: valueOfWord(value) });
}

/** `env NAME=value program`, wherever it stands: `exec env …`, `sudo env …`. */
function setForProgram(words: readonly Word[]): Setting[] {
  const env = words.findIndex(({ value }) => /^(?:\/usr\/bin\/|\/bin\/)?env$/.test(value));
  const rest = env === -1 ? [] : words.slice(env + 1);
  const program = rest.findIndex(({ value }) => !value.startsWith('-') && !assignment.test(value));
  return rest.slice(0, program === -1 ? undefined : program).flatMap((word) => assignedBy(word));
}

const assignment = /^([A-Za-z_]\w*)=/;

function assignedBy(word: Word): Setting[] {
  const [, name] = assignment.exec(word.value) ?? [];
  const [first, ...more] = valueOfWord(word);
  if (name === undefined || typeof first !== 'string') return [];
  const own = first.slice(name.length + 1);
  return [{ name, value: own === '' && more.length > 0 ? more : [own, ...more] }];
}

/** Where the name of a variable stands among the words, where its value is a word of its own. */
function nameAt(command: string | undefined, words: readonly Word[]): number | undefined {
  if (command === 'setenv') return 0;
  if (command === 'launchctl' && words[0]?.value === 'setenv') return 1;
  if (command !== 'set') return undefined;
  const options = words.findIndex(({ value }) => !value.startsWith('-'));
  return words.slice(0, Math.max(options, 0)).some(({ value }) => exported.test(value)) ? options : undefined;
}

function valueOfWord({ parts, value }: Word): Value {
  return parts ? parts.flatMap(valueOfPart) : [value];
}

function valueOfPart(part: WordPart): (string | Expansion)[] {
  if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') return part.parts.flatMap(valueOfPart);
  if (part.type === 'SimpleExpansion') return [{ variable: part.text.slice(1) }];
  if (part.type === 'ParameterExpansion') return [expansionOf(part)];
  return 'value' in part ? [part.value] : [{}];
}

function expansionOf({ parameter, prefix, operation }: Extract<WordPart, { type: 'ParameterExpansion' }>) {
  if (prefix !== undefined) return {};
  if (operation === undefined) return { variable: parameter };
  if (operation.type !== 'Default' || !/[-=]$/.test(operation.operator)) return {};
  return { variable: parameter, otherwise: valueOfWord(operation.operand) };
}
