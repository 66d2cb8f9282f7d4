import { readRegularText } from '../../regular-file.ts';
import type { WorktreeState } from './worktree-state.ts';

const lists = [
  'statusCommand',
  'changed',
  'staged',
  'deleted',
  'unmerged',
  'untracked',
  'ignored',
  'submodules',
] as const satisfies readonly (keyof WorktreeState)[];

/**
 * What a working tree held when it was collected: of the tree itself, a bag has only what git does not.
 * @throws {Error} where the file is not one that a collection writes
 */
export function readRecordedState(path: string): WorktreeState {
  const value: unknown = JSON.parse(readRegularText(path));
  if (isWorktreeState(value)) return value;
  throw new Error('the record of the working tree is not one that a collection writes');
}

function isWorktreeState(value: unknown): value is WorktreeState {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  return (
    typeof fields['status'] === 'string' &&
    lists.every((name) => {
      const list = fields[name];
      return Array.isArray(list) && list.every((item) => typeof item === 'string');
    })
  );
}
