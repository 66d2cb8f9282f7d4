import { createHash } from 'node:crypto';
import { git, namesExactly } from './git-command.ts';
import type { RepositoryGuard } from './plan.ts';
import { preflightOf } from './preflight.ts';
import { type QuietSetting, quietSettings, takesInOthers } from './quiet-settings.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { word } from './shell-word.ts';

/** Commands that fail once somebody has worked in the repository since the plan was made. */
export function guardOf(facts: RepositoryFacts): RepositoryGuard {
  const { repository, state } = facts;
  const { path, worktrees, refs, gone } = repository;
  const head = worktrees.find((worktree) => worktree.path === path)?.head ?? worktrees[0]?.head;
  const names = refs
    .filter(({ name, sha }) => /^refs\/(?:heads|tags|stash)(?:\/|$)/.test(name) && !gone.has(sha))
    .map(({ name, sha }) => `${sha} ${name}\n`)
    .join('');
  const algorithm = refs.some(({ sha }) => sha.length === 64) ? 'sha256' : 'sha1';
  const printsExactly = (command: string, text: string) =>
    `test "$(${command} | ${git(path, 'hash-object', '--stdin')})" = ${blobId(text, algorithm)}`;
  return {
    repository: path,
    preflight: preflightOf(facts),
    quiet: [
      ...quietSettings(repository.programs),
      ...(state && state.submodules.length > 0 ? notInside : []),
    ],
    ...(takesInOthers(repository.programs) && { takesInOthers: true }),
    checkCommands: [
      ...(head?.sha === undefined ? [] : [namesExactly(path, 'HEAD', head.sha)]),
      ...(head?.ref === undefined
        ? []
        : [`test "$(${git(path, 'symbolic-ref', '--quiet', 'HEAD')})" = ${word(head.ref)}`]),
      printsExactly(
        git(
          path,
          'for-each-ref',
          '--format=%(objectname) %(refname)',
          'refs/heads',
          'refs/stash',
          'refs/tags',
        ),
        names,
      ),
      ...(state ? [printsExactly(git(path, ...plainStatus, ...state.statusCommand), state.status)] : []),
    ],
  };
}

/** A submodule has settings and attributes of its own, which were not looked into. https://git-scm.com/docs/git-config#Documentation/git-config.txt-submodulerecurse */
const notInside: readonly QuietSetting[] = [['submodule.recurse', 'false']];

/** Only what lies in the repository counts, not what its user ignores everywhere: the plan did not see that. */
const plainStatus = [
  '-c',
  'core.quotePath=true',
  '-c',
  'core.excludesFile=/dev/null',
  '-c',
  'core.attributesFile=/dev/null',
] as const;

/** What `git hash-object` says of a text. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
function blobId(text: string, algorithm: 'sha1' | 'sha256'): string {
  const bytes = Buffer.from(text, 'utf8');
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
