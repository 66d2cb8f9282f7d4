import type { Analysis } from './analysis.ts';
import type { Certainty } from './effect.ts';
import type { Field } from './field.ts';
import { onHost } from './mounts.ts';
import { isWindowsPath, resolvePath, withHome } from './paths.ts';
import type { Scope } from './scope.ts';

interface Place {
  readonly path: string;
  /** A container reaches it through a mounted folder. */
  readonly isOnHost: boolean;
  /** The path in the container, where it can change nothing on the host. */
  readonly inside?: string;
}

/** Where the path of an operand lies on this machine: from the working folder, through mounts and links. */
export function placeOf(field: Field, scope: Scope, analysis: Analysis): Place {
  if (startsUnknown(field)) return { path: field.text, isOnHost: false };
  const { cwd, hasBackslashes, expandsHome, mounts } = scope;
  const isAtHome =
    field.text.startsWith('%') || ((hasBackslashes || expandsHome) && field.text.startsWith('~'));
  const path = isAtHome ? withHome(field.text, analysis.context.home) : field.text;
  const isForeign = hasBackslashes && !isWindowsPath(path) && !isWindowsPath(cwd);
  const absolute = resolvePath(isForeign ? path.replaceAll('\\', '/') : path, cwd);
  const place = hasTree(field) ? withoutTree(absolute) : absolute;
  const mounted = mounts && onHost(place, mounts);
  return {
    path: analysis.realPath(mounted?.host ?? place),
    isOnHost: mounted !== undefined,
    ...(mounted?.isReadOnly && { inside: place }),
  };
}

/** Nobody can say where `$X/file` lies when X is not known. */
export function startsUnknown({ dynamic, text }: Field): boolean {
  return dynamic && /^[$`%!]/.test(text);
}

/** `src/**` stands for all that lies below `src`: https://www.gnu.org/software/bash/manual/html_node/The-Shopt-Builtin.html */
export function hasTree({ text }: Field): boolean {
  return text.includes('**') && /(?:^|[\\/])\*\*(?:[\\/]|$)/.test(text);
}

/** A whole tree is told by its root. */
function withoutTree(path: string): string {
  return path.replace(/[\\/]\*\*$/, '').replace(/([\\/])\*\*[\\/]\*$/, '$1*') || '/';
}

/** How sure it is that the words mean this place. */
export function certaintyOf(field: Field): Certainty {
  if (startsUnknown(field)) return 'possible';
  return field.dynamic ? 'likely' : 'certain';
}
