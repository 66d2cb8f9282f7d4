import { spanOf } from '../../assess/call-index.ts';
import type { DiscardedFile } from '../../assess/rollback/file-facts.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import type { GitCall } from '../../events/git/git-call.ts';
import type { IndexEntry } from '../../evidence/git/index-file.ts';
import type { OpenRepository } from '../../evidence/git/open-repository.ts';
import { discards, goesElsewhere, reaches } from './discarding.ts';

/** What is known besides the index of files whose changes git may have written over. */
export interface DiscardSearch {
  readonly open: OpenRepository;
  /** Whether a recorded call wrote the file before this time, ISO 8601 UTC: its changes may be the session's own. */
  readonly wroteBefore: (path: string, at: string) => boolean;
}

/**
 * Files whose uncommitted changes git wrote over, by path. Git leaves a file alone that already is as it should be:
 * a file that it wrote while such a command ran, though the commit of the file did not change, had changes.
 */
export async function discardedFiles(
  facts: RepositoryFacts,
  search: DiscardSearch,
): Promise<ReadonlyMap<string, DiscardedFile>> {
  const found = new Map<string, DiscardedFile>();
  for (const call of facts.calls) {
    for (const file of await discardedBy(call, facts, search)) found.set(file.path, file);
  }
  return found;
}

async function discardedBy(
  call: GitCall,
  facts: RepositoryFacts,
  search: DiscardSearch,
): Promise<DiscardedFile[]> {
  const { path: root } = facts.repository;
  const invocations = call.invocations.filter(discards);
  const span = invocations.length === 0 ? undefined : spanOf(call);
  if (!span) return [];
  const written = await untouchedSince(search.open.writtenBetween(...timeOf(call, span)), facts, {
    call,
    search,
  });
  if (written.length === 0) return [];
  const explained = await explainedPaths(call, { facts, open: search.open, invocations });
  const mark = markOf(call);
  return written.flatMap(({ path, sha }) => {
    const absolute = `${root}/${path}`;
    if (explained === 'unknown' || explained.has(path)) return [];
    if (!invocations.some((invocation) => reaches(invocation, absolute))) return [];
    const isOwn = search.wroteBefore(absolute, mark.at ?? '');
    return [{ path: absolute, blobId: sha, mark, isOwn }];
  });
}

/** Records tell milliseconds, and a file system may tell seconds only; a call begins before what it does. */
function timeOf(call: GitCall, { fromMs, toMs }: { fromMs: number; toMs: number }): [number, number] {
  const started = Date.parse(call.startedAt ?? '');
  const ended = Date.parse(call.endedAt ?? '');
  return [
    Number.isNaN(started) ? fromMs : Math.floor(started / 1000) * 1000,
    Number.isNaN(ended) ? toMs : ended,
  ];
}

/** Of the files that were written, those that stand as the commit has them: git wrote no other. */
async function untouchedSince(
  written: readonly IndexEntry[],
  { repository, moves }: RepositoryFacts,
  { call, search }: { readonly call: GitCall; readonly search: DiscardSearch },
): Promise<readonly IndexEntry[]> {
  const after = moves.findLast(
    ({ ref, at }) => ref === headOf(repository) && at <= (call.endedAt ?? at),
  )?.sha;
  const now = repository.worktrees.find(({ path }) => path === repository.path)?.head.sha;
  const head = after ?? now;
  if (head === undefined || written.length === 0 || repository.gone.has(head)) return [];
  const held = await search.open.objectsAt(
    head,
    written.map(({ path }) => path),
  );
  // What was staged before is written as well, unless the call staged it itself.
  const isStaged = call.invocations.every(({ subcommand }) =>
    /^(?:checkout|restore|status|diff|log)$/.test(subcommand),
  );
  return written.filter(({ path, sha }) => held.get(path) === sha || isStaged);
}

/** The reflog of HEAD in the working tree that is examined. */
function headOf({ worktrees, path }: RepositoryFacts['repository']): string {
  const name = worktrees.find((worktree) => worktree.path === path)?.name ?? '';
  return name === '' ? 'HEAD' : `worktrees/${name}/HEAD`;
}

interface Explanation {
  readonly facts: RepositoryFacts;
  readonly open: OpenRepository;
  readonly invocations: GitCall['invocations'];
}

/** Paths that git wrote because it went to another commit; unknown where it did and nothing tells from which. */
async function explainedPaths(
  call: GitCall,
  { facts, open, invocations }: Explanation,
): Promise<ReadonlySet<string> | 'unknown'> {
  const moved = new Set<string>();
  const own = facts.moves.filter(
    ({ toolCallId, ref }) => toolCallId === call.id && /(?:^|\/)HEAD$/.test(ref),
  );
  if (own.length === 0 ? invocations.some(goesElsewhere) : own.length > movesAtMost) return 'unknown';
  for (const { previousSha, sha } of own) {
    if (previousSha === undefined || previousSha === sha) continue;
    const comparison = await open.compare(previousSha, sha);
    if (!comparison) return 'unknown';
    for (const path of comparison.paths) moved.add(path);
  }
  return moved;
}

/** Each is several questions to git; a rebase of more commits writes whatever it likes. */
const movesAtMost = 30;

function markOf({ id, sessionId, startedAt, evidence }: GitCall): DiscardedFile['mark'] {
  return { callId: id, sessionId, ...(startedAt !== undefined && { at: startedAt }), evidence };
}
