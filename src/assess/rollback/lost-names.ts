import { agentCommits, isAgents } from '../agent-commits.ts';
import type { AttributedRefMove } from '../attribution.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { lostTips } from './save-step.ts';
import { isStash } from './stashes.ts';
import { takesNames } from './takes-names.ts';

/** Commits that somebody else made and a call moved a ref away from. */
export function orphanedTips(facts: RepositoryFacts): AttributedRefMove[] {
  const { repository, moves } = facts;
  const tips = new Set(lostTips(repository));
  const own = agentCommits(moves);
  const seen = new Set<string>();
  return moves.flatMap((move) => {
    const { previousSha } = move;
    if (previousSha === undefined || !isAgents(move) || seen.has(previousSha)) return [];
    if (!tips.has(previousSha) || own.has(previousSha)) return [];
    seen.add(previousSha);
    return [{ ...move, sha: previousSha }];
  });
}

/** A commit that nothing names any more, with the evidence of it. */
export interface UnnamedCommit {
  readonly sha: string;
  readonly subject: string;
}

/**
 * Commits that recorded calls made and that no ref reaches any more, ends of their branches. One that a call replaced by
 * an amended or rebased form, or whose change came back elsewhere, is not missed.
 */
export function ownTips({ repository, moves }: RepositoryFacts): UnnamedCommit[] {
  const own = agentCommits(moves);
  const replaced = replacedCommits(moves);
  return unnamedTips(repository, (sha) => own.has(sha) && !replaced.has(sha));
}

/** Ends of chains of commits that no ref reaches, stashes left out: of these, the ones that are meant. */
export function unnamedTips(
  repository: RepositoryFacts['repository'],
  isMeant: (sha: string) => boolean,
): UnnamedCommit[] {
  const commits = new Map(repository.commits.map((commit) => [commit.sha, commit]));
  return lostTips(repository).flatMap((sha) => {
    const commit = commits.get(sha);
    return commit && isMeant(sha) && !isStash(commit) ? [{ sha, subject: commit.subject }] : [];
  });
}

/** Commits that another took the place of: amended, rebased or rewritten, or with the same change elsewhere. */
export function replacedCommits(moves: readonly AttributedRefMove[]): ReadonlySet<string> {
  return new Set([
    ...moves.flatMap(({ action, previousSha, ref }) =>
      previousSha !== undefined && replacing.has(action) && !ref.startsWith('refs/remotes/')
        ? [previousSha]
        : [],
    ),
    ...moves.flatMap(({ sameChangeAs }) => sameChangeAs ?? []),
  ]);
}

const replacing: ReadonlySet<string> = new Set(['amend', 'rebase', 'rewrite']);

/**
 * Commits of somebody else that only a look at the objects, or what calls printed, still names, where a call took away
 * what named them: the whole reflog, or there never was one.
 */
export function hiddenTips(facts: RepositoryFacts): UnnamedCommit[] {
  const { repository, calls, unnamed } = facts;
  const isHidden =
    repository.reflogs.length === 0 || calls.some(({ invocations }) => invocations.some(takesNames));
  if (!isHidden) return [];
  const found = [...(unnamed?.commits ?? []), ...onlyPrinted(facts)];
  const hidden = [...new Map(found.map((commit) => [commit.sha, commit])).values()];
  const inner = new Set(hidden.flatMap(({ parents }) => parents));
  return hidden
    .filter((commit) => !isStash(commit) && !inner.has(commit.sha))
    .map(({ sha, subject }) => ({ sha, subject }));
}

/** Commits of others that nothing in the repository names, and the result of a call does. */
function onlyPrinted({ repository, moves }: RepositoryFacts) {
  const own = agentCommits(moves);
  const logged = new Set(repository.reflogs.flatMap(({ sha, previousSha }) => [sha, previousSha]));
  return repository.commits.filter(
    ({ sha }) => repository.unreachable.has(sha) && !logged.has(sha) && !own.has(sha),
  );
}
