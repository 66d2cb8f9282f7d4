import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import type { CallMark } from '../../events/files/call-mark.ts';
import type { Deletion, FileRecord } from '../../events/files/file-ledger.ts';
import type { GitCall } from '../../events/git/git-call.ts';
import { resolvePath } from '../../shell/paths.ts';
import { markOf } from './discarded-files.ts';

/**
 * Files that commands moved over others, so that their own place is empty. Where the other one is not tracked, nothing
 * tells whether there was one.
 */
export function movedAway(known: readonly FileRecord[], isTracked: (path: string) => boolean): FileRecord[] {
  const paths = new Set(known.map(({ path }) => path));
  return known.flatMap(({ path, overwritten }) => {
    const from = overwritten?.movedFrom;
    if (!overwritten || from === undefined || paths.has(from) || !isTracked(path)) return [];
    return [
      {
        path: from,
        zone: 'repository',
        edits: [],
        seenBefore: true,
        deletions: [trackedRemoval(overwritten)],
      },
    ];
  });
}

/**
 * Files that `git mv -f` put others over, whatever they held, and those others. https://git-scm.com/docs/git-mv
 * @param known records of files that other commands changed: those are told of already
 */
export function movedOver(
  { calls }: Pick<RepositoryFacts, 'calls'>,
  known: readonly FileRecord[],
): FileRecord[] {
  const paths = new Set(known.map(({ path }) => path));
  const found = calls.filter(({ outcome }) => outcome !== 'failed').flatMap(recordsOf);
  return found.filter(({ path }) => !paths.has(path));
}

function recordsOf(call: GitCall): FileRecord[] {
  return call.invocations.flatMap(({ subcommand, args, directory }) => {
    const isForced = args.some((arg) => /^(?:-[a-z]*f[a-z]*|--force)$/.test(arg));
    const [from, to, ...more] = args.filter((arg) => !arg.startsWith('-'));
    if (subcommand !== 'mv' || !isForced || from === undefined || to === undefined || more.length > 0)
      return [];
    const common = { zone: 'repository', edits: [], seenBefore: true } as const;
    const mark = { ...markOf(call), program: 'git' };
    return [
      {
        ...common,
        path: resolvePath(to, directory),
        deletions: [],
        overwritten: { ...mark, wasThere: true },
      },
      { ...common, path: resolvePath(from, directory), deletions: [trackedRemoval(mark)] },
    ];
  });
}

/** Of what git tracks, and nothing else: a file that it does not track lies where it was moved to. */
function trackedRemoval(mark: Pick<Deletion, 'program' | keyof CallMark>): Deletion {
  return {
    ...mark,
    forced: false,
    ownCreation: false,
    regenerable: false,
    isTree: false,
    isTracked: true,
    printed: false,
  };
}
