import { committing } from './git-command.ts';
import { quietSettings } from './quiet-settings.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/** What to know before the first step, in our words; counts, and where a plan must be careful. */
export function preflightOf(facts: RepositoryFacts): string[] {
  return notes.flatMap((note) => note(facts) ?? []);
}

type Note = (facts: RepositoryFacts) => string | undefined;

const notes: readonly Note[] = [
  ({ state }) =>
    state && state.changed.length + state.untracked.length > 0
      ? `${state.changed.length} files have changes that no commit holds, ${state.untracked.length} files or folders are untracked: the plan keeps them`
      : undefined,
  ({ state }) =>
    state && state.ignored.length > 0
      ? `${state.ignored.length} ignored files or folders are not copied; no step touches them`
      : undefined,
  ({ state }) =>
    state && state.submodules.length > 0
      ? `${state.submodules.length} submodules are repositories of their own and were not looked into: name them to examine them`
      : undefined,
  ({ repository }) =>
    repository.worktrees.some(({ inProgress }) => inProgress.length > 0)
      ? `an operation is in progress: ${[...new Set(repository.worktrees.flatMap(({ inProgress }) => inProgress.map(({ name }) => name)))].join(', ')}`
      : undefined,
  ({ repository }) =>
    repository.isShallow ? 'it is a shallow clone: older history is only on its remote' : undefined,
  ({ repository }) =>
    repository.programs.some(({ name }) => name.startsWith('filter.lfs.'))
      ? 'it uses Git LFS: the bundle holds pointers, the contents lie in .git/lfs and on the server; the plan brings pointers back, which git lfs checkout turns into contents'
      : undefined,
  ({ repository }) =>
    quietSettings(repository.programs).length > 0
      ? 'its configuration names programs for git to start: none of them runs in the plan, so that files come back as git stores them'
      : undefined,
  ({ repository: { unpublished } }) =>
    unpublished && unpublished.size > 0
      ? `${unpublished.size} commits are on no remote that this repository knows of`
      : undefined,
  ({ repository }) =>
    repository.worktrees.length > 1
      ? `${repository.worktrees.length - 1} linked working trees share its branches`
      : undefined,
  ({ repository }) =>
    repository.bare
      ? undefined
      : `new commits need an identity; this prints it, or fails: ${committing(repository.path, 'var', 'GIT_COMMITTER_IDENT')}`,
];
