import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import type { FileRecord } from '../../events/files/file-ledger.ts';
import type { GitCall } from '../../events/git/git-call.ts';
import { resolvePath } from '../../shell/paths.ts';
import { markOf } from './discarded-files.ts';

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
    const deletion = {
      ...mark,
      forced: false,
      ownCreation: false,
      regenerable: false,
      isTree: false,
      isTracked: true,
      printed: false,
    };
    return [
      {
        ...common,
        path: resolvePath(to, directory),
        deletions: [],
        overwritten: { ...mark, wasThere: true },
      },
      { ...common, path: resolvePath(from, directory), deletions: [deletion] },
    ];
  });
}
