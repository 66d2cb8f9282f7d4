import type { EvidenceReference } from '../evidence/artifact.ts';
import type { AgentAccount } from '../evidence/configuration/claude-accounts.ts';
import type { Gap } from '../evidence/gap.ts';
import type { LocalProgram, RepositoryEvidence } from '../evidence/git/repository-evidence.ts';
import { agentCommits } from './agent-commits.ts';
import type { AttributedRefMove, AttributionStrength } from './attribution.ts';
import { namesAgent } from './commit-names.ts';
import { recordedRoots } from './recorded-roots.ts';
import type { RecordedWork } from './recorded-work.ts';

/** What `git` says in one piece; bounded, the stream has every move. */
export interface GitReport {
  readonly schemaVersion: 1;
  readonly repositories: readonly RepositoryAccount[];
  /** Under which the agent ran, as far as its state tells. */
  readonly accounts: readonly AgentAccount[];
  readonly gaps: readonly Gap[];
}

/** One repository: who moved its refs, what was lost, what was published. */
export interface RepositoryAccount {
  readonly path: string;
  readonly head: { readonly ref?: string; readonly sha?: string };
  readonly moves: number;
  readonly movesByAttribution: Readonly<Record<AttributionStrength, number>>;
  /** The newest moves that a recorded session made, newest first. */
  readonly newest: readonly AttributedRefMove[];
  /** Commits that no ref reaches and that the objects still hold: lost work, if nobody saves it. */
  readonly lost: readonly AttributedRefMove[];
  /** Commits that a call printed and the repository does not have. */
  readonly gone: readonly GoneCommit[];
  /** Moves that took commits away from a ref: amend, rebase, reset to an ancestor or aside, forced push. */
  readonly rewritten: readonly AttributedRefMove[];
  /** Moves of remote-tracking refs by a push. */
  readonly pushes: readonly AttributedRefMove[];
  /** Commits of others in which a recorded change came back: rebased, picked or squashed. */
  readonly carried: readonly AttributedRefMove[];
  /** Under whose names recorded calls committed. */
  readonly authors: readonly AuthorShare[];
  /** Hooks and settings that make git start something. */
  readonly programs: readonly LocalProgram[];
  readonly inProgress: readonly string[];
}

/** A developer's name on commits that recorded calls made. */
interface AuthorShare {
  readonly author: string;
  readonly commits: number;
  /** Of them, those that name an agent or a session; a hint that anybody can write or leave out. */
  readonly marked: number;
}

/** A commit that a call says it made, and that is not there. */
interface GoneCommit {
  readonly sha: string;
  readonly subject: string;
  readonly toolCallId: string;
  readonly sessionId: string;
  readonly evidence: EvidenceReference;
}

const listedAtMost = 200;

/** @param moves of this repository, oldest first */
export function accountOf(
  repository: RepositoryEvidence,
  moves: readonly AttributedRefMove[],
  work: RecordedWork,
): RepositoryAccount {
  const newestFirst = moves.toReversed();
  const lost = newestFirst.filter(({ sha }) => repository.unreachable.has(sha));
  return {
    path: repository.path,
    head: repository.worktrees[0]?.head ?? {},
    moves: moves.length,
    movesByAttribution: countByAttribution(moves),
    newest: newestFirst.filter(({ attribution }) => attribution !== 'none').slice(0, listedAtMost),
    lost: uniqueBySha(lost).slice(0, listedAtMost),
    gone: goneCommits(repository, work).slice(0, listedAtMost),
    rewritten: newestFirst.filter(takesAway).slice(0, listedAtMost),
    pushes: newestFirst.filter(({ action }) => action === 'push').slice(0, listedAtMost),
    carried: newestFirst.filter(({ sameChangeAs }) => sameChangeAs !== undefined).slice(0, listedAtMost),
    authors: authorsOf(repository, moves),
    programs: repository.programs.slice(0, listedAtMost),
    inProgress: repository.worktrees.flatMap(({ inProgress }) => inProgress.map(({ name }) => name)),
  };
}

const rewriting: ReadonlySet<string> = new Set(['amend', 'rebase', 'reset', 'rewrite']);

function takesAway({ action, sha, previousSha }: AttributedRefMove): boolean {
  return rewriting.has(action) && previousSha !== undefined && previousSha !== sha;
}

function goneCommits(repository: RepositoryEvidence, work: RecordedWork): GoneCommit[] {
  const { contain } = recordedRoots(repository, work);
  return work.calls
    .filter(({ directories }) => directories.some(contain))
    .flatMap(({ id, sessionId, facts, evidence }) =>
      facts.flatMap((fact) =>
        fact.kind === 'commit' && !repository.named.has(fact.sha)
          ? [{ sha: fact.sha, subject: fact.subject, toolCallId: id, sessionId, evidence }]
          : [],
      ),
    );
}

function authorsOf({ commits }: RepositoryEvidence, moves: readonly AttributedRefMove[]): AuthorShare[] {
  const own = agentCommits(moves);
  const shares = new Map<string, { commits: number; marked: number }>();
  for (const commit of commits) {
    const { sha, author } = commit;
    if (!own.has(sha)) continue;
    const name = `${author.name} <${author.email}>`;
    const share = shares.get(name) ?? { commits: 0, marked: 0 };
    share.commits += 1;
    if (namesAgent(commit)) share.marked += 1;
    shares.set(name, share);
  }
  return [...shares].map(([author, share]) => ({ author, ...share })).sort((a, b) => b.commits - a.commits);
}

function countByAttribution(moves: readonly AttributedRefMove[]): Record<AttributionStrength, number> {
  const counts = { exact: 0, strong: 0, session: 0, none: 0 };
  for (const { attribution } of moves) counts[attribution] += 1;
  return counts;
}

function uniqueBySha(moves: readonly AttributedRefMove[]): AttributedRefMove[] {
  const seen = new Set<string>();
  return moves.filter(({ sha }) => !seen.has(sha) && seen.add(sha));
}
