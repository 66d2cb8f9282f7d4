import { basename, join, win32 } from 'node:path';
import { hostPath, recordedPathOf } from '../home.ts';
import type { Environment, PlacedSetting } from './environment.ts';
import type { Expansion, Value } from './setting.ts';

/** Settings that name each other are followed so far. */
const deepest = 8;

/**
 * The place that a value names, absolute on this machine; undefined where only whoever runs it knows: a variable that
 * nothing sets, what a program prints, a folder below an unknown one.
 * @param folder from where relative paths count, absolute on this machine
 */
export function resolvePath(value: Value, environment: Environment, folder?: string): string | undefined {
  const text = textOf(value, { environment, folder, depth: 0 });
  if (text === undefined || text === '') return undefined;
  const { home, directory } = environment;
  const inHome = /^~(?:[\\/](.*))?$/.exec(text);
  if (inHome) return join(directory, inHome[1] ?? '');
  if (text.startsWith('/') || /^[a-z]:[\\/]/i.test(text)) return hostPath(home, text);
  return folder === undefined || win32.isAbsolute(text) ? undefined : join(folder, text);
}

/** Whether a value is empty, which sets a variable to nothing: its readers then take their default. */
function isNothing(value: Value): boolean {
  return value.every((part) => part === '');
}

interface Scope {
  readonly environment: Environment;
  readonly folder: string | undefined;
  readonly depth: number;
}

function textOf(value: Value, scope: Scope): string | undefined {
  const parts = value.map((part) => (typeof part === 'string' ? part : expanded(part, scope)));
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}

function expanded({ variable, otherwise }: Expansion, scope: Scope): string | undefined {
  if (variable === undefined || scope.depth > deepest) return undefined;
  const inner = { ...scope, depth: scope.depth + 1 };
  const own = ownVariables[variable]?.(scope);
  if (own !== undefined) return own;
  const setting = scope.environment.settings.findLast(
    ({ name, value }) => name === variable && !names(value, name),
  );
  const set = setting && textOf(setting.value, inner);
  return set ?? (otherwise && textOf(otherwise, inner));
}

/** What every session has without a file that sets it. */
const ownVariables: Readonly<Record<string, (scope: Scope) => string | undefined>> = {
  HOME: homeOf,
  USERPROFILE: homeOf,
  USER: (scope) => basename(homeOf(scope)),
  LOGNAME: (scope) => basename(homeOf(scope)),
  USERNAME: (scope) => basename(homeOf(scope)),
  PWD: ({ environment, folder }) => folder && recordedPathOf(environment.home, folder),
};

function homeOf({ environment: { home, directory } }: Scope): string {
  return recordedPathOf(home, directory);
}

/** `PATH=$PATH:…` says nothing of what was there before. */
function names(value: Value, variable: string): boolean {
  return value.some((part) => typeof part !== 'string' && part.variable === variable);
}

/** The places that settings of one variable name; what cannot be told is among them without a place. */
export interface NamedPlace {
  readonly setting: PlacedSetting;
  /** Absolute on this machine. */
  readonly path?: string;
}

export function placesNamedBy(variable: string, environment: Environment): NamedPlace[] {
  return environment.settings
    .filter(({ name, value }) => name === variable && !isNothing(value) && !isItself(value, name))
    .map((setting) => {
      const path = resolvePath(setting.value, environment, setting.folder);
      return { setting, ...(path !== undefined && { path }) };
    });
}

/** `export X=$X` sets nothing. */
function isItself(value: Value, name: string): boolean {
  const [only] = value;
  return (
    value.length === 1 && typeof only === 'object' && only.variable === name && only.otherwise === undefined
  );
}
