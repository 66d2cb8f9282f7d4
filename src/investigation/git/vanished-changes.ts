import type { RepositoryFacts, VanishedChanges } from '../../assess/rollback/repository-facts.ts';
import type { FileLedger } from '../../events/files/file-ledger.ts';
import type { GitCall } from '../../events/git/git-call.ts';
import type { SeenChanges } from '../../events/git/seen-changes.ts';
import { fileState } from '../../evidence/file-state.ts';
import type { Home } from '../../evidence/home.ts';

/** What is known besides calls and moves of what became of a file. */
export interface VanishedSearch {
  readonly home: Home;
  readonly files: FileLedger;
}

/**
 * Changes of others that one call saw and the next one no longer, with nothing between them but programs whose words do
 * not tell what they do: no commit, stash or other command of git, and no recorded removal, explains where they are.
 */
export function vanishedChanges(
  facts: Pick<RepositoryFacts, 'repository' | 'calls' | 'moves' | 'state'>,
  search: VanishedSearch,
): VanishedChanges[] {
  const { path: root } = facts.repository;
  const sights = facts.calls.flatMap((call) =>
    call.seenChanges?.directory === root ? [{ call, seen: call.seenChanges }] : [],
  );
  return sights.slice(1).flatMap(({ call: later, seen: after }, index) => {
    const before = sights[index];
    const between = before && programsBetween(before.call, later, facts);
    if (!before || !between || between.length === 0) return [];
    const paths = missingFrom(after, before.seen).filter((path) =>
      isGone(
        { path, at: later.startedAt ?? '', isTracked: before.seen.changed.includes(path) },
        facts,
        search,
      ),
    );
    return paths.length === 0 ? [] : [{ paths, programs: between, seenBy: before.call.evidence }];
  });
}

/** @returns undefined where git, or a move of a ref, may explain what is different */
function programsBetween(
  before: GitCall,
  after: GitCall,
  { calls, moves }: Pick<RepositoryFacts, 'calls' | 'moves'>,
): readonly GitCall[] | undefined {
  const [from, to] = [before.endedAt, after.startedAt];
  if (from === undefined || to === undefined) return undefined;
  // A reflog tells whole seconds.
  const second = `${from.slice(0, 19)}.000Z`;
  if (moves.some(({ at }) => at >= second && at <= to)) return undefined;
  const between = calls.filter(({ startedAt = '' }) => startedAt >= from && startedAt <= to);
  const isReading = ({ invocations }: GitCall) =>
    invocations.every(({ subcommand }) => /^(?:status|diff|log|show|rev-parse|ls-files)$/.test(subcommand));
  return between.every(isReading) ? between.filter(({ startsPrograms }) => startsPrograms) : undefined;
}

function missingFrom(after: SeenChanges, before: SeenChanges): readonly string[] {
  const still = new Set([...after.changed, ...(after.untracked ?? [])]);
  const seen = [...before.changed, ...(after.untracked ? (before.untracked ?? []) : [])];
  return seen.filter((path) => !still.has(path));
}

interface SeenFile {
  readonly path: string;
  /** When it was no longer found different; ISO 8601 UTC. */
  readonly at: string;
  readonly isTracked: boolean;
}

/** One that the session wrote or removed itself has entries of its own; one that is ignored or changed now is there. */
function isGone(
  { path, at, isTracked }: SeenFile,
  { repository, state }: Pick<RepositoryFacts, 'repository' | 'state'>,
  { home, files }: VanishedSearch,
): boolean {
  if (!state) return false;
  const absolute = `${repository.path}/${path}`.replace(/\/$/, '');
  if (files.wroteBefore(absolute, at) || files.removedBefore(absolute, at)) return false;
  const loose = [...state.untracked, ...state.ignored];
  const isThere = (place: string) => place === path || (place.endsWith('/') && path.startsWith(place));
  if (state.changed.includes(path) || loose.some(isThere)) return false;
  return isTracked || fileState(home, absolute).kind === 'absent';
}
