import type { Call } from '../call.ts';
import { isOnlySubstitution } from '../code.ts';
import { runByEnvironment } from '../environment.ts';
import { expandTilde } from '../expand.ts';
import { type Field, listedField, plainField } from '../field.ts';
import { noteHistory } from '../history.ts';
import type { Act, Programs } from '../program.ts';
import { runFile } from '../run-file.ts';
import { descriptorOf, type Variable } from '../scope.ts';
import { type Stream, takeLine, textStream, unknownStream } from '../stream.ts';
import { printsSettings } from './printed-settings.ts';

const changesFolder: Act = (call) => {
  const [to] = call.operands;
  if (!to) call.scope.cwd = call.analysis.context.home;
  else if (to.text !== '-') call.scope.cwd = call.resolve(to);
  return unknownStream;
};

/** `export A=b`, `declare A=b`, `local A=b`. */
const declares: Act = (call) => {
  for (const field of call.operands) {
    const equals = field.text.indexOf('=');
    const name = (equals === -1 ? field.text : field.text.slice(0, equals)).replace(/\+$/, '');
    const { variables, locals } = call.scope;
    if (locals && call.program !== 'export' && !locals.has(name)) locals.set(name, variables.get(name));
    const isExported = call.program === 'export' || call.has('-x');
    if (equals <= 0) {
      if (call.has('-A') && !variables.has(name)) variables.set(name, { fields: [], keys: [], origins: [] });
      if (isExported) runByEnvironment(name, call.scope, call.machine);
      continue;
    }
    const raw = field.text.slice(equals + 1);
    noteHistory(call.analysis, { name, value: raw, scope: call.scope });
    if (call.has('-n')) variables.set(name, { fields: [], origins: [], reference: raw });
    else variables.set(name, declared(call, { field, raw }));
    if (isExported) runByEnvironment(name, call.scope, call.machine);
  }
  return unknownStream;
};

function declared(call: Call, { field, raw }: { readonly field: Field; readonly raw: string }): Variable {
  const text = lowered(call.has('-l'), expandTilde(raw, call.scope, call.machine));
  const isReadonly = call.program === 'readonly' || call.has('-r');
  return { fields: [{ ...field, text }], origins: field.origins, ...(isReadonly && { isReadonly }) };
}

function lowered(isLower: boolean, text: string): string {
  return isLower ? text.toLowerCase() : text;
}

const unsets: Act = (call) => {
  if (call.has('-f')) return unknownStream;
  for (const { text } of call.operands) {
    if (!call.scope.variables.get(text)?.isReadonly) call.scope.variables.delete(text);
    noteHistory(call.analysis, { name: text, value: undefined, scope: call.scope });
  }
  return unknownStream;
};

const evaluates: Act = (call) => {
  const origins = [...new Set(call.argv.flatMap((field) => field.origins))];
  const source = call.argv
    .slice(1)
    .map(({ text }) => text)
    .join(' ');
  if (origins.length === 0 && printsSettings(source)) return unknownStream;
  if (origins.length > 0 || call.argv.some(({ dynamic }) => dynamic)) {
    const certainty = origins.length > 0 ? 'certain' : 'possible';
    call.emit('execute', 'eval', { origins, certainty });
  }
  return origins.length > 0 && isOnlySubstitution(source)
    ? unknownStream
    : call.machine.runSource(source, call.scope);
};

const sources: Act = (call) => {
  const [file] = call.operands;
  if (!file) return unknownStream;
  const content = call.look(file);
  if (content.text !== undefined) return call.machine.runSource(content.text, call.scope);
  if (descriptorOf(file.text) !== undefined || file.text === '/dev/stdin') {
    const stream = file.text === '/dev/stdin' ? call.stdin : call.read(file);
    if (stream.origins.length > 0) call.emit('execute', call.program, { origins: stream.origins });
    else if (stream.text === undefined)
      call.analysis.problem('code-not-told', `${call.program} ${file.text}`);
    return stream.text === undefined ? stream : call.machine.runSource(stream.text, call.scope);
  }
  return runFile(call, file, 'sh');
};

const setsAliases: Act = (call) => {
  for (const { text } of call.operands) {
    const equals = text.indexOf('=');
    if (equals > 0) call.scope.aliases.set(text.slice(0, equals), text.slice(equals + 1));
  }
  return unknownStream;
};

/** Standard input, or the open descriptor that `-u` names. */
function inputOf(call: Call): { readonly stream: Stream; readonly descriptor?: string } {
  const descriptor = call.value('-u')?.text;
  const endpoint = descriptor === undefined ? undefined : call.scope.descriptors.get(descriptor);
  if (descriptor === undefined || endpoint?.kind !== 'stream') return { stream: call.stdin };
  return { stream: endpoint.stream, descriptor };
}

const mostElements = 100;

