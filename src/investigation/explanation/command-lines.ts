import { TriageError } from '../../errors.ts';
import type { ReportGap } from '../../evidence/gap.ts';
import { type ShellName, shellNamed, shellNames } from '../../shell/shells.ts';

/** One line of standard input. */
export interface CommandLine {
  readonly command: string;
  /** Absolute. */
  readonly cwd?: string;
  /** Absolute. */
  readonly home?: string;
  readonly shell?: ShellName;
  /** The line held no command that could be taken. */
  readonly malformed?: true;
}

/** Longer lines are a gap: nothing that an agent types is this long. */
const longestLine = 8 * 1024 * 1024;

/**
 * Reads NDJSON `{command, cwd?, home?, shell?}`. A line that is none of these is answered as an empty command that was
 * not understood, and is a gap.
 * @throws {TriageError} where a line names a shell that is not read
 */
export async function* commandLines(
  stdin: AsyncIterable<Uint8Array>,
  report: ReportGap,
): AsyncIterable<CommandLine> {
  let number = 0;
  for await (const line of linesOf(stdin)) {
    number += 1;
    if (line.trim() === '') continue;
    const parsed = parseLine(line, `standard input:${number}: `);
    if (!parsed) {
      const evidence = { path: 'standard input', line: number };
      report({ kind: 'malformed', reason: 'is no JSON object with a command', evidence });
    }
    yield parsed ?? { command: '', malformed: true };
  }
}

/**
 * The shell of a name that the user gave.
 * @param place where it stands, with a colon; nothing where the command line says it
 * @throws {TriageError} where no shell is called so
 */
export function namedShell(name: unknown, place = ''): ShellName {
  const shell = typeof name === 'string' ? shellNamed(name) : undefined;
  if (shell !== undefined) return shell;
  const written = typeof name === 'string' ? name : JSON.stringify(name);
  throw new TriageError(
    `${place}unknown shell: ${written.slice(0, 80)}`,
    `choose one of ${shellNames.join(', ')}`,
  );
}

function parseLine(line: string, place: string): CommandLine | undefined {
  if (line.length > longestLine) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('command' in value)) return undefined;
  const { command } = value;
  const cwd = optionalText(value, 'cwd');
  const home = optionalText(value, 'home');
  if (typeof command !== 'string' || cwd === null || home === null) return undefined;
  const shell = fieldOf(value, 'shell') ?? undefined;
  return {
    command,
    ...(cwd !== undefined && { cwd }),
    ...(home !== undefined && { home }),
    ...(shell !== undefined && { shell: namedShell(shell, place) }),
  };
}

/** @returns nothing where it is not given or empty, `null` where it is no text */
function optionalText(value: object, key: string): string | undefined | null {
  const given = fieldOf(value, key);
  if (given === undefined || given === null || given === '') return undefined;
  return typeof given === 'string' ? given : null;
}

function fieldOf(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

async function* linesOf(stdin: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest: string[] = [];
  for await (const chunk of stdin) {
    const [first = '', ...more] = decoder.decode(chunk, { stream: true }).split('\n');
    rest.push(first);
    for (const next of more) {
      yield rest.join('');
      rest = [next];
    }
  }
  rest.push(decoder.decode());
  yield rest.join('');
}
