import type { GitCall } from '../../events/git/git-call.ts';
import type { Commit } from '../../evidence/git/commit.ts';
import { refActionOf } from '../ref-action.ts';
import type { LostName } from './lost-name.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/** A stash is a merge of the commit it was made on and what was staged. https://git-scm.com/docs/git-stash#_discussion */
export function isStash({ subject, parents }: Pick<Commit, 'subject' | 'parents'>): boolean {
  return parents.length > 1 && refActionOf(subject) === 'stash';
}

/** Stashes that recorded calls dropped, and those that were popped into what was thrown away afterwards. */
export function lostStashes(facts: RepositoryFacts): LostName[] {
  const { repository, calls } = facts;
  const kept = new Set([
    ...repository.reflogs.filter(({ ref }) => ref === 'refs/stash').map(({ sha }) => sha),
    ...repository.refs.map(({ sha }) => sha),
  ]);
  const found = new Map<string, LostName>();
  for (const [index, call] of calls.entries()) {
    for (const { kind, sha } of call.facts) {
      if (kind !== 'stash-dropped' || !isLoss(call, calls.slice(index))) continue;
      const whole = repository.named.get(sha);
      if (whole === undefined) {
        found.set(sha, {
          call,
          what: sha,
          ...(repository.isPartial
            ? { unknown: 'the stash was dropped, and may be among objects that were not read' }
            : { gone: 'the stash was dropped, and is no longer in the repository' }),
        });
      } else if (!kept.has(whole)) found.set(whole, { call, what: whole, sha: whole });
    }
    if (!call.invocations.some(clears)) continue;
    for (const lost of clearedBy(call, facts)) if (!kept.has(lost.what)) found.set(lost.what, lost);
  }
  for (const { ref, mark } of facts.removedRefs) {
    if (ref !== 'refs/stash') continue;
    for (const lost of clearedBy(mark, facts)) if (!kept.has(lost.what)) found.set(lost.what, lost);
  }
  return [...found.values()];
}

function clears({ subcommand, args }: GitCall['invocations'][number]): boolean {
  if (subcommand === 'update-ref') return args.includes('-d') && args.includes('refs/stash');
  return subcommand === 'stash' && (args[0] === 'clear' || (args[0] === 'drop' && args.includes('-q')));
}

/** What was popped lies in the working tree, as long as nothing there is thrown away. */
function isLoss({ invocations }: GitCall, since: readonly GitCall[]): boolean {
  const at = invocations.findIndex(({ subcommand, args }) => subcommand === 'stash' && args[0] === 'pop');
  if (at < 0) return true;
  const later = [...invocations.slice(at + 1), ...since.slice(1).flatMap((call) => call.invocations)];
  return later.some(throwsAway);
}

function throwsAway({ subcommand, args }: GitCall['invocations'][number]): boolean {
  return (
    (subcommand === 'reset' && args.includes('--hard')) ||
    subcommand === 'restore' ||
    subcommand === 'clean' ||
    (subcommand === 'checkout' &&
      args.some((arg) => arg === '--' || arg === '.' || /^(?:-f|--force)$/.test(arg)))
  );
}

/** What was cleared is found among what nothing names. */
function clearedBy(call: LostName['call'], { repository, unnamed }: RepositoryFacts): LostName[] {
  const printed = repository.commits.filter(
    (commit) => isStash(commit) && repository.unreachable.has(commit.sha),
  );
  const all = [...printed, ...(unnamed?.commits.filter(isStash) ?? [])];
  if (!unnamed && all.length === 0) {
    return [
      {
        call,
        what: 'stashes',
        unknown: 'stashes were cleared, and git names none of them: look for them with --deep',
      },
    ];
  }
  return all.map(({ sha }) => ({ call, what: sha, sha }));
}
