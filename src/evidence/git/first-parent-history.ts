import { randomUUID } from 'node:crypto';
import type { CleanRoom } from './clean-room.ts';
import { isObjectId } from './object-id.ts';

/** One commit of a branch as it grew here: of a merge, only what was there before counts as its past. */
export interface HistoryCommit {
  readonly sha: string;
  /** Absent for the first commit, and for one at which a shallow clone ends. */
  readonly parent?: string;
  /** When it was committed: ISO 8601 UTC. */
  readonly at: string;
}

/** A file that a commit wrote. */
export interface FileChange {
  readonly commit: HistoryCommit;
  readonly path: string;
  /** Absent where the commit removed the file. */
  readonly blob?: string;
  /** The file was not there before. */
  readonly isNew: boolean;
}

const commitsAtMost = 5_000;
const outputLimitBytes = 64 * 1024 * 1024;

/**
 * The newest commits of a branch, newest first.
 * @param head a whole object id
 * @throws {Error} where git cannot read one of them
 */
export async function firstParentHistory(room: CleanRoom, head: string): Promise<readonly HistoryCommit[]> {
  const printed = await room.git(
    [
      'log',
      '--first-parent',
      `--max-count=${commitsAtMost}`,
      '--format=%H %ct %P',
      '--no-show-signature',
      '--stdin',
    ],
    { input: `${head}\n`, outputLimitBytes },
  );
  return printed.split('\n').flatMap((line) => {
    const [sha = '', seconds = '', parent] = line.split(' ');
    if (!isObjectId(sha)) return [];
    const at = new Date(Number(seconds) * 1000);
    if (Number.isNaN(at.getTime())) return [];
    return [{ sha, at: at.toISOString(), ...(parent !== undefined && parent !== '' && { parent }) }];
  });
}

/**
 * What these commits did to some files, newest first.
 * @param paths relative to the root
 * @throws {Error} where git cannot read what lies between two of them
 */
export async function fileChanges(
  room: CleanRoom,
  commits: readonly HistoryCommit[],
  paths: readonly string[],
): Promise<readonly FileChange[]> {
  if (commits.length === 0 || paths.length === 0) return [];
  const input = commits.map(({ sha, parent }) => `${sha}${parent === undefined ? '' : ` ${parent}`}\n`);
  const printed = await room.git(
    [...literalPaths, 'diff-tree', '--stdin', '--root', '-r', '--raw', '-z', ...plainDiff, '--', ...paths],
    { input: input.join(''), outputLimitBytes },
  );
  return changesIn(printed, new Map(commits.map((commit) => [commit.sha, commit])));
}

/** Names of files are names, whatever magic of path patterns they hold. */
const literalPaths = ['--literal-pathspecs'] as const;
const plainDiff = ['--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv'] as const;

function changesIn(printed: string, commits: ReadonlyMap<string, HistoryCommit>): FileChange[] {
  const changes: FileChange[] = [];
  let commit: HistoryCommit | undefined;
  const fields = printed.split('\0');
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? '';
    const [, blob = '', kind = ''] = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) ([A-Z])/.exec(field) ?? [];
    if (kind === '') {
      commit = commits.get(field.trim()) ?? commit;
      continue;
    }
    at += 1;
    if (!commit) continue;
    const path = fields[at] ?? '';
    changes.push({ commit, path, isNew: kind === 'A', ...(kind !== 'D' && { blob }) });
  }
  return changes;
}

/**
 * What a file that is new in a commit was called before; undefined where it came with the commit.
 * @throws {Error} where git cannot read what lies between the commit and its parent
 */
export async function formerName(
  room: CleanRoom,
  { sha, parent }: HistoryCommit,
  path: string,
): Promise<string | undefined> {
  if (parent === undefined) return undefined;
  const argv = ['diff-tree', '--stdin', '-r', '-M', '-l200', '--diff-filter=R', '--name-status', '-z'];
  const printed = await room.git(argv, { input: `${sha} ${parent}\n`, outputLimitBytes });
  const fields = printed.split('\0');
  for (let at = 0; at + 2 < fields.length; at += 1) {
    if (/^R\d+$/.test(fields[at] ?? '') && fields[at + 2] === path) return fields[at + 1];
  }
  return undefined;
}

const largestBlobBytes = 1024 * 1024;
const blobsTogetherBytes = 32 * 1024 * 1024;

/**
 * Texts of blobs by their ids; larger ones, and those behind the first 32 MiB, are left out.
 * @param ids whole object ids
 * @throws {Error} where git cannot read one of them
 */
export async function blobTexts(
  room: CleanRoom,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const asked = await readableBlobs(room, [...new Set(ids)].filter(isObjectId));
  if (asked.length === 0) return new Map();
  // Nobody who wrote a blob can know this name, so that what git says of it stands between two of them.
  const mark = randomUUID();
  const printed = await room.git(['cat-file', '--batch=%(objectname)', '--buffer'], {
    input: asked.map((id) => `${id}\n${mark}\n`).join(''),
    outputLimitBytes: 2 * blobsTogetherBytes,
  });
  const texts = printed.split(`\n${mark} missing\n`).slice(0, asked.length);
  return new Map(
    texts.map((text, index) => [asked[index] ?? '', text.slice(text.indexOf('\n') + 1)] as const),
  );
}

async function readableBlobs(room: CleanRoom, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const printed = await room.git(
    ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)', '--buffer'],
    { input: ids.map((id) => `${id}\n`).join('') },
  );
  const readable: string[] = [];
  let together = 0;
  for (const [, id = '', size = ''] of printed.matchAll(/^([0-9a-f]+) blob (\d+)$/gm)) {
    together += Number(size);
    if (together > blobsTogetherBytes) break;
    if (Number(size) <= largestBlobBytes) readable.push(id);
  }
  return readable;
}
