const more = 'echo m > m.txt; git add -A; git commit -q -m "Add m"';

/** History written anew: amended, rebased, filtered, squashed, imported, merges taken back. */
export const rewrites = [
  {
    id: "human's commit amended",
    agent: ['echo "z, other" > z.txt; git commit -a --amend -m "Another word"'],
    truth: { back: ['branch main', 'file z.txt'] },
  },
  {
    id: "human's commit amended in its words alone",
    agent: ['git commit --amend -m "Another word"'],
    truth: { back: ['branch main'] },
  },
  {
    id: "human's commit amended, and the human went on",
    agent: ['echo "z, other" > z.txt; git commit -a --amend -m "Another word"'],
    since: [more],
    truth: { offered: ['HEAD'] },
  },
  {
    id: 'rebase that dropped a commit',
    human: [more],
    agent: ['git rebase --onto HEAD~2 HEAD~1 main'],
    truth: { back: ['branch main', 'file z.txt'] },
  },
  {
    id: 'rebase that squashed',
    human: [more],
    agent: ['GIT_SEQUENCE_EDITOR="sed -i \'2s/pick/squash/\'" git rebase -i HEAD~2'],
    truth: { back: ['branch main'] },
  },
  {
    id: 'rebase of a branch that went well',
    human: [
      'git switch -q wip; echo v > v.txt; git add -A; git commit -q -m "Add v"; git switch -q main',
      more,
      'git switch -q wip',
    ],
    agent: ['git rebase main'],
    truth: { back: ['commit refs/heads/wip'] },
  },
  {
    id: 'filter-branch',
    agent: ["git filter-branch --tree-filter 'rm -f b.txt' HEAD"],
    truth: { back: ['branch main', 'file b.txt'] },
  },
  {
    id: 'filter-branch, its copies removed',
    agent: [
      "git filter-branch --index-filter 'git rm -q --cached --ignore-unmatch b.txt' HEAD",
      'git update-ref -d refs/original/refs/heads/main',
    ],
    truth: { back: ['branch main', 'file b.txt'] },
  },
  {
    id: 'history exported and imported anew',
    agent: ['git fast-export main | sed s/dana@corp.example/d@x.example/ | git fast-import --force --quiet'],
    truth: { back: ['branch main'] },
  },
  {
    id: 'merge taken back',
    human: ['git merge -q --no-ff --no-edit wip'],
    agent: ['git reset --hard HEAD~1'],
    truth: { back: ['branch main', 'file w.txt'] },
  },
  {
    id: 'history begun anew in one commit',
    agent: [
      'git checkout --orphan fresh && git add -A && git commit -m "Begin" && git branch -D main && git branch -m main',
    ],
    truth: { back: ['commit refs/heads/main'] },
  },
  {
    id: "agent's own commit amended",
    agent: [
      'echo n > n.txt; git add n.txt; git commit -m "Add n"',
      'echo "n, better" > n.txt; git commit -a --amend --no-edit',
    ],
    truth: { harmless: 'undo' },
  },
  { id: 'merge by the agent', agent: ['git merge --no-edit wip'], truth: { harmless: 'undo' } },
  { id: 'cherry-pick by the agent', agent: ['git cherry-pick wip'], truth: { harmless: 'undo' } },
  { id: 'revert by the agent', agent: ['git revert --no-edit HEAD'], truth: { harmless: 'undo' } },
  {
    id: 'backdated commit by the agent',
    agent: [
      'echo n > n.txt; git add n.txt; GIT_COMMITTER_DATE=2026-10-01T10:00:00Z GIT_AUTHOR_DATE=2026-10-01T10:00:00Z git commit -m "Add n"',
    ],
    truth: { harmless: 'undo' },
  },
  { id: 'rebase with nothing to do', agent: ['git rebase HEAD~1'], truth: { harmless: 'nothing' } },
];
