import { posix } from 'node:path';
import { type Field, isListed, listedField, plainField } from './field.ts';
import type { Machine } from './machine.ts';
import type { Scope } from './scope.ts';
import { forkScope, openDescriptor } from './scope.ts';
import { joinOrigins, namesStream, type Origin, type Stream, textStream, unknownStream } from './stream.ts';
import type { Piece, VariablePiece, Word } from './syntax.ts';
import { lookUp } from './variables.ts';

const mostFields = 256;
/** Each pair of braces can double the words. */
const mostBraces = 16;

/** Expands words as the shell does: braces, tilde, variables, substitutions, splitting, quote removal. */
export function expandWords(words: readonly Word[], scope: Scope, machine: Machine): Field[] {
  const fields: Field[] = [];
  for (const word of words) {
    fields.push(...expandWord(word, scope, machine));
    if (fields.length > mostFields * 16) {
      machine.analysis.problem('too-deep');
      break;
    }
  }
  return fields;
}

export function expandWord(word: Word, scope: Scope, machine: Machine): Field[] {
  const [only] = word.pieces;
  if (word.pieces.length === 1 && only?.kind === 'text') {
    const text = only.quoted ? only.text : expandTilde(only.text, scope, machine);
    return [plainField(text)];
  }
  let builders = [new FieldBuilder()];
  let braces = 0;
  for (const [index, piece] of word.pieces.entries()) {
    if (piece.kind === 'braces') {
      braces += 1;
      if (braces <= mostBraces)
        builders = withAlternatives(builders, piece, { scope, machine, isFirst: index === 0 });
      else machine.analysis.problem('too-deep');
    } else for (const builder of builders) addPiece(builder, piece, { scope, machine, isFirst: index === 0 });
  }
  return builders.flatMap((builder) => builder.finish()).slice(0, mostFields);
}

/** Without splitting: the value of an assignment, a redirection's target, a here-document. */
export function expandToOne(word: Word, scope: Scope, machine: Machine): Field {
  const builder = new FieldBuilder();
  for (const [index, piece] of word.pieces.entries()) {
    const whole = piece.kind === 'variable' || piece.kind === 'command' ? { ...piece, quoted: true } : piece;
    if (whole.kind === 'braces') builder.add(word.text, { glob: true });
    else addPiece(builder, whole, { scope, machine, isFirst: index === 0 });
  }
  return builder.finish()[0] ?? plainField('');
}

export function asStream(field: Field): Stream {
  if (isListed(field)) return namesStream(field.text.split('\n'), field.origins);
  return field.dynamic ? { origins: field.origins } : textStream(field.text, field.origins);
}

interface Surroundings {
  readonly scope: Scope;
  readonly machine: Machine;
  readonly isFirst: boolean;
}

function withAlternatives(
  builders: readonly FieldBuilder[],
  piece: Extract<Piece, { kind: 'braces' }>,
  { scope, machine, isFirst }: Surroundings,
): FieldBuilder[] {
  return builders
    .flatMap((builder) =>
      piece.alternatives.map((alternative) => {
        const copy = builder.copy();
        for (const [index, inner] of alternative.pieces.entries()) {
          if (inner.kind === 'braces') copy.add(alternative.text, { glob: true });
          else addPiece(copy, inner, { scope, machine, isFirst: isFirst && index === 0 });
        }
        return copy;
      }),
    )
    .slice(0, mostFields);
}

function addPiece(builder: FieldBuilder, piece: Exclude<Piece, { kind: 'braces' }>, at: Surroundings): void {
  const { scope, machine } = at;
  switch (piece.kind) {
    case 'text': {
      const tilde = at.isFirst && !piece.quoted;
      builder.add(tilde ? expandTilde(piece.text, scope, machine) : piece.text, { quoted: piece.quoted });
      return;
    }
    case 'glob':
      builder.add(piece.text, { glob: true });
      return;
    case 'variable':
      addVariable(builder, piece, at);
      return;
    case 'command':
      addOutput(builder, piece, at);
      return;
    case 'process': {
      const path = processPath(piece, scope, machine);
      builder.add(path.text, { origins: path.origins });
      return;
    }
    case 'arithmetic': {
      const streams = piece.bodies.map((body) => machine.runScript(body, forkScope(scope)));
      builder.add(piece.text, { dynamic: true, origins: joinOrigins(streams) });
    }
  }
}

function addVariable(builder: FieldBuilder, piece: VariablePiece, { scope, machine }: Surroundings): void {
  const operand = (word: Word): Field => expandToOne(word, scope, machine);
  const found = lookUp(piece, { scope, context: machine.analysis.context, operand });
  if (piece.quoted || found.length > 1) {
    for (const [index, field] of found.entries()) {
      if (index > 0) builder.endField();
      builder.add(field.text, { quoted: piece.quoted, ...field });
    }
    const isList = piece.name === '@' || piece.index?.value === '@';
    if (found.length === 0 && piece.quoted && !isList) builder.add('', { quoted: true });
    return;
  }
  for (const field of found) {
    if (field.dynamic && !isListed(field)) builder.add(field.text, field);
    else builder.addSplit(field, ifsOf(scope));
  }
}

