import { TriageError } from '../errors.ts';
import { type PermissionMode, permissionModes } from '../transcripts/tool-call.ts';

/** What people say, or versions of the agent write, for a mode. */
const otherNames: Readonly<Record<string, PermissionMode>> = {
  bypass: 'bypassPermissions',
  manual: 'default',
};

/**
 * The mode that a word of the command line means.
 * @throws {TriageError} which names them all
 */
export function permissionModeNamed(word: string): PermissionMode {
  const given = word.toLowerCase();
  const known = permissionModes.find((mode) => mode.toLowerCase() === given);
  const mode = known ?? (Object.hasOwn(otherNames, given) ? otherNames[given] : undefined);
  if (mode) return mode;
  throw new TriageError(`unknown permission mode: ${word}`, `choose one of ${permissionModes.join(', ')}`);
}