const readsVariable: Act = (call) => {
  const { stream, descriptor } = inputOf(call);
  const names = call.operands.length > 0 ? call.operands : [plainField('REPLY')];
  const { line, rest } = takeLine(stream);
  const words = wordsFor(line, names.length);
  for (const [index, { text: name }] of names.entries()) {
    const field = words?.[index] ?? unknownValue(name, stream);
    call.scope.variables.set(name, { fields: [field], origins: stream.origins });
  }
  if (descriptor === undefined) call.scope.stdin = rest;
  else call.scope.descriptors.set(descriptor, { kind: 'stream', stream: rest });
  return unknownStream;
};

function unknownValue(name: string, { origins }: Stream): Field {
  return { text: `$${name}`, dynamic: true, glob: false, origins };
}

/** The last variable takes what is left of the line. Which word of a listing is the name is not known. */
function wordsFor({ text, names, origins }: Stream, count: number): readonly Field[] | undefined {
  const [name] = names ?? [];
  if (name !== undefined) return Array.from({ length: count }, () => listedField(name, origins));
  if (text === undefined) return undefined;
  if (count === 1) return [plainField(text.trim(), origins)];
  const words = text.trim().split(/\s+/);
  const first = words.slice(0, count - 1);
  return [...first, words.slice(count - 1).join(' ')].map((word) => plainField(word, origins));
}

/** All lines at once, each an element of the array. */
const readsArray: Act = (call) => {
  const name = call.operand(0) || 'MAPFILE';
  const { stream } = inputOf(call);
  const { text, names, origins } = stream;
  const lines = text?.split('\n').filter((line) => line !== '');
  const fields = names?.map((one) => listedField(one, origins)) ??
    lines?.slice(0, mostElements).map((line) => plainField(line, origins)) ?? [unknownValue(name, stream)];
  call.scope.variables.set(name, { fields, origins });
  return unknownStream;
};

const traps: Act = (call) => {
  const [command, ...signals] = call.operands;
  if (command && signals.length > 0 && command.text !== '-') call.machine.runSource(command.text, call.scope);
  return unknownStream;
};

/** `hash -p /bin/rm wipe` makes `wipe` mean `/bin/rm`. */
const hashes: Act = (call) => {
  const path = call.value('-p');
  const [name] = call.operands;
  if (path && name) call.scope.aliases.set(name.text, path.text);
  return unknownStream;
};

const printsFolder: Act = (call) => textStream(`${call.scope.cwd}\n`);

/** `set -- a b` gives the script other arguments. */
const setsArguments: Act = (call) => {
  const at = call.argv.findIndex(({ text }) => text === '--');
  const [name = plainField('')] = call.scope.arguments;
  if (at > 0) call.scope.arguments = [name, ...call.argv.slice(at + 1)];
  else if (call.argv.length > 1 && /^[^-+]/.test(call.argv[1]?.text ?? ''))
    call.scope.arguments = [name, ...call.argv.slice(1)];
  return unknownStream;
};

const shifts: Act = (call) => {
  const count = Number(call.operands[0]?.text ?? 1) || 1;
  const [name = plainField(''), ...rest] = call.scope.arguments;
  call.scope.arguments = [name, ...rest.slice(count)];
  return unknownStream;
};

/** https://www.gnu.org/software/bash/manual/html_node/Shell-Builtin-Commands.html */
export const builtins: Programs = {
  'cd pushd chdir': { act: changesFolder, output: 'none', leavesFolder: true },
  popd: { output: 'none' },
  pwd: { act: printsFolder },
  'export declare typeset local readonly': {
    options: { '-x -r -a -A -g -i -f -p -n': 'flag', '-l': 'flag' },
    act: declares,
    output: 'none',
  },
  unset: { options: { '-f -v -n': 'flag' }, act: unsets, output: 'none' },
  eval: { dashes: 'none', act: evaluates, leavesFolder: true },
  'source .': { dashes: 'none', act: sources, leavesFolder: true },
  alias: { act: setsAliases, output: 'none' },
  read: {
    options: { '-u': 'value', '-r -s -e': 'flag', '-p -d -n -N -i -t': 'value', '-a': 'value' },
    act: readsVariable,
    output: 'none',
  },
  'mapfile readarray': {
    options: { '-t': 'flag', '-u -d -n -O -s -C -c': 'value' },
    act: readsArray,
    output: 'none',
  },
  trap: { dashes: 'none', act: traps, output: 'none' },
  hash: { options: { '-p': 'value', '-t -r -d -l': 'flag' }, act: hashes, output: 'none' },
  shift: { act: shifts, output: 'none' },
  set: { dashes: 'none', act: setsArguments, output: 'none' },
  'unalias shopt ulimit umask wait jobs bg fg disown exit return break continue enable help complete compgen bind caller dirs getopts let logout times suspend':
    { operands: 'value', dashes: 'none', output: 'none' },
  history: {
    options: { '-c': 'flag', '-d': 'value', '-w -a -r -n': 'flag' },
    output: 'none',
    act: (call) => {
      if (call.has('-c') || call.has('-d')) {
        call.emit('delete', `${call.analysis.context.home}/.bash_history`, {
          zone: 'home',
          traits: ['irreversible'],
        });
      }
      return unknownStream;
    },
  },
};
