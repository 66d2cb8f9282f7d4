import { isAgents } from '../../assess/agent-commits.ts';
import type { TakenFile } from '../../assess/rollback/taken-work.ts';
import type { FileLedger, FileRecord } from '../../events/files/file-ledger.ts';
import type { ChangedFile } from '../../evidence/git/changed-files.ts';
import type { ExaminedRepository } from './examine-repositories.ts';

/** Each is a question to git. */
const commitsAtMost = 200;

/** Work of others that commits of the session took in, each file as the newest of those commits has it. */
export async function takenWork(
  { repository, open, skewMs, moves }: Pick<ExaminedRepository, 'repository' | 'open' | 'skewMs' | 'moves'>,
  files: FileLedger,
): Promise<TakenFile[]> {
  const merges = new Set(repository.commits.flatMap(({ sha, parents }) => (parents.length > 1 ? [sha] : [])));
  const commits = moves.filter(
    (move) =>
      isAgents(move) &&
      /^(?:commit|amend)$/.test(move.action) &&
      !merges.has(move.sha) &&
      [move.sha, move.previousSha].every((sha) => sha !== undefined && !repository.gone.has(sha)),
  );
  const found = new Map<string, TakenFile>();
  const isOthers = writtenByOthers(repository.path, files);
  const unique = [...new Map(commits.map((move) => [move.sha, move])).values()];
  for (const { sha, previousSha = '', at } of unique.slice(0, commitsAtMost)) {
    const changed = await open.changed(previousSha, sha);
    const inRecords = new Date(Date.parse(at) - skewMs).toISOString();
    for (const { path, before: base } of changed.filter(isOthers(changed, inRecords)))
      found.set(path, { path, sha, ...(base !== undefined && { base }) });
  }
  return withHeld([...found.values()], { repository, open });
}

/** With what HEAD holds at their paths now. */
export async function withHeld(
  files: readonly TakenFile[],
  { repository, open }: Pick<ExaminedRepository, 'repository' | 'open'>,
): Promise<TakenFile[]> {
  const head = repository.worktrees.find(({ path }) => path === repository.path)?.head.sha;
  const paths = files.map(({ path }) => path);
  const held = head === undefined ? undefined : await open.objectsAt(head, paths);
  return files.map((file) => {
    const now = held?.get(file.path);
    return { ...file, ...(now !== undefined && { held: now }) };
  });
}

/** Tells of a commit's files, oldest commit first, which of them no record shows the session to have written. */
export function writtenByOthers(root: string, files: FileLedger) {
  const records = new Map(files.records().map((record) => [record.path, record]));
  const touched = new Set<string>();
  return (changed: readonly ChangedFile[], at: string) => {
    const renamed = new Set(changed.flatMap(({ before }) => before ?? []));
    return (file: ChangedFile): boolean => {
      const absolute = `${root}/${file.path}`;
      const isFirst = !touched.has(file.path);
      touched.add(file.path);
      if (file.after === undefined || renamed.has(file.after)) return false;
      return !files.wroteBefore(absolute, at) || (isFirst && hadOther(records.get(absolute), file));
    };
  };
}

/** What the session's first edit found was not what the commit before held: somebody had changed it. */
function hadOther(record: FileRecord | undefined, { before }: ChangedFile): boolean {
  if (record?.before === undefined || before?.length === 64) return false;
  return (record.before?.blobId ?? undefined) !== before;
}
