import type { FileFacts } from '../../assess/rollback/file-facts.ts';
import type { Deletion, FileRecord } from '../../events/files/file-ledger.ts';
import type { EditorHistory } from '../../evidence/editors/editor-history.ts';
import { editorTraces } from '../../evidence/editors/editor-traces.ts';
import { fileState } from '../../evidence/file-state.ts';
import type { Home } from '../../evidence/home.ts';

interface TakenFile {
  readonly record: FileRecord;
  readonly deletion: Deletion | undefined;
  /** When git took what it held, where it did; ISO 8601 UTC. */
  readonly takenAt: string | undefined;
}

/** What editors kept of a file before git, or else a command or the session's own edits, took it. */
export function keptByEditors(
  { home, editors }: { readonly home: Home; readonly editors: EditorHistory },
  { record: { path, edits, overwritten }, deletion, takenAt }: TakenFile,
): Pick<FileFacts, 'saved' | 'traces'> {
  const traces = editorTraces(home, path);
  const at = takenAt ?? overwritten?.at ?? deletion?.at ?? edits[0]?.at;
  const copy = editors.of(path).findLast(({ savedAt }) => at !== undefined && savedAt <= at);
  const state = copy && fileState(home, copy.path);
  if (!copy || state?.kind !== 'file' || state.blobId === undefined) return { traces };
  return { traces, saved: { blobId: state.blobId, source: { kind: 'editor', path: copy.path } } };
}
