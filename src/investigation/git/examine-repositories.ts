import { join } from 'node:path';
import { agentCommits } from '../../assess/agent-commits.ts';
import { attribute } from '../../assess/attribute.ts';
import type { AttributedRefMove } from '../../assess/attribution.ts';
import { clockSkewMs, shifted } from '../../assess/clock-skew.ts';
import { recordedRoots } from '../../assess/recorded-roots.ts';
import type { RecordedWork } from '../../assess/recorded-work.ts';
import type { ReportGap } from '../../evidence/gap.ts';
import { locateRepositories } from '../../evidence/git/locate-repositories.ts';
import { type OpenRepository, openRepository } from '../../evidence/git/open-repository.ts';
import type { RepositoryEvidence } from '../../evidence/git/repository-evidence.ts';
import { layoutOf, type RepositoryLayout } from '../../evidence/git/repository-layout.ts';
import type { RepositoryReading } from '../../evidence/git/repository-reading.ts';
import type { Examination } from './examination.ts';
import { reportUnrecorded } from './report-unrecorded.ts';
import { withAliases } from './with-aliases.ts';
import { reachesSubmodules, workIn } from './work-in-submodules.ts';

/** One repository with every move of its refs tied to a call or to none. */
export interface ExaminedRepository {
  readonly repository: RepositoryEvidence;
  /** Can be asked until the next repository is taken. */
  readonly open: OpenRepository;
  /** What the records say, with the times that the clock of this repository would have shown. */
  readonly work: RecordedWork;
  /** By how much that clock was ahead of the one of the records, in milliseconds. */
  readonly skewMs: number;
  /** Oldest first. */
  readonly moves: readonly AttributedRefMove[];
  /** How many moves lie outside of the time that is asked about. */
  readonly leftOut: number;
}

/** Repositories in the order in which they were named; each is read and forgotten before the next one. */
export async function* examineRepositories(
  work: RecordedWork,
  examination: Examination,
): AsyncIterable<ExaminedRepository> {
  const { home, reportGap, given, searchPath, deep } = examination;
  const inWindow = windowOf(work, examination);
  const ids = [...new Set(work.calls.flatMap(({ facts }) => facts.map(({ sha }) => sha)))];
  const reading = { home, reportGap };
  const located = locateRepositories({ given, ...foldersOf(work) }, reading);
  const done = new Set<string>();
  const waiting = located.map((layout): Site => ({ layout, work }));
  for (let site = waiting.shift(); site; site = waiting.shift()) {
    const { layout } = site;
    done.add(layout.gitDirectory);
    examination.progress(`git ${layout.worktree ?? layout.gitDirectory}`);
    const open = await openRepository(layout, { inWindow, ids, searchPath, deep }, reading);
    try {
      const inner = await submodulesReached(site, { open, reading });
      waiting.splice(0, waiting.length, ...queued(waiting, inner, done));
      yield await examined(site, open, examination);
    } finally {
      open.close();
    }
  }
}

/** Submodules come next, once, and with what was run in them from above. */
function queued(waiting: readonly Site[], inner: readonly Site[], done: ReadonlySet<string>): Site[] {
  const places = new Set(inner.map(({ layout }) => layout.gitDirectory));
  const others = waiting.filter(({ layout }) => !places.has(layout.gitDirectory));
  return [...inner.filter(({ layout }) => !done.has(layout.gitDirectory)), ...others];
}

/** A repository, and the records as it sees them. */
interface Site {
  readonly layout: RepositoryLayout;
  readonly work: RecordedWork;
}

async function examined(
  site: Site,
  open: OpenRepository,
  examination: Examination,
): Promise<ExaminedRepository> {
  const { reportGap } = examination;
  const repository = open.evidence;
  const work = withAliases(site.work, repository.aliases);
  const inWindow = windowOf(work, examination);
  reportUnmatched(repository, work, reportGap);
  const skewMs = skewOf(repository, work);
  const dated = shifted(work, skewMs);
  const all = attribute(repository, dated);
  await reportUnrecorded(all, { open, known: work.known }, examination);
  const moves = all.filter(({ at, toolCallId }) => inWindow(at) || toolCallId !== undefined);
  const leftOut = all.length - moves.length;
  const told = await withForced(await withFollowed(moves, open), open);
  return { repository, open, work: dated, skewMs, moves: told, leftOut };
}

