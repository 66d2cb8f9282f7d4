import type { CleanRoom } from './clean-room.ts';

/** One file in which two commits differ; submodules are left out. */
export interface ChangedFile {
  /** Relative to the root, as git writes it. */
  readonly path: string;
  /** Object in the earlier commit; absent where it has no such file. */
  readonly before?: string;
  /** The same in the later one. */
  readonly after?: string;
}

const filesAtMost = 5_000;

/**
 * Files in which two commits differ, up to a bound. https://git-scm.com/docs/git-diff-tree#_raw_output_format
 * @throws {Error} where git cannot read one of the commits
 */
export async function changedFiles(room: CleanRoom, before: string, after: string): Promise<ChangedFile[]> {
  const printed = await room.git([
    'diff-tree',
    '-r',
    '-z',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--no-ext-diff',
    before,
    after,
  ]);
  const parts = printed.split('\0').slice(0, 2 * filesAtMost);
  return parts.flatMap((words, index) => {
    const [, mode = '', newMode = '', old = '', object = ''] =
      /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) /.exec(words) ?? [];
    const path = parts[index + 1];
    if (path === undefined || old === '' || [mode, newMode].includes('160000')) return [];
    return [{ path, ...(isObject(old) && { before: old }), ...(isObject(object) && { after: object }) }];
  });
}

function isObject(id: string): boolean {
  return !/^0+$/.test(id);
}
