import type { Call } from '../call.ts';
import type { Field } from '../field.ts';
import { joinOrigins } from '../stream.ts';
import { type ApiCall, streamOf } from './api-call.ts';
import { runWords } from './processes.ts';
import { fieldOf, fieldsOf, type Value } from './value.ts';

/** What happens to an argument. Those that take something in come first, so that it goes out with the others. */
const roles = {
  read: (call, value) => {
    for (const field of pathsOf(value)) {
      if (isUrl(field)) {
        call.shell.network('connect', field.text);
        call.takes({ origins: ['from-network'] });
      } else call.takes(call.shell.read(field));
    }
  },
  sent: (call, value) => call.takes(streamOf(value)),
  fetch: (call, value) => {
    const origins = value.kind === 'text' ? value.field.origins : [];
    for (const field of fieldsOf(value)) call.shell.network('connect', field.text, { origins });
    call.takes({ origins: ['from-network'] });
  },
  connect: (call, value) => {
    for (const field of fieldsOf(value)) call.shell.network('connect', field.text);
  },
  /** A name that is looked up tells whoever answers for it what stands in it. */
  lookUp: (call, value) => {
    for (const { text, origins } of fieldsOf(value))
      call.shell.network(origins.includes('from-secret') ? 'upload' : 'connect', text, { origins });
    call.takes({ origins: ['from-network'] });
  },
  download: (call, value) => {
    for (const field of fieldsOf(value)) call.shell.network('download', field.text);
    call.takes({ origins: ['from-network'] });
  },
  upload: (call, value) => {
    const { origins } = call.taken;
    for (const field of fieldsOf(value))
      call.shell.network('upload', field.text, { origins: joinOrigins([{ origins }, field]) });
    call.takes({ origins: ['from-network'] });
  },
  write: (call, value) => eachPath(call, value, (shell, field) => shell.write(field, call.taken)),
  append: (call, value) =>
    eachPath(call, value, (shell, field) => shell.write(field, call.taken, { changes: true })),
  delete: (call, value) =>
    eachPath(call, value, (shell, field) => shell.delete(field, { traits: call.traits })),
  move: (call, value) =>
    eachPath(call, value, (shell, field) => {
      const to = call.field('1|dst|target') ?? field;
      call.takes(shell.look(field));
      shell.moveAway(field, to);
    }),
  folder: (call, value) => eachPath(call, value, (shell, field) => shell.makeFolder(field)),
  run: (call, value) => call.takes(runWords(call, [value])),
  code: (call, value) => {
    for (const field of fieldsOf(value)) call.evaluator.runText(field);
  },
  file: (call, value) => {
    for (const field of pathsOf(value)) {
      if (!isUrl(field)) call.evaluator.runFile(field);
      else {
        call.shell.network('connect', field.text);
        call.evaluator.runsCode(['from-network']);
      }
    }
  },
} as const satisfies Readonly<Record<string, (call: ApiCall, value: Value) => void>>;
export type Role = keyof typeof roles;

const takingIn: ReadonlySet<Role> = new Set(['read', 'sent', 'move']);

/** Does with each argument what its role says. */
export function takeRoles(call: ApiCall, given: Readonly<Record<string, Role>>): void {
  const entries = Object.entries(given);
  const [first, then] = [
    entries.filter(([, role]) => takingIn.has(role)),
    entries.filter(([, role]) => !takingIn.has(role)),
  ];
  for (const [key, role] of [...first, ...then])
    for (const value of call.values(key)) roles[role](call, value);
}

function eachPath(call: ApiCall, value: Value, act: (shell: Call, field: Field) => void): void {
  for (const field of pathsOf(value)) act(call.shell, field);
}

/** A number is a descriptor that is open already. */
function pathsOf(value: Value): readonly Field[] {
  if (value.kind === 'list')
    return value.items.flatMap((item) => (item.kind === 'list' ? [] : fieldsOf(item)));
  if (value.kind === 'text' && value.type === 'number') return [];
  if (value.kind === 'thing' && value.subject && value.name.startsWith('file')) return [value.subject];
  return fieldsOf(value).map((field) => withoutScheme(field));
}

function withoutScheme(field: Field): Field {
  return field.text.startsWith('file://') ? { ...field, text: field.text.slice(7) } : field;
}

function isUrl({ text }: Field): boolean {
  return /^(?:https?|ftp):\/\//i.test(text);
}

/** The field of a value that is taken for a path. */
export function pathOf(value: Value | undefined): Field {
  return pathsOf(value ?? { kind: 'list', items: [] })[0] ?? fieldOf(value);
}
