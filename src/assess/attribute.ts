import type { GitCall } from '../events/git/git-call.ts';
import type { Commit } from '../evidence/git/commit.ts';
import type { ReflogEntry } from '../evidence/git/reflog-entry.ts';
import type { RepositoryEvidence } from '../evidence/git/repository-evidence.ts';
import { wroteCommit } from './agent-commits.ts';
import type { AttributedRefMove, AttributionStrength } from './attribution.ts';
import { type CallIndex, type CallSpan, indexCalls } from './call-index.ts';
import { type CommitWords, commitWords } from './commit-words.ts';
import { type Claims, claimsOf } from './exact-claims.ts';
import { type FetchedCommits, fetchedCommits } from './fetched-commits.ts';
import { withLostCommits } from './lost-commits.ts';
import { recordedRoots } from './recorded-roots.ts';
import type { RecordedWork, SessionSpan } from './recorded-work.ts';
import { canMake, type RefAction, refActionOf } from './ref-action.ts';
import type { RepositoryRoots } from './repository-roots.ts';

/** Every ref move of the reflogs, and every commit that no reflog tells of, each tied to a call or to none; oldest first. */
export function attribute(repository: RepositoryEvidence, work: RecordedWork): AttributedRefMove[] {
  const attributor = attributorOf(repository, work);
  const commits = new Map(repository.commits.map((commit) => [commit.sha, commit]));
  const moves = repository.reflogs.map((entry) => ofEntry(entry, commits.get(entry.sha), attributor));
  const written = new Set(moves.filter(wroteCommit).map(({ sha }) => sha));
  const untold = repository.commits.filter(({ sha }) => !written.has(sha));
  const told = withLostCommits(moves, repository, work.calls);
  return [...told, ...untold.map((commit) => ofCommit(commit, attributor))].sort(
    (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) || (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0),
  );
}

/** Commits that neither refs nor reflogs name, tied in the same way. */
export function attributeUnnamed(
  repository: RepositoryEvidence,
  work: RecordedWork,
  commits: readonly Commit[],
): AttributedRefMove[] {
  const attributor = attributorOf(repository, work);
  return commits.map((commit) => ofCommit(commit, attributor));
}

interface Attributor {
  readonly repository: RepositoryEvidence;
  readonly roots: RepositoryRoots;
  readonly claims: Claims;
  readonly words: CommitWords;
  readonly fetched: FetchedCommits;
  readonly index: CallIndex;
  readonly sessions: readonly SessionSpan[];
}

function attributorOf(repository: RepositoryEvidence, work: RecordedWork): Attributor {
  const { calls, sessions } = work;
  const roots = recordedRoots(repository, work);
  const own = calls.filter(({ directories }) => directories.some(roots.contain));
  return {
    repository,
    roots,
    claims: claimsOf(repository, calls),
    words: commitWords(repository, own),
    fetched: fetchedCommits(repository, calls),
    index: indexCalls(own),
    sessions: sessions.filter(({ directories }) => directories.some(roots.contain)),
  };
}

function ofEntry(entry: ReflogEntry, commit: Commit | undefined, attributor: Attributor): AttributedRefMove {
  const action = refActionOf(entry.message);
  const { repository } = attributor;
  const isReachable = (sha: string) => !repository.unreachable.has(sha) && !repository.gone.has(sha);
  const previous = /^0+$/.test(entry.previousSha) ? undefined : entry.previousSha;
  return {
    repository: repository.path,
    ref: entry.ref,
    source: 'reflog',
    action,
    sha: entry.sha,
    ...(previous !== undefined && { previousSha: previous, previousReachable: isReachable(previous) }),
    at: entry.at,
    author: commit ? signature(commit) : entry.committer,
    ...(commit && { subject: commit.subject }),
    message: entry.message,
    ...attributionOf(
      { sha: entry.sha, action, at: entry.at, isCommit: wroteCommit({ ...entry, action }), commit },
      attributor,
    ),
    reachable: isReachable(entry.sha),
    evidence: entry.evidence,
  };
}

function ofCommit(commit: Commit, attributor: Attributor): AttributedRefMove {
  const { repository } = attributor;
  const action = actionOf(commit);
  const [previousSha] = commit.parents;
  const at = commit.committer.at;
  return {
    repository: repository.path,
    ref: commit.source.startsWith('refs/') ? commit.source : 'none',
    source: 'history',
    action,
    sha: commit.sha,
    ...(previousSha !== undefined && { previousSha }),
    at,
    author: signature(commit),
    subject: commit.subject,
    ...attributionOf({ sha: commit.sha, action, at, isCommit: true, commit }, attributor),
    reachable: !repository.unreachable.has(commit.sha),
    evidence: repository.evidence,
  };
}

