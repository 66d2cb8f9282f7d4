import type { KnownGroup } from '../digest/group-digest.ts';
import type { MergedSession } from '../join/merge-groups.ts';
import {
  type PermissionMode,
  type PermissionModeSource,
  permissionModeSources,
  permissionModes,
} from '../tool-call.ts';

const unknownMode = permissionModes.indexOf('unknown');

/** Gives the calls of a session whose mode no record tells one that something else tells. */
export function assumeMode(
  groups: readonly KnownGroup[],
  { calls }: MergedSession,
  { mode, source }: { readonly mode: PermissionMode; readonly source: PermissionModeSource },
): void {
  for (const { group, row } of calls) {
    const column = groups[group]?.calls.column;
    if (column?.mode[row] !== unknownMode) continue;
    column.mode[row] = permissionModes.indexOf(mode);
    column.source[row] = permissionModeSources.indexOf(source);
  }
}
