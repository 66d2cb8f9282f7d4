import type { CompiledRule } from './compiled-rule.ts';
import type { PermissionCall, TouchedPath } from './permission-call.ts';
import { isOwnNote } from './protected-path.ts';
import { coversPath } from './rule-match.ts';
import { inWorkingFolders } from './working-places.ts';

/** Reads inside the working folders need no approval, nor do those of what Claude Code itself keeps of the session. */
export function isFree(touched: TouchedPath, call: PermissionCall): boolean {
  return (
    isInside(touched, call) || (touched.path !== undefined && isOwnRecord(touched.path, call.places.home))
  );
}

export function isInside({ path, target }: TouchedPath, { places }: PermissionCall): boolean {
  if (path === undefined || !inWorkingFolders(path, places)) return false;
  return target === undefined || inWorkingFolders(target, places);
}

/** The allow rules that cover each of the paths, or nothing where one path is left over. */
export function pathRules(
  access: 'Read' | 'Edit',
  paths: readonly TouchedPath[],
  rules: readonly CompiledRule[],
): readonly CompiledRule[] | undefined {
  const found = paths.map((path) =>
    rules.find(
      ({ coverage }) =>
        coverage.kind === 'path' && coverage.access === access && coversPath(coverage.fits, path),
    ),
  );
  const covering = found.filter((rule) => rule !== undefined);
  return covering.length === paths.length ? covering : undefined;
}

/** Outputs that were too long to show, those of background tasks, the session's scratch folder, the user's skills. */
function isOwnRecord(path: string, home: string): boolean {
  if (isOwnNote(path, home)) return true;
  if (/^(?:\/private)?\/tmp\/claude(?:-\d+)?\/[^/]+\/(?:[^/]+\/)?(?:tasks|scratchpad)\//.test(path))
    return true;
  return /\/\.claude\/(?:skills\/|projects\/[^/]+\/[^/]+\/tool-results\/)/.test(path);
}
