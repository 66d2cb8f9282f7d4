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
export function collectedCommits(facts: RepositoryFacts): PossibleLoss[] {
  const { repository, calls } = facts;
  const emptied = calls.find(
    ({ invocations, outcome }) => outcome !== 'failed' && invocations.some(takesReflogs),
  );
  const isGone = (sha: string) => sha !== '' && !repository.named.has(sha) && !repository.namedTags.has(sha);
  if (!emptied) return [];
  const left = leftUnnamed(facts, emptied);
  const before = calls.slice(0, calls.indexOf(emptied) + 1).filter(isTelling);
  const made = calls.flatMap(({ facts: printed }) =>
    printed.flatMap(({ kind, sha }) => (kind === 'commit' ? [sha] : [])),
  );
  const isOwn = (sha: string) => made.some((own) => own.startsWith(sha) || sha.startsWith(own));
  const found = new Map(
    before.flatMap(({ facts: printed, evidence }) =>
      printed.flatMap(({ kind, sha }) =>
        (kind === 'mentioned' || kind === 'ref-seen') && isGone(sha) && !isOwn(sha)
          ? [[sha.slice(0, shortIdLength), evidence] as const]
          : [],
      ),
    ),
  );
  if (found.size === 0) return left;
  const names = [...found.keys()];
  const more = names.length > namedAtMost ? [`${names.length - namedAtMost} more`] : [];
  return [
    ...left,
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

/**
 * A call took a branch back by commits that the session had not made, and the reflogs that named them were emptied: where
 * the repository holds no commit without a name, they were collected.
 */
function leftUnnamed(
  { repository: { path }, calls, unnamed }: RepositoryFacts,
  emptied: GitCall,
): PossibleLoss[] {
  if ((unnamed?.commits.length ?? 0) > 0) return [];
  const earlier = calls.slice(0, calls.indexOf(emptied) + 1).filter(({ outcome }) => outcome !== 'failed');
  let own = 0;
  return earlier.flatMap(({ facts, invocations, startedAt, evidence }) => {
    own += invocations.filter(({ subcommand }) => subcommand === 'commit').length;
    const steps = Math.max(0, ...invocations.map(stepsBack));
    const isOwn = steps <= own;
    own = Math.max(0, own - steps);
    if (isOwn) return [];
    const now = facts.find(({ kind }) => kind === 'head-moved')?.sha;
    return [
      {
        what: `commits ${now === undefined ? 'that a branch was taken back by' : `above ${now}`} in ${path}`,
        ...(startedAt !== undefined && { lostAt: startedAt }),
        reason:
          'a recorded call took a branch back by commits that the session had not made, and the reflogs that named them were emptied',
        decide: 'whether a clone, a remote, another branch or a backup has them',
        evidence: [evidence, emptied.evidence],
      },
    ];
  });
}

/** By how many commits a reset takes its branch back; one to a named commit is taken for one. */
function stepsBack({ subcommand, args }: GitCall['invocations'][number]): number {
  const target = subcommand === 'reset' ? args.find((arg) => !arg.startsWith('-')) : undefined;
  const [, back = ''] = /^(?:HEAD|@)((?:[~^]\d*)*)$/.exec(target ?? '') ?? [];
  const byHead = [...back.matchAll(/([~^])(\d*)/g)].reduce(
    (sum, [, sign, count]) => sum + (sign === '^' || count === '' ? 1 : Number(count)),
    0,
  );
  return target === undefined || byHead > 0 || /^(?:HEAD|@)$/.test(target) ? byHead : Number(isId(target));
}

function isId(target: string): boolean {
  return /^[0-9a-f]{4,64}$/.test(target);
}

/** Whether reflogs were emptied before a call: what they still tell of then is not the first that happened. */
export function isAfterEmptying(
  { calls }: Pick<RepositoryFacts, 'calls'>,
  callId: string | undefined,
): boolean {
  const at = calls.findIndex(({ id }) => id === callId);
  return calls.slice(0, Math.max(0, at)).some(({ invocations }) => invocations.some(takesReflogs));
}

/** Long enough to find the commit elsewhere; the same commit is printed at several lengths. */
const shortIdLength = 7;

/** Another program may print such ids too, of anything. */
function isTelling({ invocations }: GitCall): boolean {
  return invocations.some(({ subcommand }) => telling.has(subcommand));
}
