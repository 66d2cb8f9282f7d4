import type { ContentSource } from '../../assess/rollback/file-facts.ts';
import { digestOf } from '../../events/files/content-digest.ts';
import type { FileRecord } from '../../events/files/file-ledger.ts';
import type { FileHistory } from '../../evidence/file-history.ts';
import { type FileState, fileState, readFileText } from '../../evidence/file-state.ts';
import type { Home } from '../../evidence/home.ts';

/** The copy that the agent made of a file before it first edited it. */
export interface CopyBeforeEdits {
  readonly source: ContentSource;
  readonly blobId?: string;
  /** It has carriage returns, which the transcript's text of the file lacks. */
  readonly hasReturns: boolean;
  /** The file holds it still, or again. */
  readonly isAsNow: boolean;
}

/** @returns undefined where there is none, or it is of another content than the record */
export function copyBeforeEdits(
  { home, history }: { readonly home: Home; readonly history: FileHistory },
  { path, before, edits }: FileRecord,
  now: FileState,
): CopyBeforeEdits | undefined {
  const oldest = history
    .of(path)
    .find(({ sessionId, version }) => sessionId === edits[0]?.sessionId && version === 1);
  if (!oldest || before === null) return undefined;
  const copy = fileState(home, oldest.path);
  const blobId = copy.kind === 'file' ? copy.blobId : undefined;
  const isSame = before === undefined || blobId === before.blobId;
  const hasReturns = !isSame && withoutReturns(home, oldest.path) === before?.blobId;
  if (!isSame && !hasReturns) return undefined;
  return {
    source: { kind: 'file-history', path: oldest.path },
    ...(blobId !== undefined && { blobId }),
    hasReturns,
    isAsNow: now.kind === 'file' && blobId !== undefined && now.blobId === blobId,
  };
}

/** Agents record the text of a file with line feeds alone. */
function withoutReturns(home: Home, path: string): string | undefined {
  const text = readFileText(home, path);
  return text?.includes('\r\n') ? digestOf(text.replaceAll('\r\n', '\n')).blobId : undefined;
}
