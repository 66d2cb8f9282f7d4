import { dirname, join } from 'node:path';
import type { SessionStore } from '../../agents/agent.ts';
import { statOf } from '../configuration/stat-of.ts';
import { holdsText } from './holds-text.ts';
import type { MatchingFile } from './matching-files.ts';

/**
 * The path that stands for the session of a file of a store; undefined where it holds none: an agent makes an empty
 * database when it is installed.
 */
export function sessionOf({ session: form, looks, unless }: SessionStore, { path }: MatchingFile) {
  const session = form === 'folder' ? dirname(path) : path;
  if (unless !== undefined && statOf(join(session, unless)) !== undefined) return undefined;
  return form !== 'database' || looks === undefined || holdsText(path, looks) ? session : undefined;
}