/** What made a commit of which no reflog tells. */
function actionOf({ parents, subject }: Commit): RefAction {
  if (refActionOf(subject) === 'stash') return 'stash';
  return parents.length > 1 ? 'merge' : 'commit';
}

interface Move {
  readonly sha: string;
  readonly action: RefAction;
  readonly at: string;
  /** Whether it stands for the making of the commit, and not for a ref that came upon it. */
  readonly isCommit: boolean;
  readonly commit: Commit | undefined;
}

type Attributed = Pick<
  AttributedRefMove,
  'attribution' | 'toolCallId' | 'sessionId' | 'promptsOff' | 'candidates'
>;

function attributionOf(move: Move, attributor: Attributor): Attributed {
  const running = attributor.index.at(Date.parse(move.at));
  const exact = attributor.claims.of(move, running);
  if (exact.length > 0) return chosen('exact', exact);
  if (move.isCommit && move.commit && attributor.fetched.has(move.commit)) return nobody;
  const makers = makersOf(move, running, attributor);
  if (makers.length > 0) return chosen('strong', makers);
  return beside(move, running, attributor);
}

/** What a human, or a program that a call had started, did while a session worked. */
function beside({ at }: Move, running: readonly CallSpan[], { sessions }: Attributor): Attributed {
  const working = sessions.filter(({ startedAt, endedAt }) => startedAt <= at && at <= endedAt);
  const unguarded = working.find(
    ({ promptsOff, sessionId }) =>
      promptsOff.some(({ from, to }) => from <= at && at <= to) ||
      running.some(({ call }) => call.sessionId === sessionId && call.permissionMode === 'bypassPermissions'),
  );
  const session = unguarded ?? working[0];
  if (!session) return nobody;
  const candidates = running.map(({ call }) => call.id);
  const { sessionId } = session;
  return { attribution: 'session', sessionId, ...(unguarded && { promptsOff: true }), candidates };
}

const nobody: Attributed = { attribution: 'none', candidates: [] };

/** Calls that can have made the move: those that gave the commit its words before others. */
function makersOf(move: Move, running: readonly CallSpan[], attributor: Attributor): readonly GitCall[] {
  const { index, roots, words } = attributor;
  const possible = move.action === 'rewrite' ? index.spans.filter(endsAfter(move.at)) : running;
  const makers = possible
    .filter((span) => isCertain(span) && madeBy(span, move.action, roots))
    .filter(({ call }) => !printedAnother(call, move, attributor.repository))
    .map(({ call }) => call);
  const { commit } = move;
  if (!commit || !move.isCommit || move.action !== 'commit') return makers;
  const named = words.of(commit);
  return named.length > 0 ? named : makers.filter((call) => !words.gaveOthers(call, commit));
}

function chosen(attribution: AttributionStrength, calls: readonly GitCall[]): Attributed {
  const [first, ...others] = calls;
  if (!first) return nobody;
  return {
    attribution,
    toolCallId: first.id,
    sessionId: first.sessionId,
    candidates: [...new Set(others.map(({ id }) => id))].filter((id) => id !== first.id),
  };
}

/** `git filter-branch` writes its reflog entries with the dates of the commits that it rewrote. */
function endsAfter(at: string): (span: CallSpan) => boolean {
  const timeMs = Date.parse(at);
  return ({ toMs }) => toMs >= timeMs;
}

/** Only while the call is known to have run: of what goes on in the background, or never ended, a human may have done it. */
function isCertain({ call }: CallSpan): boolean {
  return call.endedAt !== undefined && call.startedAt !== undefined && call.outcome !== 'background';
}

function madeBy({ call }: CallSpan, action: RefAction, roots: RepositoryRoots): boolean {
  return call.invocations.some(
    (one) => canMake(one.subcommand, action) && !isPlainCommit(one, action) && roots.contain(one.directory),
  );
}

/** A commit that does not say so amends nothing; what a variable stands for is not known. */
function isPlainCommit({ subcommand, args }: GitCall['invocations'][number], action: RefAction): boolean {
  return action === 'amend' && subcommand === 'commit' && !args.some((arg) => /^--am|\$/.test(arg));
}

/** The call printed the id of each commit that it made, and this one is none of them: somebody made it right after. */
function printedAnother(
  { facts, invocations }: GitCall,
  { sha, action }: Move,
  { named }: RepositoryEvidence,
): boolean {
  if (action !== 'commit' && action !== 'amend') return false;
  const printed = facts.flatMap((fact) => (fact.kind === 'commit' ? (named.get(fact.sha) ?? []) : []));
  const makers = invocations.filter(({ subcommand }) => canMake(subcommand, action));
  return printed.length > 0 && makers.length <= printed.length && !printed.includes(sha);
}

function signature({ author }: Commit): string {
  return `${author.name} <${author.email}>`;
}
