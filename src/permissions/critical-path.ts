import { posix } from 'node:path';
import { isWindowsPath } from '../shell/paths.ts';
import type { Word } from '../shell/syntax.ts';
import { type AgentVersion, isAtLeast } from './agent-version.ts';
import { operandsOf } from './read-only/command-shape.ts';
import { isInside, rulePath } from './rule-path.ts';
import type { ShellCommands } from './shell-commands.ts';
import { wordValue } from './word-value.ts';
import { folderAfter, type WorkingPlaces } from './working-places.ts';
import { bareWords } from './wrappers.ts';

/**
 * Does the line remove a critical path with `rm` or `rmdir`, anywhere in it?
 * https://code.claude.com/docs/en/permission-modes#critical-paths
 * @returns the target as written
 */
export function criticalRemoval(
  line: ShellCommands,
  places: WorkingPlaces,
  version: AgentVersion | undefined,
): string | undefined {
  for (const command of line.subcommands) {
    if (command.inSubstitution && !isAtLeast(version, '2.1.208')) continue;
    const words = bareWords(command, 'any');
    const program = words[0]?.value ?? '';
    if (!/^(?:.*\/)?(?:rm|rmdir)$/.test(program)) continue;
    const rest = words.slice(1);
    const operands = operandsOf(rest.map(({ value }) => value)).flatMap((at) => rest[at] ?? []);
    const found = operands.find((word) => isCritical(word, folderAfter(command.cds, places), places));
    if (found) return found.text;
  }
  return undefined;
}

function isCritical(word: Word, folder: string | undefined, places: WorkingPlaces): boolean {
  const { text, dynamic } = wordValue(word, places.home);
  if (dynamic) return isUnderVariable(word);
  const path = rulePath(text, folder ?? '/unknown/folder', places.home);
  const underGlob = /(?:^|\/)\*$/.test(path);
  const target = underGlob ? posix.dirname(path) : path;
  return isAlwaysCritical(target, places) || (underGlob && isAbove(target, places.additional, places));
}

function isAlwaysCritical(target: string, places: WorkingPlaces): boolean {
  if (/^\/[^/]*$/.test(target)) return true;
  if (isWindowsPath(places.cwd) && /^\/[a-z]\/[^/]*$/.test(target)) return true;
  if (/^\/private\/(?:etc|var|tmp|home)$/.test(target)) return true;
  return target === rulePath('~', places.cwd, places.home) || isAbove(target, [places.cwd], places);
}

/** One of the folders, or a folder above one. */
function isAbove(target: string, folders: readonly string[], { cwd, home }: WorkingPlaces): boolean {
  return folders.some((folder) => isInside(rulePath(folder, cwd, home), target));
}

/** `"$DIR"/*` and `$DIR/`: with an empty variable that is the root. */
function isUnderVariable({ pieces }: Word): boolean {
  const [first, ...rest] = pieces;
  if (first?.kind !== 'variable' || first.operator !== undefined) return false;
  const after = rest.map((piece) => ('text' in piece ? piece.text : '?')).join('');
  return after === '/' || after === '/*';
}
