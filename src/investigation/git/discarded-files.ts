import { spanOf } from '../../assess/call-index.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import type { CallMark } from '../../events/files/file-ledger.ts';
import type { GitCall } from '../../events/git/git-call.ts';
import type { OpenRepository } from '../../evidence/git/open-repository.ts';
import type { GitInvocation } from '../../shell/git-invocation.ts';
import { resolvePath } from '../../shell/paths.ts';

/**
 * Files whose uncommitted changes git wrote over, by path. Git leaves a file alone that already is as it should be:
 * a file that it wrote while such a command ran, though the commit of the file did not change, had changes.
 */
export async function discardedFiles(
  { repository, calls, moves }: RepositoryFacts,
  open: OpenRepository,
): Promise<ReadonlyMap<string, CallMark>> {
  const found = new Map<string, CallMark>();
  for (const call of calls) {
    const invocations = call.invocations.filter(discards);
    const span = invocations.length === 0 ? undefined : spanOf(call);
    if (!span) continue;
    const written = open.writtenBetween(span.fromMs, span.toMs);
    const moved = new Set<string>();
    for (const { toolCallId, previousSha, sha, ref } of moves) {
      if (toolCallId !== call.id || ref !== 'HEAD' || previousSha === undefined || previousSha === sha)
        continue;
      for (const path of (await open.compare(previousSha, sha))?.paths ?? written) moved.add(path);
    }
    for (const path of written) {
      const absolute = `${repository.path}/${path}`;
      if (!moved.has(path) && invocations.some((invocation) => reaches(invocation, absolute))) {
        found.set(absolute, markOf(call));
      }
    }
  }
  return found;
}

/** Which arguments make a subcommand throw uncommitted changes away, rather than refuse to. */
const discarding: Readonly<Record<string, (args: readonly string[]) => boolean>> = {
  restore: (args) => !args.includes('--staged') || args.includes('--worktree'),
  reset: (args) => args.includes('--hard'),
  switch: isForced,
  checkout: (args) => isForced(args) || pathspecs(args).length > 0,
};

function discards({ subcommand, args }: GitInvocation): boolean {
  return Object.hasOwn(discarding, subcommand) && discarding[subcommand]?.(args) === true;
}

function isForced(args: readonly string[]): boolean {
  return args.some((arg) => /^(?:-f|--force|--discard-changes)$/.test(arg));
}

/** What stands after `--`, or looks like a path: the first word of a checkout may be a branch. */
function pathspecs(args: readonly string[]): readonly string[] {
  const from = args.indexOf('--');
  return from < 0 ? args.filter((arg) => !arg.startsWith('-')) : args.slice(from + 1);
}

function reaches({ subcommand, args, directory }: GitInvocation, path: string): boolean {
  if (subcommand === 'reset' || subcommand === 'switch') return true;
  return pathspecs(args).some((spec) => {
    if (/[*?[:]/.test(spec)) return true;
    const named = resolvePath(spec, directory);
    return path === named || path.startsWith(`${named}/`);
  });
}

function markOf({ id, sessionId, startedAt, evidence }: GitCall): CallMark {
  return { callId: id, sessionId, ...(startedAt !== undefined && { at: startedAt }), evidence };
}
