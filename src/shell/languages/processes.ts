import { type Field, plainField } from '../field.ts';
import type { Scope } from '../scope.ts';
import { type Stream, unknownStream } from '../stream.ts';
import { type ApiCall, streamOf } from './api-call.ts';
import { fieldOf, fieldsOf, fieldText, list, possible, type Value } from './value.ts';

/** Runs a shell line, or a program with a list of arguments, in the shell's own analysis. */
export function runWords(call: ApiCall, values: readonly Value[], changes: Partial<Scope> = {}): Stream {
  const [first, ...rest] = values;
  if (!first) return unknownStream;
  if (first.kind === 'list') return runProgram(call, argumentsOf([...first.items, ...rest]), changes);
  if (rest.length > 0) return runProgram(call, argumentsOf(values), changes);
  const streams = fieldsOf(first).map((field) => runLine(call, field, changes));
  return streams.at(-1) ?? unknownStream;
}

/** Every item is one word: no shell splits it. */
function runProgram(call: ApiCall, words: readonly Field[], changes: Partial<Scope> = {}): Stream {
  const [program] = words;
  if (!program) return unknownStream;
  if (isUnknown(program)) return tellUnknown(call, program);
  call.evaluator.handedShell.starts(words.map(({ text }) => text).join(' '));
  return call.shell.run(words, changes);
}

function runLine(call: ApiCall, line: Field, changes: Partial<Scope>): Stream {
  if (isUnknown(line)) return tellUnknown(call, line);
  call.evaluator.handedShell.starts(line.text);
  return call.shell.runSource(line, changes);
}

/** What runs is not told: that something does is an effect of its own. */
function tellUnknown(call: ApiCall, { text, origins }: Field): Stream {
  if (origins.length > 0) call.evaluator.runsCode(origins);
  else call.shell.emit('execute', text.slice(0, 120), { certainty: 'possible' });
  return { origins };
}

/** A `$name` alone, or in front, or what somebody sends: the code does not say which program. */
function isUnknown({ text, dynamic, origins }: Field): boolean {
  return dynamic && (/^\s*\$/.test(text) || origins.includes('from-socket'));
}

function argumentsOf(values: readonly Value[]): readonly Field[] {
  return values.flatMap((value) => {
    if (value.kind === 'list') return argumentsOf(value.items);
    return value.kind === 'table' ? [] : [fieldOf(value)];
  });
}

/** Where and on what input the options say that it runs. */
function surroundings(call: ApiCall): Partial<Scope> {
  const cwd = call.field('cwd');
  const input = call.value('input');
  return {
    ...(cwd && !cwd.dynamic && { cwd: call.shell.resolve(cwd) }),
    ...(input && { stdin: streamOf(input) }),
  };
}

/** A program with a list of arguments, or one line: `subprocess.run(['rm', x])`, `subprocess.run('rm x', shell=True)`. */
export function startsProcess(call: ApiCall): Value {
  const [given = call.value('args')] = call.given.values;
  if (!given) return call.result;
  for (const one of possible(given)) call.takes(runWords(call, [one], surroundings(call)));
  return outcome(call);
}

/** The program first, its arguments in a list or behind it: `spawn('rm', ['-rf', x])`, `system('rm', '-rf', x)`. */
export function startsProgram(call: ApiCall): Value {
  const { values } = call.given;
  const [program, ...rest] = values.filter(({ kind }) => kind !== 'table' && kind !== 'routine');
  if (!program) return call.result;
  const isLine = call.isTrue('shell');
  const words = argumentsOf([program, ...rest]);
  const line = plainField(words.map(({ text }) => text).join(' '));
  const given: Value = isLine
    ? fieldText({ ...line, dynamic: words.some(({ dynamic }) => dynamic) })
    : list([program, ...rest]);
  call.takes(runWords(call, [given], surroundings(call)));
  return outcome(call);
}

/** `os.execvp(file, [name, …])`: the first of the list is only what the program is told of its name. */
export function replacesProcess(call: ApiCall): Value {
  const values = call.given.values.slice(/^(?:os\.)?(?:posix_)?spawn[vl]/.test(call.thing.name) ? 1 : 0);
  const [file, ...rest] = values;
  const [first, ...others] = rest[0]?.kind === 'list' ? rest[0].items : rest;
  if (file) call.takes(runProgram(call, argumentsOf([file, ...(first ? others : [])])));
  return outcome(call);
}

/** What a process printed, as text where it is known. */
function outcome(call: ApiCall): Value {
  return call.result;
}