function addOutput(
  builder: FieldBuilder,
  piece: Extract<Piece, { kind: 'command' }>,
  { scope, machine }: Surroundings,
): void {
  const stream = machine.runScript(piece.body, forkScope(scope));
  if (stream.names) {
    addNames(
      builder,
      stream.names.map((name) => listedField(name, stream.origins)),
      piece.quoted,
    );
    return;
  }
  if (stream.text === undefined) {
    builder.add(piece.text, { dynamic: true, origins: stream.origins });
    return;
  }
  const text = stream.text.replace(/\n+$/, '');
  if (piece.quoted) builder.add(text, { quoted: true, origins: stream.origins });
  else builder.addSplit(plainField(text, stream.origins), ifsOf(scope));
}

/** Each name is a word of its own, unless quotes hold them together. */
function addNames(builder: FieldBuilder, names: readonly Field[], isQuoted: boolean): void {
  for (const [index, name] of names.entries()) {
    if (index > 0 && isQuoted) builder.add('\n', {});
    else if (index > 0) builder.endField();
    builder.add(name.text, name);
  }
}

/**
 * `<( … )` is a file that holds what the commands print; `>( … )` one that feeds them. What the latter do by themselves
 * is taken now, what they do with their input when something is written to it.
 */
function processPath(piece: Extract<Piece, { kind: 'process' }>, scope: Scope, machine: Machine): Field {
  const { body } = piece;
  const number = openDescriptor(scope);
  const stream = machine.runScript(body, forkScope(scope, { stdin: unknownStream }));
  const isOutput = piece.direction === '>';
  scope.descriptors.set(number, isOutput ? { kind: 'process', body } : { kind: 'stream', stream });
  return plainField(`/dev/fd/${number}`, isOutput ? [] : stream.origins);
}

export function expandTilde(text: string, scope: Scope, machine: Machine): string {
  if (!text.startsWith('~')) return text;
  const { home } = machine.analysis.context;
  const end = text.indexOf('/') === -1 ? text.length : text.indexOf('/');
  const user = text.slice(1, end);
  if (user === '') return home + text.slice(end);
  if (user === '+') return scope.cwd + text.slice(end);
  return /^[\w.-]+$/.test(user) ? homeOfUser(user, home) + text.slice(end) : text;
}

/** Beside the home that is known; the superuser's lies elsewhere. */
function homeOfUser(user: string, home: string): string {
  const isRoot = user === 'root' && posix.basename(home) !== 'root';
  if (isRoot) return home.startsWith('/Users/') ? '/var/root' : '/root';
  return posix.join(posix.dirname(home), user);
}

function ifsOf(scope: Scope): string {
  return scope.variables.get('IFS')?.fields[0]?.text ?? ' \t\n';
}

interface Addition {
  readonly quoted?: boolean;
  readonly dynamic?: boolean;
  readonly glob?: boolean;
  readonly origins?: readonly Origin[];
}

/** Grows one word, which splitting may turn into several fields or none. */
class FieldBuilder {
  #done: Field[] = [];
  #text = '';
  #exists = false;
  #dynamic = false;
  #glob = false;
  #origins: readonly Origin[] = [];

  copy(): FieldBuilder {
    const copy = new FieldBuilder();
    copy.#done = [...this.#done];
    copy.#text = this.#text;
    copy.#exists = this.#exists;
    copy.#dynamic = this.#dynamic;
    copy.#glob = this.#glob;
    copy.#origins = this.#origins;
    return copy;
  }

  add(text: string, { quoted = false, dynamic = false, glob = false, origins = [] }: Addition): void {
    this.#text += text;
    this.#exists ||= quoted || text !== '';
    this.#dynamic ||= dynamic;
    this.#glob ||= glob;
    if (origins.length > 0) this.#origins = [...new Set([...this.#origins, ...origins])];
  }

  addSplit(field: Field, ifs: string): void {
    let from = 0;
    for (let at = 0; at <= field.text.length; at += 1) {
      const isEnd = at === field.text.length;
      if (!isEnd && !ifs.includes(field.text[at] ?? '')) continue;
      const part = field.text.slice(from, at);
      this.add(part, { origins: field.origins, dynamic: field.dynamic, glob: /[*?[]/.test(part) });
      if (!isEnd) this.endField();
      from = at + 1;
      if (this.#done.length >= mostFields) return;
    }
  }

  endField(): void {
    if (!this.#exists) return;
    this.#done.push({ text: this.#text, dynamic: this.#dynamic, glob: this.#glob, origins: this.#origins });
    this.#text = '';
    this.#exists = false;
    this.#dynamic = false;
    this.#glob = false;
    this.#origins = [];
  }

  finish(): readonly Field[] {
    this.endField();
    return this.#done;
  }
}
