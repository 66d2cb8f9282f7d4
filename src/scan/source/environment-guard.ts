import { type Guard, guardOf } from '../guard.ts';

/** A guard that a program sets, and where it holds. */
interface ProgramGuard {
  readonly guard: Guard;
  /** Offsets of the text in which it holds. */
  readonly from: number;
  readonly to: number;
}

const setting =
  /\b(IS_SANDBOX|CLAUDE_CODE_BUBBLEWRAP)["'`]?\s*\]?\s*\)?\s*(?:=>|:|=(?!=)|,(?=\s*["'`]?(?:1|0|true|false|yes)\b))\s*["'`]?(\w*)/g;
/** Statements that change the environment for what follows: `process.env.X =`, `cmd.Env = append(…)`, `.env("X", "1")`. */
const lasting =
  /(?:process\.env|os\.environ|ENV|\w*env\w*)\s*[.[]["']?$|\.env\(\s*["']?$|(?:setenv|putenv|Setenv|set_var)\(\s*["']?$|\$env:$|(?:^|\n)\s*(?:const|let|var|val|self\.|this\.)?\s*[\w.$]*env\w*\s*(?::\s*\S+\s*)?:?=(?!=)[^\n;]{0,200}$|environment\s*\{[^}]{0,200}$/i;
const functionHead =
  /^[ \t]*(?:(?:pub|async|export|default|static|private|public|protected)\s+)*(?:def|fn|func|function|sub|class|impl)\b.*$/gm;
const commandInString = /["'`][^"'`\n]*\bclaude\b[^"'`\n]*$/;

/** Every guard of a program: of its own statement, of its function, or, set outside of functions, of everything. */
export function programGuards(source: string): ProgramGuard[] {
  const heads = [...source.matchAll(functionHead)].map((match) => match.index);
  const given = settingsIn(source, heads);
  const others = [...removalsIn(source, heads), ...freshIn(source)];
  return [...given, ...others].sort((a, b) => a.at - b.at);
}

/** Statements that take a variable out of the environment. */
const removal =
  /(?:delete\s+process\.env[.[]["']?|(?:os\.)?environ\.pop\(\s*["']|del\s+os\.environ\[["']|ENV\.delete\(?\s*["']|(?:Unsetenv|unsetenv|remove_var|env_remove)\(\s*["']|Remove-Item\s+(?:-\w+\s+)*env:\\?)(IS_SANDBOX|CLAUDE_CODE_BUBBLEWRAP)\b/gi;

function removalsIn(source: string, heads: readonly number[]): PlacedGuard[] {
  return [...source.matchAll(removal)].map(({ index }) => ({
    guard: 'none',
    at: index,
    from: index,
    to: functionAround(source, index, heads).to,
  }));
}

/** `env={"PATH": …}`: all that the program gets, where nothing of the environment around is put into it. */
const fresh =
  /\benv["']?\s*[=:]\s*\{(?![^{}]{0,400}(?:\*\*|\.\.\.|environ|process\.env|IS_SANDBOX|CLAUDE_CODE_BUBBLEWRAP))[^{}]{0,400}\}/g;

function freshIn(source: string): PlacedGuard[] {
  return [...source.matchAll(fresh)].map(({ index }) => ({
    guard: 'none',
    at: index,
    ...statementAround(source, index),
  }));
}

interface PlacedGuard extends ProgramGuard {
  /** Where it is written. */
  readonly at: number;
}

function settingsIn(source: string, heads: readonly number[]): PlacedGuard[] {
  return [...source.matchAll(setting)].flatMap((match) => {
    const guard = guardOf(match[1] ?? '', match[2] ?? '');
    const before = source.slice(Math.max(0, match.index - 260), match.index);
    const line = before.slice(before.lastIndexOf('\n') + 1) + source.slice(match.index, match.index + 40);
    if (
      !guard ||
      commandInString.test(before.slice(before.lastIndexOf('\n') + 1)) ||
      /["'`]IS_SANDBOX=\w+\s+\S/.test(line)
    )
      return [];
    if (lasting.test(before))
      return [{ guard, at: match.index, ...functionAround(source, match.index, heads) }];
    return [{ guard, at: match.index, ...statementAround(source, match.index) }];
  });
}

export function guardAt(guards: readonly ProgramGuard[], offset: number): Guard | undefined {
  return guards.findLast(({ from, to }) => from <= offset && offset < to)?.guard;
}

function functionAround(source: string, at: number, heads: readonly number[]): { from: number; to: number } {
  const line = source.lastIndexOf('\n', at) + 1;
  if (/\S/.test(source[line] ?? '')) return { from: 0, to: source.length };
  const from = heads.findLast((head) => head <= at) ?? 0;
  const to = heads.find((head) => head > at) ?? source.length;
  return { from, to };
}

/** From where the outermost open bracket begins to where it closes; the line, where none is open. */
function statementAround(source: string, at: number): { from: number; to: number } {
  let from = at;
  let depth = 0;
  let lineStart = source.lastIndexOf('\n', at) + 1;
  for (let left = at - 1; left >= Math.max(0, at - 2000); left -= 1) {
    const character = source[left] ?? '';
    if (')]}'.includes(character)) depth += 1;
    else if ('([{'.includes(character)) {
      if (depth > 0) depth -= 1;
      else if (
        character === '{' &&
        /(?:\)|=>|\belse|\btry|\bdo|:\s*\w+)\s*$/.test(source.slice(Math.max(0, left - 40), left))
      )
        break;
      else {
        from = left;
        lineStart = source.lastIndexOf('\n', left) + 1;
      }
    } else if (depth === 0 && character === ';') break;
  }
  return { from: lineStart, to: closeOf(source, from, at) };
}

function closeOf(source: string, from: number, at: number): number {
  let depth = 0;
  for (let right = from; right < Math.min(source.length, at + 2000); right += 1) {
    const character = source[right] ?? '';
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) {
      depth -= 1;
      if (depth <= 0 && right >= at) return right + 1;
    } else if (character === '\n' && depth <= 0 && right > at) return right;
  }
  return Math.min(source.length, at + 2000);
}
