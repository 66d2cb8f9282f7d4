import { posix } from 'node:path';
import type {
  ContentSource,
  DiscardedFile,
  FileFacts,
  ReplacedFile,
} from '../../assess/rollback/file-facts.ts';
import { git } from '../../assess/rollback/git-command.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import { type ContentDigest, digestOf } from '../../events/files/content-digest.ts';
import type { Deletion, FileLedger, FileRecord } from '../../events/files/file-ledger.ts';
import { reversePatch } from '../../events/files/reverse-patch.ts';
import type { EditorHistory } from '../../evidence/editors/editor-history.ts';
import type { FileHistory } from '../../evidence/file-history.ts';
import { type FileState, fileState, linkTarget, readFileText } from '../../evidence/file-state.ts';
import type { OpenRepository } from '../../evidence/git/open-repository.ts';
import type { RepositoryEvidence } from '../../evidence/git/repository-evidence.ts';
import type { Home } from '../../evidence/home.ts';
import { copyBeforeEdits } from './copy-before-edits.ts';
import { type DiscardSearch, type FilesWrittenOver, filesWrittenOver } from './discarded-files.ts';
import { keptByEditors } from './kept-by-editors.ts';
import { movedAway, movedOver } from './moved-over.ts';
import { restoredFromTree } from './restored-files.ts';
import { type ShownByDiff, shownByDiffs } from './shown-by-diffs.ts';
import { stashesThatHold } from './stashes-that-hold.ts';
import { blobsThatGitHolds, trackingOf } from './tracking-of.ts';
import { wentWithFolders } from './went-with-folders.ts';

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

interface RepositorySite {
  readonly facts: RepositoryFacts;
  readonly open: OpenRepository;
}

/** What is known of the files of a repository that calls changed or removed; asks the repository, which must be open. */
export async function filesInside(search: FileSearch, site: RepositorySite): Promise<FileFacts[]> {
  const { path: root } = site.facts.repository;
  const { skewMs } = site.facts;
  const inRecords = (at: string) => new Date(Date.parse(at) - skewMs).toISOString();
  const discards: DiscardSearch = {
    open: site.open,
    home: search.home,
    wroteBefore: (path, at) => search.ledger.wroteBefore(path, inRecords(at)),
    removedBefore: (path, at) => {
      const removedAt = search.ledger.removedBefore(path, inRecords(at))?.at;
      return removedAt && new Date(Date.parse(removedAt) + skewMs).toISOString();
    },
  };
  const { discarded, replaced: switched } = await filesWrittenOver(site.facts, discards);
  const restored = await restoredFromTree(site.facts, discards);
  const replaced = new Map([...switched, ...restored.map((file) => [file.path, file] as const)]);
  const stashes = await stashesThatHold(site.facts, site.open, [...discarded.values()]);
  const recorded = [...search.ledger.records(), ...wentWithFolders(search.ledger, search.home)];
  const changed = new Set(site.facts.state?.changed.map((path) => `${root}/${path}`));
  const moved = [...movedOver(site.facts, recorded), ...movedAway(recorded, (path) => changed.has(path))];
  const records = withWrittenOver([...recorded, ...moved], { discarded, replaced }).filter(
    ({ record: { path } }) => path.startsWith(`${root}/`) && !path.startsWith(`${root}/.git/`),
  );
  const held = await blobsThatGitHolds(
    site,
    records.map(({ record }) => record.path.slice(root.length + 1)),
  );
  const digests = records.flatMap(({ record: { before, after } }) => [before, after]);
  const blobs = await site.open.present(digests.flatMap((digest) => digest?.blobId ?? []));
  const fromGit: FromGit = (digest) =>
    digest && blobs.has(digest.blobId)
      ? [{ kind: 'git', command: git(root, 'cat-file', 'blob', digest.blobId) }]
      : [];
  const removed = removals(recorded);
  const taken = [...discarded.values(), ...replaced.values()];
  const byDiff = await shownByDiffs(taken, { ...site, inRecords, diffs: search.ledger.diffs });
  const atOf = (file: DiscardedFile | ReplacedFile | undefined) => file && inRecords(file.mark.at ?? '');
  const withHolders = (discard: DiscardedFile) => ({
    ...discard,
    stashes: stashes.get(discard.path) ?? [],
    contents: site.facts.unnamed?.blobs.length ?? 0,
  });
  const facts = records.map(
    ({ record, discard, earlier, replaced: other }): FileFacts => ({
      ...factsOf(search, record, { fromGit, removed, takenAt: atOf(discard ?? earlier ?? other) }),
      ...trackingOf(search.home, site.facts, { path: record.path.slice(root.length + 1), held }),
      ...(diffOf(search, byDiff.get(record.path)) ??
        shownOf(search, record, atOf(discard ?? earlier ?? other))),
      repository: root,
      nameless: site.facts.unnamed?.blobs.length ?? 0,
      ...(other && { replaced: other }),
      ...(discard && { discard: withHolders(discard) }),
      ...(earlier && { earlier: withHolders(earlier) }),
    }),
  );
  return withKnownFiles(facts.filter((one) => !comesWithFolder(one, facts)));
}

