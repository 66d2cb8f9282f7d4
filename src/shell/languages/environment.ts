import type { Evaluation, Member } from './evaluation.ts';
import { fieldOf, fieldText, text, unknown, type Value } from './value.ts';

/** A variable of the environment: as the shell set it, else as every session has it. */
export function environmentValue({ shell }: Evaluation, name: string): Value {
  const [set] = shell.scope.variables.get(name)?.fields ?? [];
  if (set) return fieldText(set);
  const { home } = shell.analysis.context;
  const known: Readonly<Record<string, string>> = {
    HOME: home,
    USERPROFILE: home,
    PWD: shell.scope.cwd,
    TMPDIR: '/tmp',
    TEMP: '/tmp',
    TMP: '/tmp',
    XDG_CONFIG_HOME: `${home}/.config`,
    XDG_DATA_HOME: `${home}/.local/share`,
    XDG_CACHE_HOME: `${home}/.cache`,
  };
  const value = Object.hasOwn(known, name) ? known[name] : undefined;
  return value === undefined ? unknown(name) : text(value);
}

/** What the object that holds the environment can do besides. */
const methods =
  /^(?:get|items|keys|values|copy|pop|update|setdefault|to_h|to_hash|each|each_pair|fetch|map|to_a|inspect|dup|key\?|has_key\?|hasOwnProperty|toString)$/;

/** `environ['HOME']`, `process.env.HOME`. */
export function environmentMember(evaluation: Evaluation, member?: Member): Value | undefined {
  const name = member && fieldOf(member.key).text;
  return name === undefined || methods.test(name) ? undefined : environmentValue(evaluation, name);
}

/** The object that holds the environment, in any language. */
export function isEnvironment(name: string): boolean {
  return /^(?:os\.environ|environment|process\.env|Deno\.env|ENV)$/.test(name);
}

/** From now on programs are started with it, and what the variable makes them run is run. */
export function setEnvironment({ shell }: Evaluation, name: string, value: Value): void {
  const field = fieldOf(value);
  shell.scope.variables.set(name, { fields: [field], origins: field.origins });
  shell.machine.runEnvironment(name, shell.scope);
}
