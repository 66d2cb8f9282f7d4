import type { Word } from '../../shell/syntax.ts';
import { hasRefused } from './command-shape.ts';
import { isReadOnlyGit } from './git.ts';
import { readOnlyPrograms } from './programs.ts';

/** Variables whose value can do no harm wherever it stands. */
const harmlessVariables = new Set([
  'HOME',
  'PWD',
  'OLDPWD',
  'USER',
  'LOGNAME',
  'SHELL',
  'HOSTNAME',
  'RANDOM',
  '?',
  '$',
  '#',
  '!',
]);

/**
 * Does the command only look? https://code.claude.com/docs/en/permissions#read-only-commands
 * Where its paths lie is not asked here.
 * @param words the program first, wrappers taken off
 * @param assigned variables that the same line sets
 */
export function isReadOnlyCommand(words: readonly Word[], assigned: ReadonlySet<string>): boolean {
  const program = words[0]?.value ?? '';
  const rest = words.slice(1);
  if (!words.every((word) => isKnown(word, assigned))) return false;
  const texts = rest.map(({ value }) => value);
  const globs = rest.some((word) => word.pieces.some(({ kind }) => kind === 'glob'));
  if (program === 'git') return !globs && isReadOnlyGit(texts);
  const shape = Object.hasOwn(readOnlyPrograms, program) ? readOnlyPrograms[program] : undefined;
  if (!shape) return false;
  if (shape.refused && (globs || hasRefused(texts, shape.refused))) return false;
  if (texts.some(isNetworkPath)) return false;
  return shape.only === undefined || shape.only(texts);
}

/** No part of it is known only when it runs; substitutions are judged as commands of their own. */
function isKnown(word: Word, assigned: ReadonlySet<string>): boolean {
  return word.pieces.every((piece) => {
    if (piece.kind !== 'variable') return piece.kind !== 'process' || piece.direction === '<';
    return harmlessVariables.has(piece.name) || assigned.has(piece.name);
  });
}

function isNetworkPath(text: string): boolean {
  return /^\\\\[^\\/]+[\\/]/.test(text);
}
