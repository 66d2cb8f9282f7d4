/** `git reset` over commits, staged and unstaged changes, and untracked files. */
export const resets = [
  {
    id: 'reset over commits',
    agent: ['git reset --hard HEAD~2'],
    truth: { back: ['branch main', 'file z.txt'] },
  },
  {
    id: 'reset over unstaged changes',
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git status --short', 'git reset --hard'],
    truth: { lost: ['b.txt'] },
  },
  {
    id: 'reset over staged changes',
    human: ['echo "three hours of work" > b.txt; git add b.txt'],
    agent: ['git reset --hard HEAD'],
    truth: { back: ['content b.txt'] },
  },
  {
    id: 'reset over a new file that was staged',
    human: ['echo "a plan" > plan.txt; git add plan.txt'],
    agent: ['git reset --hard HEAD'],
    truth: { back: ['content plan.txt'] },
  },
  {
    id: 'reset over a commit and changes',
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git reset --hard HEAD~1'],
    truth: { lost: ['b.txt'], back: ['branch main', 'file z.txt'] },
  },
  {
    id: 'reset of the index and files to another branch, over an untracked file',
    human: ['echo "my own notes" > w.txt'],
    agent: ['git reset --hard wip'],
    truth: { said: ['w.txt'], back: ['branch main'] },
  },
  {
    id: 'reset to another branch, over an untracked file that a call had listed',
    human: ['echo "my own notes" > w.txt'],
    agent: ['cat w.txt', 'git reset --hard wip'],
    truth: { said: ['w.txt'], back: ['branch main'] },
  },
  {
    id: 'reset to another branch, over an untracked file that was read',
    human: ['echo "my own notes" > w.txt'],
    agent: [{ read: 'w.txt' }, 'git reset --hard wip'],
    truth: { back: ['branch main', 'content w.txt'] },
  },
  {
    id: 'reset over a commit, and over changes to a file of it',
    human: ['echo "three hours of work" > a.txt'],
    agent: ['git reset --hard HEAD~1'],
    truth: { said: ['a.txt'], back: ['branch main', 'file z.txt'] },
  },
  {
    id: 'reset there and back',
    agent: ['git reset --hard wip', 'git reset --hard ORIG_HEAD'],
    truth: { harmless: 'nothing' },
  },
  { id: 'soft reset', agent: ['git reset --soft HEAD~2'], truth: { back: ['commit HEAD'] } },
  { id: 'mixed reset', agent: ['git reset HEAD~1'], truth: { back: ['commit HEAD', 'file z.txt'] } },
  {
    id: 'reset that keeps local changes',
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git reset --keep HEAD~1'],
    truth: { back: ['commit HEAD'] },
  },
  {
    id: 'reset over commits, and the human went on',
    agent: ['git reset --hard HEAD~1'],
    since: ['echo m > mine.txt; git add -A; git commit -q -m "Add mine"'],
    truth: { back: ['content z.txt'] },
  },
  {
    id: 'reset over commits with a date set in the command',
    agent: ['GIT_COMMITTER_DATE="2026-11-15T10:00:00Z" git reset --hard HEAD~2'],
    truth: { back: ['branch main', 'file z.txt'] },
  },
  {
    id: 'reset that printed nothing',
    agent: ['git reset -q --hard HEAD~1'],
    truth: { back: ['branch main'] },
  },
  {
    id: 'reset by update-ref',
    agent: ['git update-ref refs/heads/main HEAD~2'],
    truth: { back: ['commit HEAD'] },
  },
  {
    id: 'reset of a commit that the agent had made',
    agent: [
      { run: 'echo n > n.txt; git add n.txt; git commit -m "Add n"', mark: 'own' },
      'git reset --hard HEAD~1',
    ],
    truth: { offered: ['own'] },
  },
  {
    id: 'human resets between two calls',
    human: ['echo m > mine.txt; git add -A; git commit -q -m "Add mine"'],
    agent: ['git log --oneline'],
    since: ['git reset -q --hard HEAD~1'],
    truth: { harmless: 'nothing' },
  },
  { id: 'reset to HEAD over a clean tree', agent: ['git reset --hard HEAD'], truth: { harmless: 'nothing' } },
  {
    id: 'reset that unstages',
    human: ['echo "three hours of work" > b.txt; git add b.txt'],
    agent: ['git reset -- b.txt'],
    truth: { harmless: 'undo' },
  },
  {
    id: "reset of the agent's own uncommitted change",
    agent: ['echo more >> a.txt', 'git reset --hard'],
    truth: { harmless: 'undo' },
  },
  {
    id: 'reset and back by ORIG_HEAD',
    agent: ['git reset --hard HEAD~2', 'git reset --hard ORIG_HEAD'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'reset that failed',
    agent: ['git reset --hard no-such-branch'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'reset that the human took back',
    agent: ['git reset --hard HEAD~2'],
    since: ['git reset -q --hard ORIG_HEAD'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'reset by a name that the repository gave it',
    human: ['git config alias.nuke "reset --hard -q"; echo "three hours of work" > b.txt'],
    agent: ['git nuke'],
    truth: { lost: ['b.txt'] },
  },
  {
    id: 'checkout by a name that the user gave it, through an included file',
    human: [
      'printf "[include]\\n\\tpath = .gitaliases\\n" >> ~/.gitconfig; printf "[alias]\\n\\tfresh = checkout -f\\n\\tnew = fresh\\n" > ~/.gitaliases; echo "three hours of work" > b.txt',
    ],
    agent: ['git new'],
    truth: { lost: ['b.txt'] },
  },
  {
    id: 'restore in a line of shell that has a name',
    human: [`git config alias.undo '!git restore a.txt && git restore'; echo "three hours of work" > b.txt`],
    agent: ['git undo b.txt'],
    truth: { lost: ['b.txt'] },
  },
  {
    id: 'state and log by names that the user gave them',
    human: [
      'git config alias.st "status --short"; git config alias.nuke "reset --hard"; echo "three hours of work" > b.txt',
    ],
    agent: ['git st', 'echo "never git nuke"'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'a name that git has itself',
    human: ['git config alias.status "reset --hard"; echo "three hours of work" > b.txt'],
    agent: ['git status'],
    truth: { harmless: 'nothing' },
  },
];
