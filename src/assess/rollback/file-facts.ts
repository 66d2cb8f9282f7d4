import type { CallMark } from '../../events/files/call-mark.ts';
import type { Deletion, FileRecord } from '../../events/files/file-ledger.ts';
import type { FileState } from '../../evidence/file-state.ts';

/** How the repository in which a file lies holds it now. */
type Tracking =
  /** As it stands in HEAD: the plan of the repository brings it back. */
  | 'committed'
  | 'changed'
  /** Tracked, and not in the working tree. */
  | 'missing'
  /** In HEAD, and neither in the index nor in the working tree. */
  | 'removed'
  /** Untracked or ignored. */
  | 'untracked'
  | 'outside'
  | 'unknown';

/** Where a content can be copied from. */
export interface ContentSource {
  readonly kind: 'file-history' | 'transcript' | 'reverse-patch' | 'git' | 'editor';
  /** File to copy; for `git` a command prints the content. Absent where the content must be written out first. */
  readonly path?: string;
  readonly command?: string;
}

/** A file whose uncommitted changes a command of git wrote over. */
export interface DiscardedFile {
  /** Absolute, in the evidence's own form. */
  readonly path: string;
  /** What git wrote. */
  readonly blobId: string;
  readonly mark: CallMark;
  /** A recorded call had written the file before: the changes may have been the session's own. */
  readonly isOwn: boolean;
  /** They went because a patch that holds them was applied in reverse. */
  readonly isPatch?: boolean;
  /** Id of the last call that had found nothing changed before. */
  readonly cleanBy?: string;
}

/** A file in whose place git put another version, whatever lay there. */
export interface ReplacedFile {
  /** Absolute, in the evidence's own form. */
  readonly path: string;
  /** What git wrote. */
  readonly blobId: string;
  readonly mark: CallMark;
  /** A recorded call had written the file before. */
  readonly isOwn: boolean;
  /** What the commit before held at the path; absent where it held nothing there. */
  readonly heldBefore?: string;
}

/** What results showed of a file before it was taken away or written over. */
interface ShownFile {
  /** The first call that showed it. */
  readonly by: CallMark;
  /** Where one read all of it: what it held the last time. */
  readonly content?: { readonly blobId: string; readonly source: ContentSource };
}

/** What may still hold a content that was thrown away. */
interface Holders {
  /** Stashes, also dropped ones, that hold another content of the file. */
  readonly stashes: readonly string[];
  /** How many contents the repository has that nothing names. */
  readonly contents: number;
}

/** What a plan for one file is made from. */
export interface FileFacts {
  readonly record: FileRecord;
  readonly now: FileState;
  readonly tracking: Tracking;
  readonly repository?: string;
  /** Object that a commit holds at the path: HEAD, or one from before the session. */
  readonly committed?: string;
  /** Prints what HEAD holds at the path. */
  readonly inHead?: ContentSource;
  readonly shown?: ShownFile;
  /** What an editor kept when the file was last saved, before it was taken away or written over. */
  readonly saved?: { readonly blobId: string; readonly source: ContentSource };
  /** Undo, swap and backup files of editors that may give it back; as the evidence writes paths. */
  readonly traces: readonly string[];
  /** Tracked files at or below it that are not in the working tree; relative to the repository. */
  readonly missing?: readonly string[];
  /** The link that stands at its path, or at that of a folder which held it. */
  readonly link?: string;
  /** What stands behind a link that took the place of a folder; `now` is what became of the file itself. */
  readonly behind?: FileState;
  /** Folders above it that are not there, the innermost first; absolute. */
  readonly goneFolders?: readonly string[];
  /** It was a folder, and results showed files in it or calls edited some, which are not there either. */
  readonly hasKnownFiles?: boolean;
  /** The last deletion of it, or of a folder that held it; of a recorded call. */
  readonly deletion?: Deletion;
  /** How many contents its repository has that nothing names, where they were looked for. */
  readonly nameless?: number;
  /** What a command of git threw away of it. */
  readonly discard?: DiscardedFile & Holders;
  /** What a command of git threw away of it before calls edited it. */
  readonly earlier?: DiscardedFile & Holders;
  readonly replaced?: ReplacedFile;
  /** The copy from before the session's first edit, where what the transcript has of the file lacks its carriage returns. */
  readonly exact?: { readonly source: ContentSource; readonly blobId?: string };
  /** Content before the session's first edit, the best source first. */
  readonly original: readonly ContentSource[];
  /** Content after the session's last edit, the best source first. */
  readonly latest: readonly ContentSource[];
}
