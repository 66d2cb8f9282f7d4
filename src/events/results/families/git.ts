import type { ResultForm } from '../result-form.ts';

/** https://git-scm.com/docs, and the texts of its own source: https://github.com/git/git */
export const git: readonly ResultForm[] = [
  {
    programs: ['git'],
    line: /^fatal: (?:not a git repository|this operation must be run in a work tree|detected dubious ownership|ambiguous argument|bad revision|Could not parse object|Failed to resolve|unable to access|could not read (?:Username|Password|from remote)|Could not read from remote|Authentication failed|repository .{1,300} (?:not found|does not exist)|.{1,300} does not appear to be a git repository|The current branch .{1,200} has no upstream|No configured push destination|Unable to create .{1,500}\.lock|cannot change to|invalid reference|remote .{1,200} already exists|No such remote|.{1,200} is not a working tree|You have not concluded|unable to auto-detect email address|empty ident name|need to specify how to reconcile|Cannot do hard reset)/i,
    shows: 'refused',
  },
  {
    programs: ['git'],
    line: /^(?:fatal|error): you need to resolve your current index first/,
    shows: 'refused',
  },
  {
    programs: ['git'],
    line: /^error: (?:unknown (?:option|switch)|pathspec .{1,500} did not match)/,
    shows: 'never-started',
  },
  { programs: ['git'], line: /^git: '.{1,100}' is not a git command/, shows: 'never-started' },
  { programs: ['git'], line: /^ ! \[(?:remote )?rejected\]/, shows: 'refused', words: [/^push$/] },
  {
    programs: ['git'],
    line: /^(?:error: failed to push some refs|ERROR: Permission to|remote: Permission to|ERROR: Repository not found)/,
    shows: 'refused',
    words: [/^push$/],
  },
  {
    // Ended from outside, or by a hook, before the remote had answered. https://git-scm.com/docs/githooks#_pre_push
    programs: ['git'],
    line: /^(?:\^C$|<command with id: .{1,80} stopped>$|(?:Terminated|Killed|Aborted)\b|husky - pre-push (?:hook|script) (?:exited|failed)|.{0,40}\bpre-push hook (?:failed|exited with (?:code|status|error))|error: RPC failed|fatal: the remote end hung up unexpectedly|send-pack: unexpected disconnect|fatal: early EOF)/,
    shows: 'refused',
    words: [/^push$/],
  },
  { programs: ['git'], line: /^Everything up-to-date$/, shows: 'nothing-to-do', words: [/^push$/] },
  {
    programs: ['git'],
    line: /^ [+*=\- ]? ?(?:[0-9a-f]{7,40}\.{2,3}[0-9a-f]{7,40}|\[new (?:branch|tag|reference)\]|\[deleted\]) {1,20}\S/,
    shows: 'done',
    words: [/^push$/],
  },
  {
    programs: ['git'],
    line: /^(?:error: )?branch '(.{1,300})' (?:not found|is not fully merged)|^error: (?:the branch|cannot delete branch) '(.{1,300})'/i,
    shows: 'refused',
    words: [/^branch$/],
  },
  {
    programs: ['git'],
    line: /^Deleted (?:remote-tracking )?branch (.{1,300}) \(was [0-9a-f]+\)/,
    shows: 'done',
    words: [/^branch$/],
  },
  { programs: ['git'], line: /^error: tag '(.{1,300})' not found/, shows: 'refused', words: [/^tag$/] },
  { programs: ['git'], line: /^Deleted tag '(.{1,300})' \(was [0-9a-f]+\)/, shows: 'done', words: [/^tag$/] },
  { programs: ['git'], line: /^HEAD is now at [0-9a-f]{4,40}/, shows: 'done', words: [/^reset$/] },
  {
    programs: ['git'],
    line: /^(?:No local changes to save|No stash entries found)/,
    shows: 'nothing-to-do',
    words: [/^stash$/],
  },
  {
    programs: ['git'],
    line: /^Dropped (?:refs\/)?stash@|^Dropped [0-9a-f]{40}|^Dropped refs/,
    shows: 'done',
    words: [/^stash$/],
  },
  {
    programs: ['git'],
    line: /^error: (?:Your local changes|The following untracked|Entry .{1,300} (?:not uptodate|would be))/,
    shows: 'refused',
  },
  {
    programs: ['git'],
    line: /^(?:nothing to commit|no changes added to commit|nothing added to commit|Author identity unknown|\*\*\* Please tell me who you are|error: (?:gpg failed to sign|Committing is not possible))/,
    shows: 'refused',
    words: [/^commit$/],
  },
  { programs: ['git'], line: /^\[.{1,200} [0-9a-f]{7,40}\] /, shows: 'done', words: [/^commit$/] },
  { programs: ['git'], line: /^Would (?:remove|skip) /, shows: 'nothing-to-do', words: [/^clean$/] },
  { programs: ['git'], line: /^fatal: clean\.requireForce/, shows: 'refused', words: [/^clean$/] },
  { programs: ['git'], line: /^Removing .{1,1000}$/, shows: 'done', words: [/^clean$/] },
  {
    programs: ['git'],
    line: /^Rewrite [0-9a-f]{40} |^Ref '.{1,300}' was rewritten/,
    shows: 'done',
    words: [/^filter-branch$/],
  },
  {
    programs: ['git'],
    line: /^Aborting: Refusing to (?:destructively )?overwrite repo history/,
    shows: 'refused',
    words: [/^filter-repo$/],
  },
  {
    programs: ['git', 'git-filter-repo'],
    line: /^(?:Completely finished after|New history written in)/,
    shows: 'done',
  },
  {
    programs: ['git'],
    line: /^(?:Cannot rewrite branches?:|A previous backup already exists|Cannot create a new backup)/,
    shows: 'refused',
    words: [/^filter-branch$/],
  },
  {
    programs: ['git'],
    line: /^WARNING: Ref '.{1,300}' is unchanged$|^Found nothing to rewrite/,
    shows: 'nothing-to-do',
    words: [/^filter-branch$/],
  },
  { programs: ['git-lfs'], line: /^Git LFS: .{0,40}\(0 of 0 files\)/, shows: 'nothing-to-do' },
];
