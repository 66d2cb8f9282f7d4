import type { Call } from '../call.ts';
import { plainField } from '../field.ts';
import { isLocalTarget } from '../hosts.ts';
import type { Program } from '../program.ts';
import { isInput, runInput } from '../run-input.ts';
import { fromSocket, reworked, textStream } from '../stream.ts';

const longestProgram = 8192;
const likely = { certainty: 'likely' } as const;
/** A string, and what else may stand in an expression. */
const string = String.raw`"(?:[^"\\\n]|\\.){0,500}"`;
const expression = String.raw`(?:${string}|[^"\n;}|>]){0,20}`;

/** awk can write files and run commands from inside its program. https://www.gnu.org/software/gawk/manual/gawk.html */
export const awk: Program = {
  options: {
    '-F|--field-separator -v|--assign': 'value',
    '-f|--file': 'read',
    '-W': 'value',
    '-i|--include': 'value',
    '-e|--source': 'value',
  },
  act: (call) => {
    const isGiven = call.has('-f') || call.has('-e');
    const programs = isGiven ? call.values('-e') : call.operands.slice(0, 1);
    const files = isGiven ? call.operands : call.operands.slice(1);
    if (isInput(call.value('-f')?.text)) runInput(call);
    for (const { text } of programs) runsProgram(call, withVariables(call, text.slice(0, longestProgram)));
    const isInPlace = call.values('-i').some(({ text }) => text === 'inplace');
    if (isInPlace) for (const file of files) call.write(file, call.look(file), { changes: true });
    const read = files.filter(({ text }) => !/^\w+=/.test(text)).map((file) => call.read(file));
    return reworked(read.length > 0 ? read : [call.stdin]);
  },
};

/** The program with what `-v name=value` and the environment give in the place of their names, outside of strings. */
function withVariables(call: Call, program: string): string {
  const given = call.values('-v').flatMap(({ text, dynamic }) => {
    const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? [];
    return dynamic || name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  const values = new Map(given);
  const filled = program.replace(/\bENVIRON\["(\w+)"\]/g, (whole, name: string) => {
    const [field] = call.scope.variables.get(name)?.fields ?? [];
    return field === undefined || field.dynamic ? whole : JSON.stringify(field.text);
  });
  if (values.size === 0) return filled;
  return filled.replace(new RegExp(String.raw`${string}|\b[A-Za-z_]\w*\b(?!\s*=[^=])`, 'g'), (part) => {
    const value = values.get(part);
    return value === undefined ? part : JSON.stringify(value);
  });
}

function runsProgram(call: Call, program: string): void {
  opensSocket(call, program);
  for (const [, argument = ''] of program.matchAll(
    new RegExp(String.raw`\bsystem\s?\((${expression})\)`, 'g'),
  ))
    runsLine(call, argument);
  for (const [, file = ''] of program.matchAll(
    new RegExp(String.raw`\bprintf?\b${expression}>{1,2}\s?(${string})`, 'g'),
  ))
    call.write(plainField(textOf(file)), undefined, likely);
  for (const [, printed = '', receiver = ''] of program.matchAll(
    new RegExp(String.raw`\bprintf?\b(${expression})\|&?\s?(${string})(?!\s?\|\s?getline)`, 'g'),
  ))
    call.runSource(plainField(textOf(receiver)), {
      ...likely,
      stdin: /"/.test(printed) ? textStream(lineOf(printed)) : { origins: call.stdin.origins },
      pipedFrom: call.program,
    });
  for (const [, command = ''] of program.matchAll(new RegExp(String.raw`(${string})\s?\|&?\s?getline`, 'g')))
    if (command.length > 3) call.runSource(plainField(textOf(command)), likely);
}

/** Raw connections of gawk, and commands that are no string. https://www.gnu.org/software/gawk/manual/html_node/TCP_002fIP-Networking.html */
function opensSocket(call: Call, program: string): void {
  const [, host, port] = /"\/inet[46]?\/(?:tcp|udp)\/\w+\/([^/"]+)\/(\w+)"/.exec(program) ?? [];
  if (host === undefined) return;
  call.network('connect', `${host}:${port}`);
  const runsWhatCame =
    /\bsystem\s?\(\s*[a-z_$]/i.test(program) || /\(\s*[a-z_$][\w$]*\s?\|&?\s?getline/i.test(program);
  if (runsWhatCame && !isLocalTarget(host)) call.emit('execute', call.program, { ...fromSocket, ...likely });
}

/** Of an argument that is put together, what is not a string is not known. */
function runsLine(call: Call, argument: string): void {
  const line = lineOf(argument);
  if (/^\s*\$stdin\s*$/.test(line))
    call.analysis.problem('code-not-told', `${call.program}: system(${argument})`);
  else call.runSource(plainField(line), likely);
}

function lineOf(written: string): string {
  const parts = written.match(new RegExp(String.raw`${string}|[^"\s]+`, 'g')) ?? [];
  return parts.map((part) => (part.startsWith('"') ? textOf(part) : '$stdin')).join('');
}

function textOf(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(["\\/])/g, '$1')
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t');
}