/** Marks folders that are gone, where something is known of files that were in them. */
function withKnownFiles(all: readonly FileFacts[]): FileFacts[] {
  const isFile = ({ now, record, original, latest, shown }: FileFacts) =>
    now.kind === 'absent' &&
    (record.edits.length > 0 || shown !== undefined || original.length + latest.length > 0);
  const files = all.filter(isFile);
  return all.map((one) => {
    const isFolder =
      one.deletion?.isTree && files.some(({ record }) => record.path.startsWith(`${one.record.path}/`));
    return isFolder ? { ...one, hasKnownFiles: true } : one;
  });
}

/** A tracked file that a result names beside the folder which it went with: one step brings the folder back. */
function comesWithFolder(facts: FileFacts, all: readonly FileFacts[]): boolean {
  const { tracking, shown, committed } = facts;
  const { path } = facts.record;
  // What it held besides what git holds has a step of its own.
  if (shown?.content && committed !== undefined && shown.content.blobId !== committed) return false;
  const isBack = (one: FileFacts) => one.tracking === tracking && path.startsWith(`${one.record.path}/`);
  return (tracking === 'missing' || tracking === 'removed') && all.some(isBack);
}

/** Of the files that calls changed or removed, those in none of the repositories. */
export function filesOutside(
  search: FileSearch,
  repositories: readonly Pick<RepositoryEvidence, 'path' | 'commonDirectory'>[],
): FileFacts[] {
  const isInside = (path: string) =>
    repositories.some(
      ({ path: root, commonDirectory }) =>
        (path.startsWith(`${root}/`) && !path.startsWith(`${root}/.git/`)) ||
        path.startsWith(`${commonDirectory}/refs/`),
    );
  const records = [...search.ledger.records(), ...wentWithFolders(search.ledger, search.home)];
  const removed = removals(records);
  const facts = records
    .filter((record) => matters(record) && !isInside(record.path))
    .map((record) => ({
      ...factsOf(search, record, { fromGit: () => [], removed }),
      ...shownOf(search, record),
      tracking: 'outside' as const,
    }));
  return withKnownFiles(facts);
}

type FromGit = (digest: ContentDigest | null | undefined) => readonly ContentSource[];

/** What a session makes or removes in a temporary folder is nobody's loss; what it changed there may be. */
function matters({ zone, before, edits }: FileRecord): boolean {
  return zone !== 'temporary' || (edits.length > 0 && before !== null);
}

interface Beyond {
  readonly fromGit: FromGit;
  readonly removed: readonly Removal[];
  /** When git took what the file held, where it did; ISO 8601 UTC. */
  readonly takenAt?: string | undefined;
}

function factsOf(search: FileSearch, record: FileRecord, { fromGit, removed, takenAt }: Beyond) {
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
function shownOf(
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
function diffOf(search: FileSearch, shown: ShownByDiff | undefined): Pick<FileFacts, 'shown'> | undefined {
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

interface Removal {
  readonly path: string;
  readonly deletion: Deletion;
}

function removals(records: readonly FileRecord[]): Removal[] {
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

interface WrittenRecord {
  readonly record: FileRecord;
  readonly discard?: DiscardedFile;
  /** As `discard`, where calls edited the file afterwards. */
  readonly earlier?: DiscardedFile;
  readonly replaced?: ReplacedFile;
}

/** Adds the files that git wrote over; a version that was put in place, where no edit that is known came after it. */
function withWrittenOver(
  records: readonly FileRecord[],
  { discarded, replaced }: FilesWrittenOver,
): WrittenRecord[] {
  const known = new Set(records.map(({ path }) => path));
  const found = records.map((record): WrittenRecord => {
    const isLater = (file: ReplacedFile | DiscardedFile | undefined) =>
      file !== undefined && (record.edits.at(-1)?.at ?? '') < (file.mark.at ?? '');
    const [discard, other] = [discarded.get(record.path), replaced.get(record.path)];
    return {
      record,
      ...(discard && (isLater(discard) ? { discard } : { earlier: discard })),
      ...(!discard && other && isLater(other) && { replaced: other }),
    };
  });
  const unknown = [...new Set([...discarded.keys(), ...replaced.keys()])].filter((path) => !known.has(path));
  const added = unknown.slice(0, unrecordedAtMost).map((path): WrittenRecord => {
    const [discard, other] = [discarded.get(path), replaced.get(path)];
    const record = { path, zone: 'repository', edits: [], deletions: [], seenBefore: true } as const;
    return { record, ...(discard ? { discard } : other && { replaced: other }) };
  });
  return [...found, ...added];
}

/** Each is a file to be read; those with changes come first. */
const unrecordedAtMost = 2_000;
