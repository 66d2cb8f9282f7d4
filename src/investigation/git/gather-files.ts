import type { DiscardedFile, FileFacts, ReplacedFile } from '../../assess/rollback/file-facts.ts';
import { git } from '../../assess/rollback/git-command.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import type { FileRecord } from '../../events/files/file-ledger.ts';
import type { OpenRepository } from '../../evidence/git/open-repository.ts';
import type { RepositoryEvidence } from '../../evidence/git/repository-evidence.ts';
import { type DiscardSearch, type FilesWrittenOver, filesWrittenOver } from './discarded-files.ts';
import { diffOf, type FileSearch, type FromGit, factsOf, removals, shownOf } from './file-contents.ts';
import { movedAway, movedOver } from './moved-over.ts';
import { restoredFromTree } from './restored-files.ts';
import { shownByDiffs } from './shown-by-diffs.ts';
import { stashesThatHold } from './stashes-that-hold.ts';
import { blobsThatGitHolds, trackingOf } from './tracking-of.ts';
import { wentWithFolders } from './went-with-folders.ts';

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

/** What a session makes or removes in a temporary folder is nobody's loss; what it changed there may be. */
function matters({ zone, before, edits }: FileRecord): boolean {
  return zone !== 'temporary' || (edits.length > 0 && before !== null);
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
