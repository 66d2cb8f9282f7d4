import { type Guard, guardOf } from '../../guard.ts';
import type { LogicalLine } from './line-form.ts';

const names = 'IS_SANDBOX|CLAUDE_CODE_BUBBLEWRAP';

/** The guard that a setting of a variable makes, where a pattern finds its name and its value. */
function guardBy(pattern: RegExp, line: string): Guard | undefined {
  const match = pattern.exec(line);
  return match?.[1] ? guardOf(match[1], (match[2] ?? '').replace(/^["']|["']$/g, '')) : undefined;
}

/** A pattern of a line that sets one of the variables; `NAME` stands for the name, `VALUE` for the value. */
export function settingLine(source: string): RegExp {
  return new RegExp(source.replace('NAME', `(${names})`).replace('VALUE', `["']?([^\\s"',]*)["']?`), 'm');
}

/** What the lines above a command have set; each line is given with the guard that holds for it. */
export function guardedLines(
  lines: readonly LogicalLine[],
  settings: readonly RegExp[],
): (LogicalLine & { readonly guard: Guard | undefined })[] {
  let guard: Guard | undefined;
  return lines.map((line) => {
    for (const setting of settings) guard = guardBy(setting, line.source) ?? guard;
    return { ...line, guard };
  });
}

/** What any line of a unit sets holds for all of it, in whatever order they stand. */
export function guardOfAll(lines: readonly LogicalLine[], settings: readonly RegExp[]): Guard | undefined {
  return guardedLines(lines, settings).at(-1)?.guard;
}

/** All variables of a line that sets several: `Environment=A=1 "IS_SANDBOX=1"`. */
export function guardAmong(text: string): Guard | undefined {
  let guard: Guard | undefined;
  for (const [, name = '', value = ''] of text.matchAll(/(?:^|[\s,"'])([A-Z_]+)=["']?([^\s"',]*)/g)) {
    guard = guardOf(name, value) ?? guard;
  }
  return guard;
}
