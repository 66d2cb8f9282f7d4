import type { DiscardedFile, ReplacedFile } from '../../assess/rollback/file-facts.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import type { CallMark } from '../../events/files/call-mark.ts';
import { blobIdIn } from '../../events/files/content-digest.ts';
import { type PrintedDiff, type PrintedDiffs, patchedBy } from '../../events/files/printed-diffs.ts';
import type { OpenRepository } from '../../evidence/git/open-repository.ts';

/** What a file held, as the content that git has and a printed difference give it. */
export interface ShownByDiff {
  readonly by: CallMark;
  readonly content: string;
}

interface DiffSearch {
  readonly facts: RepositoryFacts;
  readonly open: OpenRepository;
  readonly diffs: PrintedDiffs;
  readonly inRecords: (at: string) => string;
}

/** Contents of files that git wrote over, by path, where the last difference that a call printed before gives all of it. */
export async function shownByDiffs(
  taken: readonly (DiscardedFile | ReplacedFile)[],
  { facts, open, diffs, inRecords }: DiffSearch,
): Promise<ReadonlyMap<string, ShownByDiff>> {
  const { path: root } = facts.repository;
  const printed = taken.flatMap((file) => {
    const bases = [file.blobId, ...('heldBefore' in file && file.heldBefore ? [file.heldBefore] : [])];
    const diff = diffs.before(root, file.path.slice(root.length + 1), inRecords(file.mark.at ?? ''));
    const base = bases.find((id) => diff && id.startsWith(diff.before));
    return diff && base ? [{ path: file.path, diff, base }] : [];
  });
  const texts =
    printed.length === 0 ? new Map<string, string>() : await open.texts(printed.map(({ base }) => base));
  return new Map(
    printed.flatMap(({ path, diff, base }) => {
      const content = contentOf(texts.get(base), diff, base.length);
      return content === undefined ? [] : [[path, { by: diff.by, content }] as const];
    }),
  );
}

/** The id that git printed of it proves that nothing of the difference is missing. */
function contentOf(
  before: string | undefined,
  { hunks, after }: PrintedDiff,
  idLength: number,
): string | undefined {
  const content = before === undefined ? undefined : patchedBy(before, hunks);
  if (content === undefined) return undefined;
  return blobIdIn(idLength === 64 ? 'sha256' : 'sha1', content).startsWith(after) ? content : undefined;
}
