import type { SimpleCommand } from '../../shell/command-analysis.ts';
import { resolvePath } from '../../shell/paths.ts';
import { failedBuiltin, notForked, notStarted, shellNotStarted, unreadable } from './families/shells.ts';
import type { Shown } from './result-form.ts';
import { formsOf } from './result-forms.ts';

/** What one line says of a command. */
export interface Telling {
  readonly shows: Shown;
  /** What it speaks of, as written; absent where it speaks of the command as a whole. */
  readonly about?: string;
}

/** What a result says of one of the commands, line by line. */
export function tellingsOf(command: SimpleCommand, lines: readonly string[]): readonly Telling[] {
  const forms = [command.program, ...command.wrappers].flatMap((program) =>
    formsOf(program).filter(({ shows }) => program === command.program || shows !== 'done'),
  );
  const fitting = forms.filter(({ words = [] }) =>
    words.every((word) => command.argv.some((one) => word.test(one))),
  );
  return lines.flatMap((line) => {
    if (isNotStarted(command, line)) return [{ shows: 'never-started' as const }];
    for (const { line: form, shows } of fitting) {
      const match = form.exec(line);
      if (!match) continue;
      const about = match.slice(1).find((group) => group !== undefined);
      return [about === undefined ? { shows } : { shows, about }];
    }
    return [];
  });
}

function isNotStarted({ argv, program, wrappers }: SimpleCommand, line: string): boolean {
  const names = [argv[0] ?? program, program, ...wrappers];
  if (notStarted.some((form) => names.includes(form.exec(line)?.[1] ?? ''))) return true;
  return names.includes(failedBuiltin.exec(line)?.[1] ?? '');
}

/** Whether the shell did not start, or could not read what it was given: then it ran nothing of it. */
export function isUnreadable(source: string, lines: readonly string[]): boolean {
  if (shellNotStarted.test(lines[0] ?? '')) return true;
  return !source.trim().includes('\n') && lines.some((line) => unreadable.test(line));
}

/** Whether no process could be made for the one program that the shell was to start. */
export function isUnforked(commands: readonly SimpleCommand[], lines: readonly string[]): boolean {
  const isOne = commands.filter(({ wrappers }) => wrappers.length === 0).length === 1;
  return isOne && lines.length > 0 && lines.every((line) => notForked.test(line));
}

/** How a path that a program names lies to one that an effect has. */
export function relationTo(target: string, about: string, cwd: string): 'same' | 'inside' | 'other' {
  const named = resolvePath(about, cwd).replace(/\/+$/, '');
  const whole = target.replace(/\/+$/, '');
  if (named === whole) return 'same';
  return named.startsWith(`${whole}/`) ? 'inside' : 'other';
}
