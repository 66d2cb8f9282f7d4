import { isFlag, type Role } from './argument-syntax.ts';
import { Call, type CallBase } from './call.ts';
import { type Field, plainField } from './field.ts';
import { hostOf } from './hosts.ts';
import { noteInlineSecrets } from './inline-secrets.ts';
import type { OperandRoles, Program } from './program.ts';
import { joinStreams, reworked, type Stream, selected, unknownStream } from './stream.ts';

/** Everything that asks a program only about itself. */
const selfDescribing: ReadonlySet<string> = new Set(['--help', '--version']);

/** Does what the registry says of a program, and returns what it prints. */
export function perform(base: CallBase, program: Program, fields: readonly Field[]): Stream {
  const call = new Call(base, program, [...fromEnvironment(base, program), ...fields]);
  if (isHarmless(call)) return unknownStream;
  if (fields.length === base.argv.length - 1) noteInlineSecrets(call);
  const { subcommands, variants, otherwise } = program;
  const variant = variants?.find(({ when }) => when.test(call.operand(0)));
  if (variant) return perform(base, variant.program, fields);
  if (subcommands || otherwise) {
    const acted = program.act?.(call);
    if (acted) return acted;
    const [first] = call.operands;
    const chosen =
      first && subcommands && Object.hasOwn(subcommands, first.text) ? subcommands[first.text] : undefined;
    const inner = { ...base, traits: call.traits };
    if (chosen) return perform(inner, chosen, call.arguments.rest.slice(1));
    if (otherwise) return perform(inner, otherwise, call.arguments.rest);
    return unknownStream;
  }
  return actOn(call, program);
}

function fromEnvironment({ scope }: CallBase, { optionsFrom }: Program): readonly Field[] {
  const value = optionsFrom === undefined ? undefined : scope.variables.get(optionsFrom)?.fields[0]?.text;
  return value
    ? value
        .split(/\s+/)
        .filter(Boolean)
        .map((word) => plainField(word))
    : [];
}

function isHarmless(call: Call): boolean {
  const { options, operands } = call.arguments;
  const [only] = options;
  if (options.length === 1 && operands.length === 0 && only?.name === '-h' && !only.meaning) return true;
  return call.arguments.options.some(
    ({ name, meaning, value }) =>
      meaning === 'harmless' || (meaning === undefined && !value && selfDescribing.has(name)),
  );
}

function actOn(call: Call, { operands, act, output }: Program): Stream {
  const read: Stream[] = [];
  for (const { meaning, value } of call.arguments.options) {
    if (meaning && value && !isFlag(meaning)) take(call, meaning, value, read);
  }
  for (const [field, role] of operandRoles(call, operands)) take(call, role, field, read);
  const acted = act?.(call);
  if (acted) return acted;
  if (output === 'none') return unknownStream;
  const streams = read.length > 0 ? read : [call.stdin];
  return output === 'selection' ? selected(streams) : reworked(streams);
}

function operandRoles(call: Call, operands: Program['operands']): (readonly [Field, Role])[] {
  const { operands: given } = call;
  const roles = rolesOf(operands);
  if (!roles) return [];
  const special = !roles.unless?.split(' ').some((option) => call.has(option));
  return given.map((field, index) => {
    if (special && roles.first && index === 0) return [field, roles.first];
    if (special && roles.last && index === given.length - 1 && given.length > 1) return [field, roles.last];
    return [field, roles.rest];
  });
}

function rolesOf(operands: Program['operands']): OperandRoles | undefined {
  return typeof operands === 'string' ? { rest: operands } : operands;
}

type Taking = (call: Call, field: Field, read: Stream[]) => void;

const takings: Readonly<Record<Role, Taking>> = {
  value: () => {},
  read: (call, field, read) => {
    if (hostOf(field.text) && field.text.includes('://')) call.network('connect', field.text);
    else read.push(call.read(field));
  },
  upload: (call, field, read) => read.push(call.read(field)),
  write: (call, field, read) => call.write(field, { origins: joinStreams([call.stdin, ...read]).origins }),
  append: (call, field, read) =>
    call.write(field, { origins: joinStreams([call.stdin, ...read]).origins }, { changes: true }),
  download: (call, field) => call.write(field, { origins: ['from-network'] }),
  delete: (call, field) => call.delete(field),
  command: (call, field) => {
    call.runSource(field);
  },
  execute: (call, field) => call.emit('execute', call.resolve(field), { origins: call.read(field).origins }),
};

function take(call: Call, role: Role, field: Field, read: Stream[]): void {
  takings[role](call, field, read);
}
