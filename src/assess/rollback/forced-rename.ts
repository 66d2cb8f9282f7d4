import type { GitCall } from '../../events/git/git-call.ts';
import { spanOf } from '../call-index.ts';
import { renamesOver } from './ref-removals.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/** A branch that was given the name of another by force, or copied to it. */
export interface ForcedRename {
  /** Both without `refs/heads/`. */
  readonly from: string;
  readonly to: string;
  /** The command names both; else the branch is the one that was checked out, as the reflog tells. */
  readonly isNamed: boolean;
}

/** The renames and copies by force of a call. A branch that keeps its name is none. */
export function forcedRenames(facts: RepositoryFacts, call: GitCall): ForcedRename[] {
  return call.invocations.flatMap((invocation) => {
    const asked = renamesOver(invocation);
    if (!asked) return [];
    const { to } = asked;
    const from = asked.from ?? renamedBy(facts, call, to);
    return from === undefined || from === to ? [] : [{ from, to, isNamed: asked.from !== undefined }];
  });
}

/** `Branch: renamed refs/heads/topic to refs/heads/main`, written while the call ran. */
function renamedBy(
  { repository: { reflogs } }: RepositoryFacts,
  call: GitCall,
  to: string,
): string | undefined {
  const span = spanOf(call);
  if (!span) return undefined;
  const form = /^Branch: (?:renamed|copied) refs\/heads\/(\S+) to refs\/heads\/(\S+)$/;
  return reflogs
    .filter(({ at }) => span.fromMs <= Date.parse(at) && Date.parse(at) <= span.toMs)
    .map(({ message }) => form.exec(message))
    .findLast((match) => match?.[2] === to)?.[1];
}

/**
 * Where HEAD was when it last left the branch over which another was renamed. The reflog of the name is the other's
 * since then. https://git-scm.com/docs/git-branch
 */
export function lastLeftBefore(
  { repository: { reflogs } }: RepositoryFacts,
  { from, to }: ForcedRename,
): string | undefined {
  const heads = reflogs.filter(({ ref }) => ref.endsWith('HEAD'));
  const isTold = ({ message }: { readonly message: string }) =>
    /^Branch: (?:renamed|copied) /.test(message) &&
    message.endsWith(` refs/heads/${from} to refs/heads/${to}`);
  const at = reflogs.findLast(isTold)?.at;
  const place = heads.findIndex(isTold);
  const before =
    place < 0 ? heads.filter((entry) => at === undefined || entry.at <= at) : heads.slice(0, place);
  return before.findLast(({ message }) => message.startsWith(`checkout: moving from ${to} to `))?.previousSha;
}
