/** Branches deleted, moved, written over and made anew. */
export const branches = [
  { id: 'branch deleted', agent: ['git branch -D wip'], truth: { back: ['branch wip'] } },
  {
    id: 'branch deleted and made anew by checkout',
    agent: ['git branch -D wip && git checkout -q -b wip'],
    truth: { back: ['commit refs/heads/wip'] },
  },
  {
    id: 'branch deleted and made anew in later calls',
    agent: ['git branch -D wip', 'git branch wip main'],
    truth: { back: ['commit refs/heads/wip'] },
  },
  {
    id: 'branch deleted, made anew, and the agent went on in it',
    agent: ['git branch -D wip', 'git switch -c wip', 'echo n > n.txt; git add n.txt; git commit -m "Add n"'],
    truth: { back: ['commit refs/heads/wip'] },
  },
  {
    id: 'branch written over by checkout -B',
    agent: ['git checkout -B wip'],
    truth: { back: ['commit refs/heads/wip'] },
  },
  {
    id: 'branch written over by switch -C',
    agent: ['git switch -C wip main'],
    truth: { back: ['commit refs/heads/wip'] },
  },
  { id: 'branch moved by force', agent: ['git branch -f wip main'], truth: { back: ['branch wip'] } },
  {
    id: 'branch deleted without a word',
    agent: ['git branch -q -D wip'],
    truth: { back: ['commit refs/heads/wip'] },
  },
  {
    id: 'branch deleted as a ref',
    agent: ['git update-ref -d refs/heads/wip'],
    truth: { back: ['commit refs/heads/wip'] },
  },
  {
    id: 'branch deleted as a file',
    agent: ['rm .git/refs/heads/wip'],
    truth: { back: ['commit refs/heads/wip'] },
  },
  {
    id: 'two branches deleted',
    human: [
      'git switch -q -c topic/one; echo t > t.txt; git add -A; git commit -q -m "Topic"; git switch -q main',
    ],
    agent: ['git branch -D wip topic/one'],
    truth: { back: ['branch wip', 'branch topic/one'] },
  },
  {
    id: 'all other branches deleted',
    human: [
      'git switch -q -c topic/one; echo t > t.txt; git add -A; git commit -q -m "Topic"; git switch -q main',
    ],
    agent: [
      "git for-each-ref --format='%(refname:short)' refs/heads | grep -v '^main$' | xargs git branch -D",
    ],
    truth: { back: ['branch wip', 'branch topic/one'] },
  },
  {
    id: 'branch renamed over another',
    human: [
      'git branch old main~2; git switch -q old; echo o > o.txt; git add -A; git commit -q -m "Old work"; git switch -q main',
    ],
    agent: ['git branch -M wip old'],
    truth: { back: ['commit refs/heads/old'] },
  },
  {
    id: 'branch deleted, and the human made another of that name',
    agent: ['git branch -D wip'],
    since: [
      'git switch -q -c wip; echo x > x.txt; git add -A; git commit -q -m "Other work"; git switch -q main',
    ],
    truth: { back: ['commit refs/heads/wip'] },
  },
  {
    id: "agent's own branch deleted with its commit",
    agent: [
      { run: 'git switch -q -c try; echo t > t.txt; git add t.txt; git commit -m "Try"', mark: 'own' },
      'git switch main',
      'git branch -D try',
    ],
    truth: { offered: ['own'] },
  },
  {
    id: 'squashed into main, then deleted',
    agent: ['git merge --squash wip', 'git commit -m "Half an idea, whole"', 'git branch -D wip'],
    truth: { back: ['branch wip'] },
  },
  {
    id: 'merged branch deleted',
    human: ['git merge -q --no-edit wip'],
    agent: ['git branch -d wip'],
    truth: { harmless: 'undo' },
  },
  { id: 'branch renamed', agent: ['git branch -m wip idea'], truth: { harmless: 'undo' } },
  {
    id: 'branch deleted, and the human brought it back',
    agent: ['git branch -D wip'],
    since: ['git branch wip $(git reflog --format=%H HEAD | head -2 | tail -1)'],
    truth: { harmless: 'nothing' },
  },
  { id: 'branch made', agent: ['git branch topic'], truth: { harmless: 'undo' } },
  {
    id: 'branch made and deleted',
    agent: ['git branch topic', 'git branch -d topic'],
    truth: { harmless: 'nothing' },
  },
  { id: 'branch not deleted', agent: ['git branch -d wip'], truth: { harmless: 'nothing' } },
  {
    id: 'orphan branch',
    agent: [
      'git switch --orphan pages && echo p > p.html && git add -A && git commit -m "Pages"',
      'git switch main',
    ],
    truth: { harmless: 'undo' },
  },
  {
    id: 'branch renamed over another',
    human: ['git branch dev HEAD~1'],
    agent: ['git branch -M wip dev'],
    truth: { back: ['branch wip'] },
  },
  {
    id: 'branch made and renamed by the agent',
    agent: ['git branch own', 'git branch -m own other'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'branch renamed over another that HEAD had never been on',
    human: ['git branch -q other HEAD~1'],
    agent: ['git branch -v', 'git branch -M main other'],
    truth: { back: ['branch main', 'branch other'] },
  },
  {
    id: 'branch renamed over another without a word',
    human: ['git branch -q other HEAD~1'],
    agent: ['git branch -M main other'],
    truth: { back: ['branch main'], said: ['other'] },
  },
  {
    id: 'branch called what it is called already',
    agent: ['git branch -M main'],
    truth: { harmless: 'nothing' },
  },
];
