import type { GitCall } from '../events/git/git-call.ts';
import type { Commit } from '../evidence/git/commit.ts';
import type { RepositoryEvidence } from '../evidence/git/repository-evidence.ts';
import { wroteCommit } from './agent-commits.ts';
import { refActionOf } from './ref-action.ts';

/** Commits that were made elsewhere and came with a fetch, a pull or a clone. */
export interface FetchedCommits {
  has(commit: Commit): boolean;
}

/**
 * Git writes the committer of this clone into every commit that is made in it, and into every line of its reflogs. A commit
 * of another committer, whom no call names, or of a service that commits for its users, was made elsewhere.
 */
export function fetchedCommits(repository: RepositoryEvidence, calls: readonly GitCall[]): FetchedCommits {
  // Also one that only pulled: its name stands beside the clone.
  const local = new Set(repository.reflogs.map(({ committer }) => emailOf(committer)));
  const told = new Set(
    repository.reflogs.flatMap(({ ref, message, sha }) =>
      wroteCommit({ ref, action: refActionOf(message), message }) ? [sha] : [],
    ),
  );
  return {
    has({ sha, committer }) {
      if (told.has(sha)) return false;
      if (isService(committer)) return true;
      const email = committer.email.toLowerCase();
      return local.size > 0 && !local.has(email) && !calls.some((call) => names(call, email));
    },
  };
}

/** The committer of what is merged or edited on the pages of a service. https://docs.github.com/en/authentication/managing-commit-signature-verification/about-commit-signature-verification */
function isService({ name, email }: Commit['committer']): boolean {
  return /^noreply@/i.test(email) && /^(?:GitHub|GitLab|Gitea|Forgejo|Codeberg|Bitbucket)\b/i.test(name);
}

function names({ argument, invocations }: GitCall, email: string): boolean {
  return (
    argument.toLowerCase().includes(email) ||
    invocations.some(({ args }) => args.some((arg) => arg.toLowerCase().includes(email)))
  );
}

function emailOf(committer: string): string {
  return (/<([^<>]*)>\s*$/.exec(committer)?.[1] ?? '').toLowerCase();
}
