import { posix } from 'node:path';
import { elementsAt, keyFields } from './array-elements.ts';
import { type Field, plainField } from './field.ts';
import type { PathContext } from './path-context.ts';
import type { Scope } from './scope.ts';
import type { VariablePiece, Word } from './syntax.ts';
import { matchesGlob } from './zones/place-table.ts';

interface Surroundings {
  readonly scope: Scope;
  readonly context: PathContext;
  readonly operand: (word: Word) => Field;
}

/** Variables that every shell has, or that the agent sets. https://code.claude.com/docs/en/hooks */
const inherited: Readonly<Record<string, (scope: Scope, context: PathContext) => string>> = {
  HOME: (_, { home }) => home,
  USERPROFILE: (_, { home }) => home,
  PWD: ({ cwd }) => cwd,
  OLDPWD: ({ cwd }) => cwd,
  TMPDIR: () => '/tmp',
  TMP: () => '/tmp',
  TEMP: () => '/tmp',
  IFS: () => ' \t\n',
  USER: (_, { home }) => posix.basename(home.replaceAll('\\', '/')),
  LOGNAME: (_, { home }) => posix.basename(home.replaceAll('\\', '/')),
  CLAUDE_PROJECT_DIR: (_, { repository }) => repository,
  GITHUB_WORKSPACE: (_, { repository }) => repository,
  CI_PROJECT_DIR: (_, { repository }) => repository,
  RUNNER_TEMP: () => '/tmp',
  CLAUDE_CONFIG_DIR: (_, { home }) => `${home}/.claude`,
  XDG_CONFIG_HOME: (_, { home }) => `${home}/.config`,
  XDG_DATA_HOME: (_, { home }) => `${home}/.local/share`,
  XDG_STATE_HOME: (_, { home }) => `${home}/.local/state`,
  XDG_CACHE_HOME: (_, { home }) => `${home}/.cache`,
  BASH: () => '/bin/bash',
  SHELL: () => '/bin/bash',
};

/** What a `$…` stands for. Several fields for `$@` and arrays; as written and dynamic where it is not known. */
export function lookUp(piece: VariablePiece, at: Surroundings): readonly Field[] {
  const known = knownValue(piece, at);
  if (piece.operator === undefined) return known ?? [unknown(piece)];
  return operate(piece, known, at);
}

function unknown({ text }: VariablePiece): Field {
  return { text, dynamic: true, glob: false, origins: [] };
}

function knownValue({ name, index }: VariablePiece, at: Surroundings): readonly Field[] | undefined {
  const { scope, context } = at;
  const given = scope.variables.get(name);
  const set = given?.reference === undefined ? given : scope.variables.get(given.reference);
  if (set) {
    if (index) return elementsAt(set, at.operand(index), scope);
    const [field] = set.fields;
    return field ? [field] : [];
  }
  if (name === '@' || name === '*')
    return scope.arguments.length === 0 ? undefined : scope.arguments.slice(1);
  if (/^\d$/.test(name)) {
    const field = scope.arguments[Number(name)];
    return field ? [field] : undefined;
  }
  const builtIn = Object.hasOwn(inherited, name) ? inherited[name] : undefined;
  return builtIn && [plainField(builtIn(scope, context))];
}

type Operation = (value: Field | undefined, piece: VariablePiece, at: Surroundings) => Field | undefined;

const orElse: Operation = (value, { operand }, at) =>
  value && value.text !== '' ? value : operand ? at.operand(operand) : plainField('');

const assignElse: Operation = (value, piece, at) => {
  const chosen = orElse(value, piece, at);
  if (chosen) at.scope.variables.set(piece.name, { fields: [chosen], origins: chosen.origins });
  return chosen;
};

const instead: Operation = (value, { operand }, at) =>
  value && operand ? at.operand(operand) : plainField('');

const indirect: Operation = (value, piece, at) => {
  if (!value) return undefined;
  const { operator: _, ...plain } = piece;
  return knownValue({ ...plain, name: value.text }, at)?.[0];
};

const operations: Readonly<Record<string, Operation>> = {
  ':-': orElse,
  '-': orElse,
  ':=': assignElse,
  '=': assignElse,
  ':+': instead,
  '+': instead,
  ':?': (value) => value,
  '?': (value) => value,
  '%': (value, piece, at) => removed(value, piece, at, { end: true, longest: false }),
  '%%': (value, piece, at) => removed(value, piece, at, { end: true, longest: true }),
  '#': (value, piece, at) => removed(value, piece, at, { end: false, longest: false }),
  '##': (value, piece, at) => removed(value, piece, at, { end: false, longest: true }),
  '/': (value, piece, at) => replaced(value, piece, at, 1),
  '//': (value, piece, at) => replaced(value, piece, at, 1000),
  '^^': (value) => value && { ...value, text: value.text.toUpperCase() },
  ',,': (value) => value && { ...value, text: value.text.toLowerCase() },
  'prefix!': indirect,
};

function operate(
  piece: VariablePiece,
  known: readonly Field[] | undefined,
  at: Surroundings,
): readonly Field[] {
  const operation = Object.hasOwn(operations, piece.operator ?? '')
    ? operations[piece.operator ?? '']
    : undefined;
  const [value] = known ?? [];
  const array = at.scope.variables.get(piece.name);
  const isAll = piece.index?.value === '@' || piece.index?.value === '*';
  if (piece.operator === 'prefix!' && isAll && array) return keyFields(array);
  const result = operation?.(value, piece, at);
  return [result ?? { ...unknown(piece), origins: value?.origins ?? [] }];
}

interface Removal {
  readonly end: boolean;
  readonly longest: boolean;
}

/** Longer values are left as they are. */
const longestValue = 1024;

function removed(
  value: Field | undefined,
  { operand }: VariablePiece,
  at: Surroundings,
  { end, longest }: Removal,
): Field | undefined {
  if (!value || !operand || value.text.length > longestValue) return undefined;
  const glob = at.operand(operand).text;
  const { length } = value.text;
  const cuts = Array.from({ length: length + 1 }, (_, count) => count);
  const cut = (longest ? cuts.reverse() : cuts).find((count) =>
    matchesGlob(end ? value.text.slice(length - count) : value.text.slice(0, count), glob),
  );
  if (cut === undefined) return value;
  return { ...value, text: end ? value.text.slice(0, length - cut) : value.text.slice(cut) };
}

function replaced(
  value: Field | undefined,
  { operand, replacement }: VariablePiece,
  at: Surroundings,
  most: number,
): Field | undefined {
  if (!value || !operand || value.text.length > longestValue) return undefined;
  const pattern = at.operand(operand).text;
  if (pattern === '' || /[*?[]/.test(pattern)) return undefined;
  const by = replacement ? at.operand(replacement).text : '';
  const parts = value.text.split(pattern);
  const text = most > 1 ? parts.join(by) : value.text.replace(pattern, () => by);
  return { ...value, text };
}
