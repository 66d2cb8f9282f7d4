import { type Home, recordedPathOf, referencePath } from '../home.ts';
import { type Attempt, attempts } from './attempt.ts';
import { repositoryPart } from './bundle-path.ts';
import { unpackBundle } from './bundle-repository.ts';
import { type ChangedFile, changedFiles } from './changed-files.ts';
import { type CleanRoom, openCleanRoom } from './clean-room.ts';
import type { Commit } from './commit.ts';
import { type CommitComparison, compareCommits } from './compare-commits.ts';
import { type DanglingObjects, readDangling } from './dangling.ts';
import { hasWorktreeConfiguration, isPartialClone, reportExtensions } from './extensions.ts';
import { blobTexts } from './first-parent-history.ts';
import { type ChangeQuestion, followChanges } from './follow-changes.ts';
import { gitAliases } from './git-aliases.ts';
import { type IndexEntry, readIndex } from './index-file.ts';
import { localPrograms } from './local-programs.ts';
import {
  configurationFile,
  type LocalConfiguration,
  localSettings,
  remotesOf,
  worktreeConfigurationFile,
} from './local-settings.ts';
import { objectDirectories } from './object-directories.ts';
import { isQuickToSearch } from './object-store-size.ts';
import { openRefStorage } from './open-ref-storage.ts';
import {
  findObjects,
  isAncestor,
  objectsAt,
  reachedOnlyBy,
  readCommits,
  readMessages,
} from './read-commits.ts';
import { type PastQuestion, readPast } from './read-past.ts';
import { idBytesOf, type Ref } from './read-refs.ts';
import { readWorktrees } from './read-worktrees.ts';
import { readRecordedState } from './recorded-state.ts';
import type { RefStorage } from './ref-storage.ts';
import type { RepositoryEvidence } from './repository-evidence.ts';
import type { RepositoryLayout } from './repository-layout.ts';
import { type RepositoryReading, reporter } from './repository-reading.ts';
import { shallowCommits } from './shallow-commits.ts';
import { readWorktreeState, type WorktreeState } from './worktree-state.ts';

/** What is asked of a repository. */
export interface RepositoryQuestion extends PastQuestion {
  /** Folder of the git to run. */
  readonly searchPath: string;
}

