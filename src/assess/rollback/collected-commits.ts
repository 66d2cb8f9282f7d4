import type { GitCall } from '../../events/git/git-call.ts';
import type { PossibleLoss } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { takesReflogs } from './takes-names.ts';

const namedAtMost = 20;

/** Subcommands that print ids of commits and make none. */
const telling: ReadonlySet<string> = new Set([
  'log',
  'show',
  'rev-parse',
  'rev-list',
  'reflog',
  'branch',
  'show-ref',
]);

/**
 * Commits that calls printed before the reflogs were emptied, and that the repository no longer has: collected, for
 * nothing named them any more. Those that calls had made themselves are not missed.
 */
export function collectedCommits({ repository, calls }: RepositoryFacts): PossibleLoss[] {
  const emptied = calls.find(
    ({ invocations, outcome }) => outcome !== 'failed' && invocations.some(takesReflogs),
  );
  const isGone = (sha: string) => sha !== '' && !repository.named.has(sha) && !repository.namedTags.has(sha);
  if (!emptied) return [];
  const before = calls.slice(0, calls.indexOf(emptied) + 1).filter(isTelling);
  const made = calls.flatMap(({ facts }) =>
    facts.flatMap(({ kind, sha }) => (kind === 'commit' ? [sha] : [])),
  );
  const isOwn = (sha: string) => made.some((own) => own.startsWith(sha) || sha.startsWith(own));
  const found = new Map(
    before.flatMap(({ facts, evidence }) =>
      facts.flatMap(({ kind, sha }) =>
        (kind === 'mentioned' || kind === 'ref-seen') && isGone(sha) && !isOwn(sha)
          ? [[sha.slice(0, shortIdLength), evidence] as const]
          : [],
      ),
    ),
  );
  if (found.size === 0) return [];
  const names = [...found.keys()];
  const more = names.length > namedAtMost ? [`${names.length - namedAtMost} more`] : [];
  return [
    {
      what: [...names.slice(0, namedAtMost), ...more].join(', '),
      ...(emptied.startedAt !== undefined && { lostAt: emptied.startedAt }),
      reason:
        'calls printed these commits before the reflogs were emptied, and the repository has them no longer',
      decide: 'whether a clone or a remote has them, or other commits the same changes',
      evidence: [...new Set(found.values())].slice(0, 10),
    },
  ];
}

/** Long enough to find the commit elsewhere; the same commit is printed at several lengths. */
const shortIdLength = 7;

/** Another program may print such ids too, of anything. */
function isTelling({ invocations }: GitCall): boolean {
  return invocations.some(({ subcommand }) => telling.has(subcommand));
}
