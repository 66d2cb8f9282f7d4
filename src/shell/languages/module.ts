import { type Field, plainField } from '../field.ts';
import type { Evaluation } from './evaluation.ts';
import type { Language } from './language.ts';
import { Names } from './names.ts';
import { readingOf } from './reading-of.ts';
import { type Table, unknown, type Value } from './value.ts';

const mostModules = 20;

/** A library by its name; a file of code is run, and its names are what it gives. */
export function loadModule(evaluation: Evaluation, name: string, language: Language): Value {
  const file = language.fileOf?.(name);
  if (file === undefined) return unknown(name);
  const { shell } = evaluation;
  const isNamedAsFile = /^[./]/.test(name);
  const isKnown = shell.analysis.contentOf(shell.resolve(plainField(file))).text !== undefined;
  return isNamedAsFile || isKnown ? loadFile(evaluation, plainField(file), language) : unknown(name);
}

/** Says that a file runs, and follows its code where its text is known. */
export function loadFile(evaluation: Evaluation, file: Field, language: Language): Value {
  const { shell, modules } = evaluation;
  const path = shell.resolve(file);
  if (/\.(?:json|node|wasm)$/.test(path)) return unknown(path, shell.read(file).origins);
  const known = modules.get(path);
  if (known || modules.size >= mostModules) return known ?? unknown(path);
  const { text, origins } = shell.analysis.contentOf(path);
  shell.emit('execute', path, { origins: [...origins, ...file.origins], zone: shell.zone(file) });
  const table: Table = { kind: 'table', entries: new Map() };
  modules.set(path, table);
  if (text === undefined) return unknown(path);
  const names = new Names<Value>();
  const exported: Table = { kind: 'table', entries: new Map([['exports', table]]) };
  if (language.exportsBy) names.declare(language.exportsBy, exported);
  if (language.exportsBy) names.declare('exports', table);
  runSource(evaluation, { text, names }, language);
  for (const [key, value] of names.own) if (!table.entries.has(key)) table.entries.set(key, value);
  const given = exported.entries.get('exports') ?? table;
  modules.set(path, given);
  return given;
}

/** Text as code: what it does where it is known, that something runs where it is not. */
export function runText(evaluation: Evaluation, source: Field, language: Language): Value {
  const { text, origins, dynamic } = source;
  if (dynamic || origins.length > 0) evaluation.runsCode(origins);
  if (!dynamic) runSource(evaluation, { text, names: new Names() }, language);
  return unknown('value', origins);
}

interface Source {
  readonly text: string;
  readonly names: Names<Value>;
}

function runSource(evaluation: Evaluation, { text, names }: Source, language: Language): void {
  if (evaluation.shell.analysis.takeSource(text.length))
    evaluation.value(readingOf(text, language).program, names);
}
