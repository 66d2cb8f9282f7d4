import { type CallSpan, spanOf } from '../../assess/call-index.ts';
import type { DiscardedFile, ReplacedFile } from '../../assess/rollback/file-facts.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import type { GitCall } from '../../events/git/git-call.ts';
import type { IndexEntry } from '../../evidence/git/index-file.ts';
import type { OpenRepository } from '../../evidence/git/open-repository.ts';
import type { Home } from '../../evidence/home.ts';
import { discards, goesElsewhere, namesTree, reaches, takesPatchBack } from './discarding.ts';
import { untoldFiles } from './untold-files.ts';

/** What is known besides the index of files whose changes git may have written over. */
export interface DiscardSearch {
  readonly open: OpenRepository;
  readonly home: Home;
  /** Whether a recorded call wrote the file before this time, ISO 8601 UTC: its changes may be the session's own. */
  readonly wroteBefore: (path: string, at: string) => boolean;
  /** When a recorded call removed the file last, or a folder that held it, before this time; both ISO 8601 UTC. */
  readonly removedBefore: (path: string, at: string) => string | undefined;
}

/** Files that git wrote while calls ran that throw changes away; by path. */
export interface FilesWrittenOver {
  /** They had changes that no commit holds. */
  readonly discarded: ReadonlyMap<string, DiscardedFile>;
  /** Another version stands in their place, and nothing tells whether they had. */
  readonly replaced: ReadonlyMap<string, ReplacedFile>;
}

/**
 * Files that git wrote over. It leaves a file alone that already is as it should be: one that it wrote while such a
 * command ran, though the commit of the file did not change, had changes.
 */
export async function filesWrittenOver(
  facts: RepositoryFacts,
  search: DiscardSearch,
): Promise<FilesWrittenOver> {
  const discarded = new Map<string, DiscardedFile>();
  const replaced = new Map<string, ReplacedFile>();
  for (const call of facts.calls) {
    for (const { isProven, heldBefore, ...file } of await writtenOverBy(call, facts, search)) {
      if (isProven) discarded.set(file.path, file);
      else replaced.set(file.path, { ...file, ...(heldBefore !== undefined && { heldBefore }) });
    }
  }
  return { discarded, replaced };
}

interface WrittenFile extends DiscardedFile {
  readonly isProven: boolean;
  readonly heldBefore: string | undefined;
}

async function writtenOverBy(
  call: GitCall,
  facts: RepositoryFacts,
  search: DiscardSearch,
): Promise<WrittenFile[]> {
  const { path: root } = facts.repository;
  const invocations = call.invocations.filter(discards);
  const span = invocations.length === 0 ? undefined : spanOf(call);
  if (!span) return [];
  const written = await untouchedSince(entriesWritten(call, facts, { search, span }), facts, {
    call,
    search,
  });
  const reached = written.filter(({ path }) =>
    invocations.some((invocation) => reaches(invocation, `${root}/${path}`)),
  );
  if (reached.length === 0) return [];
  const explained = await explainedPaths(call, { facts, open: search.open, invocations });
  if (explained === 'unknown') return [];
  const before = await heldBeforeCall(call, reached, { facts, open: search.open });
  const mark = markOf(call);
  const comesFromTree = invocations.some((invocation) =>
    namesTree(invocation, (word) => isPath(word, reached, root)),
  );
  const cleanBy = seenClean(call, facts);
  const isPatch = invocations.every(takesPatchBack);
  return reached.flatMap(({ path, sha }) => {
    const absolute = `${root}/${path}`;
    const heldBefore = before.last.get(path);
    // Git wrote no more than what the session had removed; whether that had changes is another question.
    const isBack = isBackBy(call, absolute, { facts, search });
    const isProven = !isBack && !explained.has(path) && (heldBefore === sha || !comesFromTree);
    if (isBack && cleanBy !== undefined) return [];
    if (!isProven && heldBefore === undefined && before.ever.has(path)) return [];
    if (!isProven && isPatch) return [];
    const isOwn = search.wroteBefore(absolute, mark.at ?? '');
    // What the session wrote into a clean tree since is nobody else's.
    if (isOwn && cleanBy !== undefined) return [];
    return [
      {
        path: absolute,
        blobId: sha,
        mark,
        isOwn,
        isProven,
        heldBefore,
        ...(isPatch && { isPatch }),
        ...(cleanBy && { cleanBy }),
      },
    ];
  });
}