/** Submodules in which recorded calls ran something from the repository above. */
async function submodulesReached(
  { layout, work }: Site,
  { open, reading }: { readonly open: OpenRepository; readonly reading: RepositoryReading },
): Promise<Site[]> {
  const { worktree } = layout;
  const { path: root } = open.evidence;
  if (worktree === undefined || !reachesSubmodules(work, root)) return [];
  const state = await open.worktreeState();
  return (state?.submodules ?? []).flatMap((path) => {
    const inner = layoutOf(join(worktree, path), reading);
    return inner ? [{ layout: inner, work: workIn(work, `${root}/${path}`, root) }] : [];
  });
}

function skewOf(repository: RepositoryEvidence, work: RecordedWork): number {
  const { contain } = recordedRoots(repository, work);
  return clockSkewMs(
    repository,
    work.calls.filter(({ directories }) => directories.some(contain)),
  );
}

/** What a session did in a repository cannot be told where nothing ties its folders to the one that is examined. */
function reportUnmatched(repository: RepositoryEvidence, work: RecordedWork, reportGap: ReportGap): void {
  if (work.sessions.length === 0 || recordedRoots(repository, work).matchedBy !== 'nothing') return;
  const reason =
    'the path of this repository occurs in no session, and neither a commit nor its remote does: moves can be tied to calls by --map <path in the evidence>=<path here>';
  reportGap({ kind: 'unsupported', reason, evidence: repository.evidence });
}

/** Where sessions and their git commands worked, and where files were edited. */
export function foldersOf({ sessions, calls, edited = [] }: RecordedWork) {
  const worked = sessions.flatMap(({ directories }) => directories);
  const asked = calls.flatMap(({ invocations }) => invocations.map(({ directory }) => directory));
  const passing = asked.filter((folder) => isTemporary(folder));
  return {
    recorded: [...new Set([...worked, ...asked.filter((folder) => !isTemporary(folder))])],
    touched: [...new Set([...passing, ...edited])],
  };
}

/** Repositories that are made to be thrown away are not missed. */
function isTemporary(folder: string): boolean {
  return /^(?:\/private)?\/(?:tmp|var\/(?:tmp|folders))(?:\/|$)|[\\/]Temp(?:[\\/]|$)/.test(folder);
}

/** Marks the commits in which a change of a recorded call came back under another id. */
async function withFollowed(
  moves: readonly AttributedRefMove[],
  open: OpenRepository,
): Promise<readonly AttributedRefMove[]> {
  const own = agentCommits(moves);
  const parents = new Set(
    open.evidence.commits.filter(({ sha }) => own.has(sha)).flatMap((commit) => commit.parents),
  );
  const candidates = open.evidence.commits.filter(
    ({ sha, parents: above }) => !own.has(sha) && above.length < 2,
  );
  const followed = await open.follow({
    originals: [...own],
    candidates: candidates.map(({ sha }) => sha),
    tips: [...own].filter((sha) => !parents.has(sha) && open.evidence.unreachable.has(sha)),
  });
  if (followed.size === 0) return moves;
  return moves.map((move) => {
    const original = followed.get(move.sha);
    return original === undefined ? move : { ...move, sameChangeAs: original };
  });
}

/** Each is one question to git; nobody has pushed more often while a session ran. */
const pushesAtMost = 200;

/** Says of the newest pushes whether the branch there left its history. */
async function withForced(
  moves: readonly AttributedRefMove[],
  open: OpenRepository,
): Promise<readonly AttributedRefMove[]> {
  const pushes = moves.filter(({ action, previousSha }) => action === 'push' && previousSha !== undefined);
  const known = await open.present(pushes.flatMap(({ sha, previousSha = '' }) => [sha, previousSha]));
  const forced = new Map<AttributedRefMove, boolean>();
  for (const push of pushes.slice(-pushesAtMost)) {
    const { sha, previousSha = '' } = push;
    if (!known.has(sha) || !known.has(previousSha)) continue;
    const isAncestor = await open.isAncestor(previousSha, sha);
    if (isAncestor !== undefined) forced.set(push, !isAncestor);
  }
  return moves.map((move) => {
    const isForced = forced.get(move);
    return isForced === undefined ? move : { ...move, forced: isForced };
  });
}

/** From a day before the first recorded session, where no time is given: what came before is not this incident. */
function windowOf(
  { sessions }: RecordedWork,
  { since, until }: Pick<Examination, 'since' | 'until'>,
): (at: string) => boolean {
  const dayMs = 86_400_000;
  const first = Math.min(...sessions.map(({ startedAt }) => Date.parse(startedAt)));
  const from = since?.getTime() ?? (Number.isFinite(first) ? first - dayMs : Number.NEGATIVE_INFINITY);
  const to = until?.getTime() ?? Number.POSITIVE_INFINITY;
  return (at) => {
    const time = Date.parse(at);
    return from <= time && time <= to;
  };
}
