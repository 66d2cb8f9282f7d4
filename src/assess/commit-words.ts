import type { GitCall } from '../events/git/git-call.ts';
import type { Commit } from '../evidence/git/commit.ts';
import type { RepositoryEvidence } from '../evidence/git/repository-evidence.ts';
import { subjectOf } from '../shell/commit-words.ts';
import { neverRan } from '../transcripts/tool-call.ts';
import { setsTime, spanOf } from './call-index.ts';

/** Which calls gave a commit its message. */
export interface CommitWords {
  /** Calls of the same words, in whose time the commit falls; without a recorded time, where only one of each has them. */
  of(commit: Commit): readonly GitCall[];
  /** Whether every commit that a call can have made has other words. */
  gaveOthers(call: GitCall, commit: Commit): boolean;
}

/** Shorter ones (`wip`, `fix`) are written again and again. */
const tellingLength = 12;

/** Subcommands that stand beside a commit in many calls, and make none. */
const besides: ReadonlySet<string> = new Set(['add', 'status', 'diff', 'log', 'show', 'push', 'rm', 'mv']);

/** @param calls those that worked in the repository */
export function commitWords({ commits }: RepositoryEvidence, calls: readonly GitCall[]): CommitWords {
  const bySubject = groupedBy(
    calls.filter(({ outcome }) => !neverRan(outcome)),
    ({ subjects = [] }) => subjects,
  );
  const known = groupedBy(commits, ({ subject }) => [subjectOf(subject)]);
  return {
    of(commit) {
      const subject = subjectOf(commit.subject);
      const named = bySubject.get(subject) ?? [];
      const timed = named.filter((call) => isInTime(call, Date.parse(commit.committer.at)));
      if (timed.length > 0) return timed;
      const isUnique = named.length === 1 && known.get(subject)?.length === 1;
      return isUnique && subject.length >= tellingLength ? named.filter(hasNoTime) : [];
    },
    gaveOthers({ subjects = [], invocations }, commit) {
      const making = invocations.filter(({ subcommand }) => !besides.has(subcommand));
      const subject = subjectOf(commit.subject);
      // A hook may have put a number before the words, or behind them.
      return (
        subjects.length > 0 &&
        subjects.length === making.length &&
        !subjects.some((given) => subject.includes(given) || given.includes(subject))
      );
    },
  };
}

function groupedBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function isInTime(call: GitCall, timeMs: number): boolean {
  const span = spanOf(call);
  return (span !== undefined && span.fromMs <= timeMs && timeMs <= span.toMs) || setsTime(call, timeMs);
}

function hasNoTime(call: GitCall): boolean {
  return spanOf(call) === undefined;
}
