import { posix } from 'node:path';
import type { ContentSource, FileFacts } from '../../assess/rollback/file-facts.ts';
import { type ContentDigest, digestOf } from '../../events/files/content-digest.ts';
import type { Deletion, FileLedger, FileRecord } from '../../events/files/file-ledger.ts';
import { reversePatch } from '../../events/files/reverse-patch.ts';
import type { EditorHistory } from '../../evidence/editors/editor-history.ts';
import type { FileHistory } from '../../evidence/file-history.ts';
import { type FileState, fileState, linkTarget, readFileText } from '../../evidence/file-state.ts';
import type { Home } from '../../evidence/home.ts';
import { copyBeforeEdits } from './copy-before-edits.ts';
import { keptByEditors } from './kept-by-editors.ts';
import type { ShownByDiff } from './shown-by-diffs.ts';

/** Where contents of files may still be found. */
export interface FileSearch {
  readonly home: Home;
  readonly ledger: FileLedger;
  readonly history: FileHistory;
  readonly editors: EditorHistory;
  /** Folder to which contents are to be written; absent where they are not. */
  readonly recover?: string;
  /** Takes note of a content that a plan may want to have written out. */
  readonly wanted: (blobId: string, content: string) => void;
}

/** Where git holds the content that a digest stands for, if it does. */
export type FromGit = (digest: ContentDigest | null | undefined) => readonly ContentSource[];

interface Beyond {
  readonly fromGit: FromGit;
  readonly removed: readonly Removal[];
  /** When git took what the file held, where it did; ISO 8601 UTC. */
  readonly takenAt?: string | undefined;
}

/** What became of a file, and where what it held before and after the session's edits can be had. */
export function factsOf(search: FileSearch, record: FileRecord, { fromGit, removed, takenAt }: Beyond) {
  const link = linkAt(search, record, removed);
  const now = stateOf(search.home, record, link);
  const deletion = record.deletions.at(-1) ?? inherited(removed, record.path);
  const copy = copyBeforeEdits(search, record, now);
  const held = (digest: ContentDigest | null | undefined) => transcriptSource(search, digest);
  const original: ContentSource[] = [
    ...(copy && !copy.isAsNow ? [copy.source] : []),
    ...fromGit(record.before),
    ...held(record.before),
    ...reversed(search, record, now),
  ];
  return {
    record,
    now,
    ...(link !== undefined && { link }),
    ...(link !== undefined && link !== record.path && { behind: fileState(search.home, record.path) }),
    ...(now.kind === 'absent' && { goneFolders: goneFolders(search.home, record.path) }),
    ...(deletion && { deletion }),
    ...(copy?.hasReturns && {
      exact: { source: copy.source, ...(copy.blobId !== undefined && { blobId: copy.blobId }) },
    }),
    original,
    latest: [...fromGit(record.after), ...held(record.after)],
    ...keptByEditors(search, { record, deletion, takenAt }),
  };
}

/** What results had shown of a file before git, or else a command, took it. */
export function shownOf(
  search: FileSearch,
  { path, overwritten, deletions }: FileRecord,
  discardedAt?: string,
): Pick<FileFacts, 'shown'> {
  const at = discardedAt ?? overwritten?.at ?? deletions.at(-1)?.at ?? '';
  const by = search.ledger.shown.shownBefore(path, at);
  if (!by) return {};
  const content = search.ledger.shown.contentBefore(path, at);
  if (content === undefined) return { shown: { by } };
  const { blobId } = digestOf(content);
  return { shown: { by, content: { blobId, source: written(search, 'transcript', content) } } };
}

/** What the file held when a call printed how it differed from what git holds. */
export function diffOf(
  search: FileSearch,
  shown: ShownByDiff | undefined,
): Pick<FileFacts, 'shown'> | undefined {
  if (!shown) return undefined;
  const { blobId } = digestOf(shown.content);
  return {
    shown: { by: shown.by, content: { blobId, source: written(search, 'transcript', shown.content) } },
  };
}

function transcriptSource(search: FileSearch, digest: ContentDigest | null | undefined): ContentSource[] {
  const content = digest ? search.ledger.content(digest.blobId) : undefined;
  return digest && content !== undefined ? [written(search, 'transcript', content)] : [];
}

/** The first content of a file too large for the transcript, from what it holds now. */
function reversed(
  search: FileSearch,
  { path, before, patches, edits }: FileRecord,
  now: FileState,
): ContentSource[] {
  if (before !== undefined || patches === undefined || patches.length < edits.length || now.kind !== 'file')
    return [];
  let content = readFileText(search.home, path);
  for (const patch of patches.toReversed()) {
    content = content === undefined ? undefined : reversePatch(content, patch);
  }
  return content === undefined ? [] : [written(search, 'reverse-patch', content)];
}

function written(
  { recover, wanted }: FileSearch,
  kind: ContentSource['kind'],
  content: string,
): ContentSource {
  const { blobId } = digestOf(content);
  wanted(blobId, content);
  return { kind, ...(recover !== undefined && { path: `${recover}/${blobId}` }) };
}

/** A path that a recorded call removed. */
export interface Removal {
  readonly path: string;
  readonly deletion: Deletion;
}

/** Every removal of the records, in their order. */
export function removals(records: readonly FileRecord[]): Removal[] {
  return records.flatMap(({ path, deletions }) => deletions.map((deletion) => ({ path, deletion })));
}

/** A folder that was removed took the file with it. */
function inherited(removed: readonly Removal[], path: string): Deletion | undefined {
  return removed.findLast(({ path: above }) => path.startsWith(`${above}/`))?.deletion;
}

/** Commands write through a link; what lies behind one that took the place of a folder is another file. */
function stateOf(
  home: Home,
  { path, overwritten, deletions }: FileRecord,
  link: string | undefined,
): FileState {
  if (link !== undefined && link !== path) return { kind: 'absent' };
  const target = overwritten && deletions.length === 0 ? linkTarget(home, path) : undefined;
  return fileState(home, target ?? path);
}

function goneFolders(home: Home, path: string): string[] {
  const gone: string[] = [];
  for (let at = posix.dirname(path); fileState(home, at).kind === 'absent'; at = posix.dirname(at))
    gone.push(at);
  return gone;
}

/** A link at the path of the file, or at that of a removed folder which held it. */
function linkAt({ home }: FileSearch, { path }: FileRecord, removed: readonly Removal[]): string | undefined {
  const above = removed.findLast((one) => path.startsWith(`${one.path}/`))?.path;
  return [above, path].find((place) => place !== undefined && linkTarget(home, place) !== undefined);
}
