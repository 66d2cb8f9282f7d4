import type { PossibleLoss } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';

const forced = (args: readonly string[]): boolean =>
  args.some((arg) => arg === '--force' || /^-[a-zA-Z]*f/.test(arg));

const whether = 'whether there were any: a backup, or who worked in them';
const backAgain =
  'git submodule update --init brings them back at the recorded commits, and asks their remotes where it must';

/**
 * Submodules that a call wrote over or put away by force, with whatever was not committed in them. Their own
 * repositories say nothing of that. https://git-scm.com/docs/git-submodule
 */
export function forcedSubmodules({ repository, calls, state }: RepositoryFacts): PossibleLoss[] {
  if (state?.submodules.length === 0) return [];
  const ran = calls.filter(({ outcome }) => outcome !== 'failed');
  return ran.flatMap(({ invocations, startedAt, evidence }) =>
    invocations
      .filter(({ subcommand, args }) => subcommand === 'submodule' && forced(args))
      .filter(({ args }) => args.some((arg) => arg === 'update' || arg === 'deinit'))
      .map(({ args }) => {
        const named = args.filter((arg) => !arg.startsWith('-') && arg !== 'update' && arg !== 'deinit');
        const what = named.length > 0 ? named.join(', ') : 'its submodules';
        return {
          what: `${repository.path}: ${what}`,
          ...(startedAt !== undefined && { lostAt: startedAt }),
          reason:
            'a recorded command wrote over them by force: changes and files that were not committed in them are gone',
          decide: args.includes('deinit') ? `${whether}; ${backAgain}` : whether,
          evidence: [evidence],
        };
      }),
  );
}
