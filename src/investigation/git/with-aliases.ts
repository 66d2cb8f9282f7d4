import type { RecordedWork } from '../../assess/recorded-work.ts';
import { analyseCommand } from '../../shell/analyse-command.ts';
import { type GitInvocation, gitInvocationOf } from '../../shell/git-invocation.ts';

/** Git takes its own commands first. https://git-scm.com/docs/git-config#Documentation/git-config.txt-alias */
const builtIn =
  /^(?:add|am|apply|bisect|blame|branch|checkout|cherry-pick|clean|clone|commit|diff|fetch|gc|grep|init|log|ls-files|merge|mv|notes|pull|push|rebase|reflog|remote|reset|restore|revert|rm|show|stash|status|submodule|switch|tag|update-ref|worktree)$/;

/** An alias may stand for another one. */
const deepest = 5;

/** The records with what aliases of git stand for in the place of their names. */
export function withAliases<Work extends Pick<RecordedWork, 'calls'>>(
  work: Work,
  aliases: ReadonlyMap<string, string>,
): Work {
  if (aliases.size === 0) return work;
  const calls = work.calls.map((call) => {
    const isNamed = call.invocations.some(({ subcommand }) => aliases.has(subcommand.toLowerCase()));
    if (!isNamed) return call;
    return { ...call, invocations: call.invocations.flatMap((one) => standingFor(one, aliases, deepest)) };
  });
  return { ...work, calls };
}

function standingFor(
  invocation: GitInvocation,
  aliases: ReadonlyMap<string, string>,
  depth: number,
): readonly GitInvocation[] {
  const { subcommand, args, directory } = invocation;
  const text = aliases.get(subcommand.toLowerCase());
  if (text === undefined || depth === 0 || builtIn.test(subcommand)) return [invocation];
  const line = text.startsWith('!') ? text.slice(1) : `git ${text}`;
  const context = { home: directory, cwd: directory, repository: directory };
  const { commands } = analyseCommand(line, context);
  const found = commands.flatMap((command) => gitInvocationOf(command) ?? []);
  // What stands behind the name goes to the last command.
  return found.flatMap((one, index) => {
    const whole = index === found.length - 1 ? { ...one, args: [...one.args, ...args] } : one;
    return one.subcommand === subcommand ? [whole] : standingFor(whole, aliases, depth - 1);
  });
}
