import { type Guard, guardOf } from './guard.ts';

interface Variable {
  readonly value: string;
  /** Handed to the programs that are started. */
  readonly exported: boolean;
}

/** The variables of a process that guard; those that are not in it are not set. */
export type GuardEnvironment = ReadonlyMap<string, Variable>;

export const emptyEnvironment: GuardEnvironment = new Map();

const variables = ['IS_SANDBOX', 'CLAUDE_CODE_BUBBLEWRAP'] as const;

export function isGuardVariable(name: string): boolean {
  return variables.some((variable) => variable === name);
}

/** What a process has that is started where a guard stands. */
export function environmentWith(guard: Guard): GuardEnvironment {
  if (guard === 'none') return emptyEnvironment;
  const [name, value] =
    guard === 'bubblewrap'
      ? (['CLAUDE_CODE_BUBBLEWRAP', '1'] as const)
      : (['IS_SANDBOX', guard === 'is-sandbox' ? '1' : 'unclear'] as const);
  return new Map([[name, { value, exported: true }]]);
}

/** The guard that a program has which is started in an environment. */
export function guardIn(environment: GuardEnvironment): Guard {
  const found = [...environment].flatMap(([name, { value, exported }]) =>
    exported ? [guardOf(name, value) ?? 'none'] : [],
  );
  return found.find((guard) => guard === 'is-sandbox') ?? found.find((guard) => guard !== 'none') ?? 'none';
}

/** After `NAME=value`; a variable that is exported already stays so. */
export function withVariable(
  environment: GuardEnvironment,
  name: string,
  { value, exported }: { readonly value: string; readonly exported: boolean },
): GuardEnvironment {
  if (!isGuardVariable(name)) return environment;
  const before = environment.get(name)?.exported === true;
  return new Map(environment).set(name, { value, exported: exported || before });
}

/** After `export NAME`, where it has a value; or after `export -n NAME`. */
export function withExport(environment: GuardEnvironment, name: string, exported: boolean): GuardEnvironment {
  const variable = environment.get(name);
  return variable ? new Map(environment).set(name, { ...variable, exported }) : environment;
}

export function withoutVariable(environment: GuardEnvironment, name: string): GuardEnvironment {
  if (!environment.has(name)) return environment;
  const left = new Map(environment);
  left.delete(name);
  return left;
}

/** What holds whichever of several ways was taken. */
export function inEvery(ways: readonly GuardEnvironment[]): GuardEnvironment {
  const [first = emptyEnvironment, ...others] = ways;
  const common = [...first].filter(([name, { value, exported }]) =>
    others.every((other) => {
      const same = other.get(name);
      return same?.value === value && same.exported === exported;
    }),
  );
  return common.length === first.size ? first : new Map(common);
}