interface Removals {
  readonly facts: RepositoryFacts;
  readonly search: DiscardSearch;
}

/** Whether recorded calls had removed the file, and no other has brought it back since. */
function isBackBy(call: GitCall, path: string, { facts: { calls }, search }: Removals): boolean {
  const removedAt = search.removedBefore(path, call.endedAt ?? call.startedAt ?? '');
  if (removedAt === undefined) return false;
  const isBetween = ({ startedAt = '', endedAt = '' }: GitCall) =>
    removedAt <= startedAt && endedAt <= (call.startedAt ?? '');
  return !calls.some(
    (other) =>
      other !== call &&
      isBetween(other) &&
      other.invocations.some((one) => discards(one) && reaches(one, path)),
  );
}

/** The last call before this one that found the tree clean. */
function seenClean({ startedAt }: GitCall, { calls }: RepositoryFacts): string | undefined {
  const isBefore = ({ endedAt }: GitCall) =>
    startedAt !== undefined && endedAt !== undefined && endedAt <= startedAt;
  return calls.findLast((one) => one.sawClean === true && isBefore(one))?.id;
}

/** What the index says was written while the call ran, and what only the files themselves tell of. */
function entriesWritten(
  call: GitCall,
  facts: RepositoryFacts,
  { search: { open, home }, span }: { readonly search: DiscardSearch; readonly span: CallSpan },
): IndexEntry[] {
  const told = open.writtenBetween(...timeOf(call, span));
  const entries = () => open.writtenBetween(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  return [...new Set([...told, ...untoldFiles(call, facts, { home, entries })])];
}

/** Whether a word of a command line, seen from the root, is one of the paths or a folder of them. */
function isPath(word: string, entries: readonly IndexEntry[], root: string): boolean {
  return entries.some(({ path }) => `${root}/${path}` === word || `${root}/${path}`.startsWith(`${word}/`));
}

/** What commits held at the paths: the one at which HEAD stood before the call, and any at which calls had left it. */
async function heldBeforeCall(
  call: GitCall,
  entries: readonly IndexEntry[],
  { facts, open }: Pick<Explanation, 'facts' | 'open'>,
): Promise<{ readonly last: ReadonlyMap<string, string>; readonly ever: ReadonlySet<string> }> {
  const { repository, moves } = facts;
  const heads = moves.filter(({ ref, at }) => ref === headOf(repository) && at <= (call.endedAt ?? at));
  const own = heads.find(({ toolCallId }) => toolCallId === call.id);
  const now = repository.worktrees.find(({ path }) => path === repository.path)?.head.sha;
  const last = own?.previousSha ?? heads.at(-1)?.sha ?? now;
  const left = heads.flatMap(({ previousSha }) => previousSha ?? []).slice(-movesAtMost);
  const paths = entries.map(({ path }) => path);
  const held = async (sha: string) =>
    repository.gone.has(sha) ? new Map<string, string>() : await open.objectsAt(sha, paths);
  const ever = new Set<string>();
  for (const sha of new Set(left)) for (const path of (await held(sha)).keys()) ever.add(path);
  return { last: last === undefined ? new Map() : await held(last), ever };
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
    /^(?:checkout|restore|read-tree|status|diff|log)$/.test(subcommand),
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
    const isDifferent = comparison !== undefined && comparison.lost.length + comparison.added.length > 0;
    // There are none where they were too many to list.
    if (!comparison || (isDifferent && comparison.paths.length === 0)) return 'unknown';
    for (const path of comparison.paths) moved.add(path);
  }
  return moved;
}

/** Each is several questions to git; a rebase of more commits writes whatever it likes. */
const movesAtMost = 30;

/** The call as the mark of what it did to a file. */
export function markOf({ id, sessionId, startedAt, evidence }: GitCall): DiscardedFile['mark'] {
  return { callId: id, sessionId, ...(startedAt !== undefined && { at: startedAt }), evidence };
}
