import type { PossibleLoss } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/** Calls that removed untracked files and were told to say nothing. https://git-scm.com/docs/git-clean */
export function quietCleans({ calls }: RepositoryFacts): PossibleLoss[] {
  return calls
    .filter(({ outcome }) => outcome !== 'failed')
    .flatMap(({ invocations, evidence }) =>
      invocations
        .filter(({ subcommand, args }) => subcommand === 'clean' && isQuiet(args))
        .map(({ directory }) => ({
          what: directory,
          reason: 'a recorded call removed untracked files there and printed none of them',
          decide:
            'what git had not tracked there: a backup, an editor that had it open, or the history of a shell',
          evidence: [evidence],
        })),
    );
}

function isQuiet(args: readonly string[]): boolean {
  const has = (letter: string, long: string) =>
    args.some((arg) => arg === long || new RegExp(`^-[a-zA-Z]*${letter}`).test(arg));
  return has('f', '--force') && has('q', '--quiet') && !has('n', '--dry-run') && !args.some(isCaches);
}

/** With `-X` only what is ignored goes: results of builds, as a rule. */
function isCaches(arg: string): boolean {
  return /^-[a-zA-Z]*X/.test(arg);
}
