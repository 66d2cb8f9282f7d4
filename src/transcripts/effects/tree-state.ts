import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { GitInvocation } from '../../shell/git-invocation.ts';
import type { ToolCall } from '../tool-call.ts';

/** `clean`: what git tracks is as it was committed; `staged`: changes are there, all of them in the index. */
export type TreeState = 'clean' | 'staged' | 'changed';

interface Before {
  readonly call: ToolCall;
  readonly analysis: CommandAnalysis;
  readonly before: TreeState | undefined;
}

type Step = (git: GitInvocation, about: Before) => TreeState | undefined;

/** What a git command leaves of a working tree; what it was before, where it tells nothing. */
export function stateAfter(git: GitInvocation, about: Before): TreeState | undefined {
  const step = Object.hasOwn(steps, git.subcommand) ? steps[git.subcommand] : undefined;
  return step ? step(git, about) : about.before;
}

const has = ({ args }: GitInvocation, words: RegExp): boolean => args.some((word) => words.test(word));

const ended = ({ call }: Before): boolean => call.outcome === 'succeeded';

/** The lines of the short form: two letters of state. https://git-scm.com/docs/git-status#_short_format */
const changedLine = /^[ MTADRCU]{2} \S/m;

const showsStatus: Step = (git, about) => {
  const text = about.call.result?.text;
  if (text === undefined || !ended(about) || has(git, /^--$|^[^-]/)) return about.before;
  if (!has(git, /^(?:-\w*s\w*|--short|--porcelain.*)$/)) return spokenState(text) ?? about.before;
  if (changedLine.test(text)) return 'changed';
  return isAlone(about) ? 'clean' : about.before;
};

/** https://git-scm.com/docs/git-status */
function spokenState(text: string): TreeState | undefined {
  if (
    /^(?:Changes not staged for commit|Changes to be committed|Unmerged paths|You have unmerged paths)/m.test(
      text,
    )
  )
    return 'changed';
  return /^(?:nothing to commit, working tree clean|nothing added to commit but untracked files present)/m.test(
    text,
  )
    ? 'clean'
    : undefined;
}

/** Whether what the line prints is git's, and whole: no pipe took a part of it away. */
function isAlone({ analysis }: Before): boolean {
  return analysis.commands.every(
    ({ program, pipedFrom, wrappers }) =>
      /^(?:git|cd|echo|pwd|head|cat)$/.test(program) &&
      wrappers.length === 0 &&
      (pipedFrom === undefined || /^(?:head|cat)$/.test(program)),
  );
}

const stashes: Step = (git, about) => {
  const [verb = 'push'] = git.args.filter((word) => !word.startsWith('-'));
  if (/^(?:pop|apply)$/.test(verb)) return 'changed';
  const isWhole =
    /^(?:push|save)$/.test(verb) && !has(git, /^(?:--|-p|--patch|-k|--keep-index|-S|--staged)$/);
  return isWhole && ended(about) ? 'clean' : about.before;
};

const adds: Step = (git, { before }) => {
  if (has(git, /^(?:-n|--dry-run|-p|--patch|-i)$/)) return before;
  return before === 'clean' || !has(git, /^(?:-\w*[Au]\w*|--all|--update|--no-ignore-removal)$/)
    ? before
    : 'staged';
};

const commits: Step = (git, about) => {
  if (!ended(about)) return spokenState(about.call.result?.text ?? '') ?? about.before;
  const isAll = has(git, /^(?:-[a-zA-Z]*a[a-zA-Z]*|--all)$/) && !has(git, /^--dry-run$/);
  return isAll || about.before === 'staged' ? 'clean' : about.before;
};

/** They begin with nothing changed, or not at all, and are gone whole. https://git-scm.com/docs/git-rebase */
const rebases: Step = (git, about) => {
  if (has(git, /^--autostash$/) || has(git, /^--(?:edit-todo|show-current-patch|quit)$/)) return about.before;
  return ended(about) ? 'clean' : undefined;
};

const pulls: Step = (git, about) => {
  if (has(git, /^(?:-r|--rebase(?:=.*)?)$/)) return rebases(git, about);
  return ended(about) ? about.before : undefined;
};

/** What stops in the middle leaves what is half done. */
const appliesCommits: Step = (_git, about) => (ended(about) ? about.before : undefined);

const resets: Step = (git, about) => {
  if (has(git, /^--hard$/)) return ended(about) ? 'clean' : undefined;
  return has(git, /^[^-]/) || about.before === 'staged' ? 'changed' : about.before;
};

const checksOut: Step = (git, about) => {
  if (has(git, /^(?:-f|--force|--discard-changes)$/) && ended(about)) return 'clean';
  return has(git, /^--$/) && has(git, /^(?!HEAD$)[^-]/) && about.before === 'clean'
    ? 'changed'
    : about.before;
};

const changes: Step = () => 'changed';

/** By subcommand; all others leave the working tree as it is. */
const steps: Readonly<Record<string, Step>> = {
  status: showsStatus,
  stash: stashes,
  add: adds,
  commit: commits,
  rebase: rebases,
  pull: pulls,
  'cherry-pick': appliesCommits,
  merge: appliesCommits,
  revert: appliesCommits,
  am: appliesCommits,
  reset: resets,
  checkout: checksOut,
  switch: checksOut,
  restore: checksOut,
  apply: changes,
  rm: changes,
  mv: changes,
};
