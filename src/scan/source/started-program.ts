import { literal as escaped } from '../literal.ts';
import { programInName } from './owner-program.ts';
import { listOf } from './program-beside.ts';
import type { ProgramStrings } from './program-strings.ts';
import type { Literal } from './read-literals.ts';

/** Calls that start a program which a name stands for; the first group is the name. */
const starting =
  /(?:Command::new|(?<!\w)spawn(?:Sync)?|execFile(?:Sync)?|execv[pe]*|exec\.Command(?:Context)?|subprocess\.\w+|create_subprocess_exec|ProcessBuilder)\(\s*(?:ctx\s*,\s*)?\[?\s*&?([A-Za-z_$][\w$.]*)/g;
const reach = 4000;
const callLength = 240;

/**
 * The agent's program that is started with the list in which a string stands, where a name says it:
 * `Command::new(&resolved).args(&args)` behind `let resolved = resolve_copilot_path()`, `execvp(CRUSH_COMMAND, cmd)`.
 */
export function startedProgram(strings: ProgramStrings, literal: Literal): string | undefined {
  const list = listOf(strings, literal);
  if (list === undefined || !/^\w+$/.test(list)) return undefined;
  const { code } = strings;
  const word = new RegExp(`\\b${escaped(list)}\\b`);
  const after = code.slice(literal.end, literal.end + reach);
  for (const { index, 0: call, 1: name = '' } of after.matchAll(starting)) {
    if (!word.test(after.slice(index + call.length, index + callLength))) continue;
    return programInName(name) ?? programGiven(code.slice(0, literal.end + index), name);
  }
  return undefined;
}

/** The program that the words name from which a name has its last value. */
function programGiven(before: string, name: string): string | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  const given = [
    ...before.matchAll(
      new RegExp(`\\b${name}\\b[^=\\n(]{0,60}=(?![=>])((?:[^;\\n]|\\n\\s*[.)?]){0,300})`, 'g'),
    ),
  ].at(-1)?.[1];
  const words = given?.match(/[A-Za-z_]\w*/g) ?? [];
  return words.map(programInName).find((program) => program !== undefined);
}
