import type { RecordedWork, TimeSpan } from '../../assess/recorded-work.ts';
import { DestructionLedger } from '../../events/files/destruction-ledger.ts';
import { FileLedger } from '../../events/files/file-ledger.ts';
import { ReachLedger } from '../../events/files/reach-ledger.ts';
import { type GitCall, gitCallOf, gitCallOfResult } from '../../events/git/git-call.ts';
import type { CallWatcher } from '../../transcripts/call-watcher.ts';
import type { InventoryAccount } from '../../transcripts/inventory.ts';

/** What recorded calls did, reduced to what attribution and a rollback plan need. */
export interface CollectedWork extends RecordedWork {
  readonly files: FileLedger;
  readonly reach: ReachLedger;
  readonly destroyed: DestructionLedger;
}

/** Keeps so little of each call that a whole home fits into memory. */
export function watchWork(): CallWatcher<CollectedWork> {
  const calls: GitCall[] = [];
  const files = new FileLedger();
  const reach = new ReachLedger();
  const destroyed = new DestructionLedger();
  return {
    call(analysed) {
      files.take(analysed);
      reach.take(analysed);
      destroyed.take(analysed);
      const gitCall = gitCallOf(analysed.call, analysed.analysis.commands);
      if (gitCall) calls.push(gitCall);
    },
    result({ sessions, known, orphans = [] }) {
      calls.push(...orphans.flatMap((orphan) => gitCallOfResult(orphan) ?? []));
      const edited = [
        ...new Set(files.records().flatMap(({ path, edits }) => (edits.length > 0 ? [folderOf(path)] : []))),
      ];
      return { calls, sessions: sessions.flatMap(spanOf), edited, known, files, reach, destroyed };
    },
  };
}

function folderOf(path: string): string {
  return path.replace(/(?<=.)[\\/][^\\/]*$/, '');
}

type Session = InventoryAccount['sessions'][number];

function spanOf(session: Session) {
  const { sessionId, startedAt, endedAt, cwds } = session;
  if (startedAt === undefined || endedAt === undefined) return [];
  return [{ sessionId, startedAt, endedAt, directories: cwds, promptsOff: promptsOff(session, endedAt) }];
}

/** A window ends with its last call; where no call ran in another mode, prompts stayed off to the end of the session. */
function promptsOff({ bypassWindows, callsByMode }: Session, endedAt: string): readonly TimeSpan[] {
  const isMixed = Object.keys(callsByMode).some((mode) => mode !== 'bypassPermissions' && mode !== 'unknown');
  return bypassWindows.map(({ from, to }, index) => ({
    from,
    to: index === bypassWindows.length - 1 && !isMixed ? endedAt : to,
  }));
}
