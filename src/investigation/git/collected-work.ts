import type { RecordedWork } from '../../assess/recorded-work.ts';
import { FileLedger } from '../../events/files/file-ledger.ts';
import { ReachLedger } from '../../events/files/reach-ledger.ts';
import { type GitCall, gitCallOf, gitCallOfResult } from '../../events/git/git-call.ts';
import type { CallWatcher } from '../../transcripts/call-watcher.ts';
import type { InventoryAccount } from '../../transcripts/inventory.ts';

/** What recorded calls did, reduced to what attribution and a rollback plan need. */
export interface CollectedWork extends RecordedWork {
  readonly files: FileLedger;
  readonly reach: ReachLedger;
}

/** Keeps so little of each call that a whole home fits into memory. */
export function watchWork(): CallWatcher<CollectedWork> {
  const calls: GitCall[] = [];
  const files = new FileLedger();
  const reach = new ReachLedger();
  return {
    call(analysed) {
      files.take(analysed);
      reach.take(analysed);
      const gitCall = gitCallOf(analysed.call, analysed.analysis.commands);
      if (gitCall) calls.push(gitCall);
    },
    result({ sessions, known, orphans = [] }) {
      calls.push(...orphans.flatMap((orphan) => gitCallOfResult(orphan) ?? []));
      const edited = [
        ...new Set(files.records().flatMap(({ path, edits }) => (edits.length > 0 ? [folderOf(path)] : []))),
      ];
      return { calls, sessions: sessions.flatMap(spanOf), edited, known, files, reach };
    },
  };
}

function folderOf(path: string): string {
  return path.replace(/(?<=.)[\\/][^\\/]*$/, '');
}

function spanOf({ sessionId, startedAt, endedAt, cwds }: InventoryAccount['sessions'][number]) {
  if (startedAt === undefined || endedAt === undefined) return [];
  return [{ sessionId, startedAt, endedAt, directories: cwds }];
}
