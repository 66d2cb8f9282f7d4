import type { Word } from '../shell/syntax.ts';
import { type CommandShape, hasRefused, operandsOf } from './read-only/command-shape.ts';
import { readOnlyPrograms } from './read-only/programs.ts';

/** The paths that a command names, as words. */
export interface FileArguments {
  readonly reads: readonly Word[];
  readonly writes: readonly Word[];
}

/** Programs that change files, and which of their operands they change. */
const changing: Readonly<
  Record<string, (operands: readonly Word[], words: readonly Word[]) => FileArguments>
> = {
  mkdir: (operands) => ({ reads: [], writes: operands }),
  touch: (operands) => ({ reads: [], writes: operands }),
  rm: (operands) => ({ reads: [], writes: operands }),
  rmdir: (operands) => ({ reads: [], writes: operands }),
  tee: (operands) => ({ reads: [], writes: operands }),
  truncate: (operands) => ({ reads: [], writes: operands }),
  mv: (operands) => ({ reads: [], writes: operands }),
  cp: (operands) => ({ reads: operands.slice(0, -1), writes: operands.slice(-1) }),
  ln: (operands) => ({ reads: operands.slice(0, -1), writes: operands.slice(-1) }),
  chmod: (operands) => ({ reads: [], writes: operands.slice(1) }),
  chown: (operands) => ({ reads: [], writes: operands.slice(1) }),
};

/** Options of changing programs that take the next word with them. */
const valued = ['-m', '--mode', '-t', '--target-directory', '-d', '-r', '-s', '--size'];

const nothing: FileArguments = { reads: [], writes: [] };

/**
 * The files that a command names, for the programs whose arguments Claude Code recognises.
 * https://code.claude.com/docs/en/permissions#read-and-edit
 * @param words the program first, wrappers taken off
 */
export function fileArguments(words: readonly Word[]): FileArguments {
  const program = words[0]?.value ?? '';
  const rest = words.slice(1);
  if (Object.hasOwn(changing, program)) return changed(program, rest);
  const shape = Object.hasOwn(readOnlyPrograms, program) ? readOnlyPrograms[program] : undefined;
  if (!shape) return nothing;
  const paths = readPaths(rest, shape);
  const inPlace = program === 'sed' && hasRefused(values(rest), ['-i', '--in-place']);
  return inPlace ? { reads: [], writes: paths } : { reads: paths, writes: [] };
}

function changed(program: string, rest: readonly Word[]): FileArguments {
  const switches = valued.filter((option) => program !== 'rm' && !(program === 'cp' && option === '-r'));
  const operands = operandsOf(values(rest), switches).flatMap((at) => rest[at] ?? []);
  return changing[program]?.(operands, rest) ?? nothing;
}

function readPaths(rest: readonly Word[], { operands, valued: withValue }: CommandShape): readonly Word[] {
  if (operands === 'text' || operands === 'none') return [];
  if (operands === 'find') return startingPoints(rest);
  const texts = values(rest);
  const found = operandsOf(texts, withValue).flatMap((at) => rest[at] ?? []);
  if (operands === 'files') return found;
  const given = texts.some((text) => /^(?:-[a-zA-Z]*e|--regexp|--expression|-f|--file)(?:=|$)/.test(text));
  return given ? found : found.slice(1);
}

/** What stands before the first expression. */
function startingPoints(rest: readonly Word[]): readonly Word[] {
  const end = rest.findIndex(({ value }) => /^(?:-[a-zA-Z]{2,}|[!(])/.test(value));
  const before = end === -1 ? rest : rest.slice(0, end);
  return before.filter(({ value }) => !value.startsWith('-'));
}

function values(words: readonly Word[]): readonly string[] {
  return words.map(({ value }) => value);
}
