import type { ProgramStrings } from './program-strings.ts';
import type { Literal } from './read-literals.ts';

/** A value that a call gives to a key of a file of settings. */
interface SettingCall {
  readonly key: string;
  /** What other calls of the program give to other keys. */
  readonly beside: ReadonlyMap<string, string>;
}

/** Calls that give a key its value: `set_top_level(`, `config.put(`. */
const giving = /(?:^|[^\w])(?:\w+[._])*(?:set|put|upsert|assign|update|ensure|write)\w*\(\s*$/i;
/** Between key and value, which may be quoted by a call: `, toml_string(`. */
const between = /^\s*,\s*(?:[\w.]+\(\s*)?$/;

/** `set_top_level("approval_policy", toml_string("never"))` */
export function settingCall(strings: ProgramStrings, literal: Literal): SettingCall | undefined {
  const key = keyOfCall(strings, strings.literals.indexOf(literal));
  if (key === undefined) return undefined;
  const given = strings.literals.flatMap(({ value }, index) => {
    const name = keyOfCall(strings, index);
    return name === undefined ? [] : [[name, value] as const];
  });
  return { key, beside: new Map(given) };
}

function keyOfCall({ literals, code }: ProgramStrings, index: number): string | undefined {
  const [key, value] = [literals[index - 1], literals[index]];
  if (!key || !value || !between.test(code.slice(key.end, value.start))) return undefined;
  return giving.test(code.slice(Math.max(0, key.start - 80), key.start)) ? key.value : undefined;
}
