import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { referencePath } from '../../home.ts';
import { isNullId } from '../object-id.ts';
import { type Head, isRefName, type Ref } from '../read-refs.ts';
import type { RefStorage } from '../ref-storage.ts';
import type { ReflogEntry } from '../reflog-entry.ts';
import type { RepositoryLayout } from '../repository-layout.ts';
import { type RepositoryReading, reporter } from '../repository-reading.ts';
import { type LoggedUpdate, readTableStack, type TableStack } from './read-stack.ts';

/** Of all names, git keeps these two as files even here. https://git-scm.com/docs/gitglossary#def_pseudoref */
const keptAsFiles: ReadonlySet<string> = new Set(['FETCH_HEAD', 'MERGE_HEAD']);
const latestSeconds = 99_999_999_999;

/** Refs and reflogs of a repository that keeps them as tables: one stack for all, one more for each linked working tree. */
export function refTables(layout: RepositoryLayout, reading: RepositoryReading): RefStorage {
  const stacks = new Map<string, TableStack>();
  const stackOf = (gitDirectory: string) => {
    const stack = stacks.get(gitDirectory) ?? readTableStack(join(gitDirectory, 'reftable'), reading);
    stacks.set(gitDirectory, stack);
    return stack;
  };
  const refs = sharedRefs(stackOf(layout.commonDirectory));
  return {
    form: 'reftable',
    refs,
    headOf: (gitDirectory) => headIn(stackOf(gitDirectory), refs, () => reportHead(gitDirectory, reading)),
    reflogs: () =>
      [{ name: '', gitDirectory: layout.commonDirectory }, ...layout.linked].flatMap(
        ({ name, gitDirectory }) => {
          const prefix = name === '' ? '' : `worktrees/${name}/`;
          return reflogsOf(stackOf(gitDirectory), prefix, reading);
        },
      ),
    holderOf(gitDirectory, name) {
      // A name with a slash is that of a folder of git's own, not of a ref.
      const isFile = keptAsFiles.has(name) || !/^[A-Z_]+_HEAD$/.test(name);
      const path = join(gitDirectory, name);
      if (isFile) return existsSync(path) ? path : undefined;
      // Any later update may write the table anew; the message waits from when the operation stopped.
      const message = join(gitDirectory, 'MERGE_MSG');
      const table = stackOf(gitDirectory).refs.get(name)?.table;
      return table !== undefined && existsSync(message) ? message : table;
    },
  };
}

function sharedRefs({ refs }: TableStack): Ref[] {
  return [...refs]
    .flatMap(([name, { value }]) => (isRefName(name) && 'sha' in value ? [{ name, sha: value.sha }] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function headIn({ refs }: TableStack, shared: readonly Ref[], reportMissing: () => void): Head {
  const value = refs.get('HEAD')?.value;
  if (value && 'sha' in value) return { sha: value.sha };
  if (!value || !isRefName(value.target)) {
    reportMissing();
    return {};
  }
  const sha = shared.find(({ name }) => name === value.target)?.sha;
  return { ref: value.target, ...(sha !== undefined && { sha }) };
}

function reportHead(gitDirectory: string, reading: RepositoryReading): void {
  const path = join(gitDirectory, 'reftable', 'tables.list');
  reporter(reading)('malformed', 'HEAD names neither a branch nor a commit', path);
}

/** An entry of nothing but zeros only says that a reflog is to be kept. */
function reflogsOf({ logs }: TableStack, prefix: string, reading: RepositoryReading): ReflogEntry[] {
  const isTold = ({ name, previousSha, sha, seconds }: LoggedUpdate) =>
    (name === 'HEAD' || isRefName(name)) &&
    !(isNullId(previousSha) && isNullId(sha)) &&
    seconds <= latestSeconds;
  return logs.filter(isTold).map(({ name, previousSha, sha, committer, seconds, message, table }) => ({
    ref: `${prefix}${name}`,
    previousSha,
    sha,
    committer,
    at: new Date(seconds * 1000).toISOString(),
    message,
    evidence: { path: referencePath(reading.home, table) },
  }));
}
