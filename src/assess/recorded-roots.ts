import { posix } from 'node:path';
import type { GitCall } from '../events/git/git-call.ts';
import type { RepositoryEvidence } from '../evidence/git/repository-evidence.ts';
import type { GitInvocation } from '../shell/git-invocation.ts';
import type { RecordedWork } from './recorded-work.ts';
import { foldersContain, type RepositoryRoots, rootsOf } from './repository-roots.ts';

/** The folders under which the records know a repository, and by what that was told. */
export interface RecordedRoots extends RepositoryRoots {
  readonly matchedBy: 'path' | 'commits' | 'remote' | 'nothing';
}

/**
 * Where a repository lay when the sessions worked in it. One that is examined at another place is known by the commits
 * that calls printed in their folders, or by the address of its remote.
 */
export function recordedRoots(
  repository: RepositoryEvidence,
  { calls, sessions, edited = [] }: Pick<RecordedWork, 'calls' | 'sessions' | 'edited'>,
): RecordedRoots {
  const own = rootsOf(repository);
  const worked = [...sessions, ...calls].flatMap(({ directories }) => directories);
  if ([...worked, ...edited].some(own.contain)) return { ...own, matchedBy: 'path' };
  const byCommits = calls.filter((call) => namesCommitOf(repository, call)).flatMap(foldersOf);
  if (byCommits.length > 0) return { contain: foldersContain(byCommits), matchedBy: 'commits' };
  const remotes = repository.remotes.map(remoteName);
  const byRemote = calls.flatMap(({ invocations }) =>
    invocations.flatMap((invocation) => clonedFrom(invocation, remotes)),
  );
  if (byRemote.length > 0) return { contain: foldersContain(byRemote), matchedBy: 'remote' };
  return { ...own, matchedBy: 'nothing' };
}

/** Shorter ids may be those of another repository. */
const telling = 7;

function namesCommitOf({ named }: RepositoryEvidence, { facts }: GitCall): boolean {
  return facts.some(({ sha }) => sha.length >= telling && named.has(sha));
}

function foldersOf({ invocations, directories }: GitCall): readonly string[] {
  return invocations.length > 0 ? invocations.map(({ directory }) => directory) : directories;
}

/** The folder of a clone, or one whose remote was set, where the address is that of the repository. */
function clonedFrom(
  { subcommand, args, directory }: GitInvocation,
  remotes: readonly string[],
): readonly string[] {
  const words = args.filter((word) => !word.startsWith('-'));
  const at = words.findIndex((word) => remotes.includes(remoteName(word)));
  if (at === -1) return [];
  if (subcommand !== 'clone') return subcommand === 'remote' ? [directory] : [];
  const folder = words[at + 1] ?? posix.basename(remoteName(words[at] ?? ''));
  return [posix.resolve('/', directory, folder)];
}

/** Host and path of an address, without scheme, user and ending: `github.com/acme/shop`. */
function remoteName(address: string): string {
  const whole =
    /^(?:[a-z+]{1,20}:\/\/)?(?:[^@/]{1,200}@)?([^:/]{1,200})(?::\d{1,5}(?=\/))?[:/]{1,2}(.{1,500})$/i.exec(
      address,
    );
  if (!whole) return address;
  const [, host = '', path = ''] = whole;
  return `${host.toLowerCase()}/${path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '')}`;
}
