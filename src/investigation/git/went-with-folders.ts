import type { Deletion, FileLedger, FileRecord } from '../../events/files/file-ledger.ts';
import { fileState } from '../../evidence/file-state.ts';
import type { Home } from '../../evidence/home.ts';

interface FolderRemoval {
  readonly path: string;
  readonly deletion: Deletion;
}

/** Each is a file to be looked for. */
const filesAtMost = 2_000;

/** Files that results showed, that nobody edited, and that went with folders which recorded calls removed. */
export function wentWithFolders(ledger: FileLedger, home: Home): FileRecord[] {
  const records = ledger.records();
  const known = new Set(records.map(({ path }) => path));
  const removed = records.flatMap(folderRemovals);
  if (removed.length === 0) return [];
  const found: FileRecord[] = [];
  for (const path of ledger.shown.paths()) {
    const taken = removed.findLast((one) => path.startsWith(`${one.path}/`));
    if (!taken || known.has(path) || found.length >= filesAtMost) continue;
    const at = taken.deletion.at ?? '';
    const wasThere = ledger.shown.shownBefore(path, at) !== undefined && !ledger.wroteBefore(path, at);
    // A folder that was shown holds others; a file that is there again, and shown, was not lost.
    if (wasThere && fileState(home, path).kind !== 'folder')
      found.push({
        path,
        zone: zoneOf(records, taken.path),
        edits: [],
        deletions: [taken.deletion],
        seenBefore: true,
      });
  }
  const isFolder = (one: FileRecord) => found.some(({ path }) => path.startsWith(`${one.path}/`));
  return found.filter((one) => !isFolder(one));
}

function folderRemovals({ path, deletions }: FileRecord): FolderRemoval[] {
  return deletions
    .filter(({ isTree, ownCreation, regenerable }) => isTree && !ownCreation && !regenerable)
    .map((deletion) => ({ path, deletion: { ...deletion, printed: false } }));
}

function zoneOf(records: readonly FileRecord[], path: string): FileRecord['zone'] {
  return records.find((record) => record.path === path)?.zone ?? 'outside';
}