/** A repository that was read, and that can still be asked. */
export interface OpenRepository {
  readonly evidence: RepositoryEvidence;
  /** Undefined, and a gap, where git cannot read what lies between. */
  compare(before: string, after: string): Promise<CommitComparison | undefined>;
  /** Files in which two commits differ; empty, and a gap, where git cannot read one of them. */
  changed(before: string, after: string): Promise<readonly ChangedFile[]>;
  /** Whether the first commit is among the ancestors of the second; undefined, and a gap, where git cannot tell. */
  isAncestor(ancestor: string, descendant: string): Promise<boolean | undefined>;
  /** Which commits make the same change as others; see {@link followChanges}. */
  follow(question: ChangeQuestion): Promise<ReadonlyMap<string, string>>;
  /** Commits that this branch alone reaches, of all branches here; undefined, and a gap, where git cannot tell. */
  reachedOnlyBy(ref: string, sha: string): Promise<ReadonlySet<string> | undefined>;
  /** What the main working tree holds besides HEAD; undefined where there is none, or a gap. */
  worktreeState(): Promise<WorktreeState | undefined>;
  /** Messages of commits by their ids, cut to a bound; empty, and a gap, where git cannot read one of them. */
  messages(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Of these ids, those whose objects are there. */
  present(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Of these paths, relative to the root, those that a commit holds, with their objects. */
  objectsAt(commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Texts of blobs by their ids; those that are missing or large are left out. */
  texts(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Tracked files, not submodules, that git wrote in this time (milliseconds since 1970); paths relative to the root. */
  writtenBetween(fromMs: number, toMs: number): readonly IndexEntry[];
  /** What neither refs, reflogs nor printed ids name; undefined where the store is so large that only `deep` looks. */
  unnamed(): Promise<UnnamedObjects | undefined>;
  /** Removes what was made to read it. */
  close(): void;
}

/** Objects that nothing names, and what is known of the commits among them. */
export interface UnnamedObjects extends Pick<DanglingObjects, 'blobs'> {
  readonly commits: readonly Commit[];
}

/** Reads a repository; whatever cannot be read becomes a gap. The caller closes it. */
export async function openRepository(
  layout: RepositoryLayout,
  question: RepositoryQuestion,
  reading: RepositoryReading,
): Promise<OpenRepository> {
  const storage = openRefStorage(layout, reading);
  const { refs } = storage;
  const shallow = shallowCommits(layout);
  const bundle = repositoryPart(reading.home, layout.commonDirectory, 'bundle');
  const borrowed =
    bundle === undefined ? borrowedObjects(layout, reading) : { directories: [], isCut: false };
  const room = openCleanRoom({
    objectDirectories: borrowed.directories,
    shallow,
    objectFormat: idBytesOf(refs) === 32 ? 'sha256' : 'sha1',
    path: question.searchPath,
  });
  const report = reporter(reading);
  const attempt = attempts((reason) => report('malformed', reason, layout.commonDirectory));
  if (bundle !== undefined) await attempt('the bundle', () => unpackBundle(room, bundle), undefined);
  const evidence = await readEvidence({ layout, storage, refs, room, attempt }, question, reading);
  return {
    evidence: {
      ...evidence,
      isShallow: shallow.length > 0,
      isPartial: evidence.isPartial || borrowed.isCut,
    },
    ...questions({ layout, storage, refs, room, attempt, home: reading.home }, evidence),
    close: room.close,
  };
}

/** The folders of its objects, and whether one of those that it names could not be read. */
function borrowedObjects({ commonDirectory }: RepositoryLayout, reading: RepositoryReading) {
  let isCut = false;
  const reportGap: RepositoryReading['reportGap'] = (gap) => {
    isCut = true;
    reading.reportGap(gap);
  };
  const directories = objectDirectories(commonDirectory, { ...reading, reportGap });
  return { directories, isCut };
}

interface Opened {
  readonly layout: RepositoryLayout;
  readonly storage: RefStorage;
  readonly refs: readonly Ref[];
  readonly room: CleanRoom;
  readonly attempt: Attempt;
}

type Evidence = Omit<RepositoryEvidence, 'isShallow'>;

async function readEvidence(
  { layout, storage, refs, room, attempt }: Opened,
  question: RepositoryQuestion,
  reading: RepositoryReading,
): Promise<Evidence> {
  const { home } = reading;
  const { gitDirectory, commonDirectory } = layout;
  const reference = (path: string) => referencePath(home, path);
  const reflogs = storage.reflogs();
  const worktrees = readWorktrees(layout, storage, reading);
  const configurations = await readConfigurations({ layout, room, attempt });
  const settings = configurations[0]?.settings ?? [];
  reportExtensions(settings, { commonDirectory, form: storage.form }, reading);
  const reportBroken = (count: number) =>
    reporter(reading)('missing', `${count} refs name objects that are missing or corrupt`, commonDirectory);
  const names = { room, refs, reflogs, worktrees, layout, attempt, reportBroken };
  return {
    path: recordedPathOf(home, layout.worktree ?? gitDirectory),
    gitDirectory: recordedPathOf(home, gitDirectory),
    commonDirectory: recordedPathOf(home, commonDirectory),
    bare: layout.worktree === undefined,
    refForm: storage.form,
    worktrees,
    refs,
    reflogs,
    programs: localPrograms(configurations, commonDirectory, reading),
    isPartial: isPartialClone(settings),
    aliases: await gitAliases(room, home, configurations),
    remotes: remotesOf(settings),
    ...(await readPast(names, question)),
    evidence: { path: reference(gitDirectory) },
  };
}

/** The repository's own configuration first, then those of its working trees, which git asks where it says so. */
async function readConfigurations({
  layout: { commonDirectory, linked },
  room,
  attempt,
}: Pick<Opened, 'layout' | 'room' | 'attempt'>): Promise<LocalConfiguration[]> {
  const read = (file: string) =>
    attempt('the configuration', async () => ({ file, settings: await localSettings(room, file) }), {
      file,
      settings: [],
    });
  const own = await read(configurationFile(commonDirectory));
  if (!hasWorktreeConfiguration(own.settings)) return [own];
  const folders = [commonDirectory, ...linked.map(({ gitDirectory }) => gitDirectory)];
  return [own, ...(await Promise.all(folders.map((folder) => read(worktreeConfigurationFile(folder)))))];
}

function questions(
  { layout, refs, room, attempt, home }: Opened & { readonly home: Home },
  { worktrees, dangling, reflogs, named }: Evidence,
): Omit<OpenRepository, 'evidence' | 'close'> {
  const head = worktrees.find(({ name }) => name === currentName(layout))?.head.sha;
  let index: readonly IndexEntry[] | undefined;
  return {
    compare: (before, after) =>
      attempt('what lies between two commits', () => compareCommits(room, before, after), undefined),
    changed: (before, after) => attempt('the files of a commit', () => changedFiles(room, before, after), []),
    isAncestor: (ancestor, descendant) =>
      attempt('which commits a branch lost', () => isAncestor(room, ancestor, descendant), undefined),
    follow: (question) =>
      attempt('which commits make the same change', () => followChanges(room, question), new Map()),
    reachedOnlyBy: (ref, sha) =>
      attempt('what a branch alone reaches', () => reachedOnlyBy(room, ref, sha), undefined),
    async worktreeState() {
      const { worktree } = layout;
      if (worktree === undefined) return undefined;
      const recorded = repositoryPart(home, layout.gitDirectory, 'worktree');
      if (recorded !== undefined)
        return attempt('the recorded working tree', async () => readRecordedState(recorded), undefined);
      const place = { ...layout, home, worktree, ...(head !== undefined && { head }) };
      return await attempt('the working tree', () => readWorktreeState(room, place), undefined);
    },
    messages: (ids) =>
      attempt('messages of commits', () => readMessages(room, ids), new Map<string, string>()),
    async present(ids) {
      const found = await attempt('objects', () => findObjects(room, ids), new Map());
      return new Set([...found.values()].map(({ sha }) => sha));
    },
    objectsAt: (commit, paths) =>
      attempt('the paths of a commit', () => objectsAt(room, commit, paths), new Map<string, string>()),
    texts: (ids) => attempt('contents', () => blobTexts(room, ids), new Map<string, string>()),
    writtenBetween(fromMs, toMs) {
      index ??= readIndex(layout.gitDirectory, idBytesOf(refs));
      return index.filter(({ modifiedAtMs: at, isGitlink }) => !isGitlink && fromMs <= at && at <= toMs);
    },
    async unnamed() {
      if (dangling === undefined && !isQuickToSearch(layout.commonDirectory)) return undefined;
      const names = [...reflogs.map(({ sha }) => sha), ...named.values()];
      return await attempt(
        'the objects that nothing names',
        () => findUnnamed(room, { layout, refs, names, dangling }),
        undefined,
      );
    },
  };
}

interface Search {
  readonly layout: RepositoryLayout;
  readonly refs: readonly Ref[];
  /** Ids that something else names. */
  readonly names: readonly string[];
  /** Where they were looked for already. */
  readonly dangling: DanglingObjects | undefined;
}

async function findUnnamed(
  room: CleanRoom,
  { layout, refs, names, dangling }: Search,
): Promise<UnnamedObjects> {
  const present = await findObjects(room, [...names, ...refs.map(({ sha }) => sha)]);
  const known = [...present.values()].map(({ sha }) => ({ name: `refs/known/${sha}`, sha }));
  room.setRefs(known);
  const search = { idBytes: idBytesOf(refs), isThorough: false };
  const { blobs, commits } = dangling ?? (await readDangling(room, layout, search));
  return { blobs, commits: await readCommits(room, commits) };
}

function currentName({ gitDirectory, linked }: RepositoryLayout): string {
  return linked.find((worktree) => worktree.gitDirectory === gitDirectory)?.name ?? '';
}
