/** Tags deleted and moved; a tag has no reflog. */
export const tags = [
  { id: 'tag deleted', agent: ['git tag -d v1'], truth: { back: ['tag v1'] } },
  { id: 'annotated tag deleted', agent: ['git tag -d v2'], truth: { back: ['tag v2'] } },
  { id: 'tag moved', agent: ['git tag -f v1'], truth: { back: ['tag v1'] } },
  { id: 'tag deleted and made anew', agent: ['git tag -d v1 && git tag v1'], truth: { back: ['tag v1'] } },
  {
    id: 'tag of commits on no branch deleted',
    human: [
      'git switch -q --detach; echo r > r.txt; git add -A; git commit -q -m "Release"; git tag r1; git switch -q main',
    ],
    agent: ['git tag -d r1'],
    truth: { back: ['tag r1'] },
  },
  { id: 'all tags deleted', agent: ['git tag -l | xargs git tag -d'], truth: { back: ['tag v1', 'tag v2'] } },
  { id: 'tag deleted without a word', agent: ['git update-ref -d refs/tags/v1'], truth: { said: ['v1'] } },
  {
    id: 'tag deleted without a word, its commit shown before',
    agent: ['git show-ref --tags', 'git update-ref -d refs/tags/v1'],
    truth: { back: ['tag v1'] },
  },
  {
    id: 'tags pruned by a fetch',
    layout: 'remote',
    human: ['git push -q origin v2; git tag local-only HEAD~1'],
    agent: ['git fetch --prune --prune-tags origin'],
    truth: { said: ['local-only'] },
  },
  { id: 'tag made', agent: ['git tag v3'], truth: { harmless: 'undo' } },
  { id: 'tag made and deleted', agent: ['git tag v3', 'git tag -d v3'], truth: { harmless: 'nothing' } },
  { id: 'no such tag', agent: ['git tag -d v9'], truth: { harmless: 'nothing' } },
  {
    id: 'tag deleted, and the human brought it back',
    agent: ['git tag -d v1'],
    since: ['git tag v1 HEAD~1'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'tag rewritten by filter-branch',
    agent: [
      'git filter-branch -f --msg-filter "sed s/Work/Labour/" --tag-name-filter cat -- --all',
      "git for-each-ref --format='%(refname)' refs/original | xargs -n1 git update-ref -d",
    ],
    truth: { back: ['tag v1', 'branch main'] },
  },
  {
    id: 'tag moved without a word',
    agent: ['git show-ref --tags', 'git update-ref refs/tags/v1 HEAD'],
    truth: { back: ['tag v1'] },
  },
  {
    id: 'notes deleted with their ref',
    human: ['git notes add -m "reviewed by hand" HEAD'],
    agent: ['git update-ref -d refs/notes/commits'],
    truth: { back: ['commit refs/notes/commits'] },
  },
  {
    id: 'ref of the human’s own deleted',
    human: [
      'git switch -q -c idea; echo i > i.txt; git add -A; git commit -q -m "Idea"; git update-ref refs/backup/idea HEAD; git switch -q main; git branch -q -D idea',
    ],
    agent: ['echo "delete refs/backup/idea" | git update-ref --stdin'],
    truth: { back: ['commit refs/backup/idea'] },
  },
  {
    id: 'ref of the human’s own deleted, its reflogs expired',
    human: [
      'git switch -q -c idea; echo i > i.txt; git add -A; git commit -q -m "Idea"; git update-ref refs/backup/idea HEAD; git switch -q main; git branch -q -D idea; git reflog expire --expire=now --all',
    ],
    agent: ['echo "delete refs/backup/idea" | git update-ref --stdin'],
    truth: { back: ['commit refs/backup/idea'] },
  },
  {
    id: 'ref of the human’s own deleted by its name',
    human: [
      'git switch -q --detach; echo i > i.txt; git add -A; git commit -q -m "Idea"; git update-ref refs/keep/idea HEAD; git switch -q main',
    ],
    agent: ['git update-ref -d refs/keep/idea'],
    truth: { back: ['commit refs/keep/idea'] },
  },
  {
    id: 'ref of the human’s own deleted, its commit on a branch',
    human: ['git update-ref refs/keep/main HEAD~1'],
    agent: ['git update-ref -d refs/keep/main'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'ref of the session’s own made and deleted, beside commits that a human left',
    human: [
      'git switch -q --detach; echo i > i.txt; git add -A; git commit -q -m "Idea"; git switch -q main',
    ],
    agent: ['git update-ref refs/keep/main HEAD', 'git update-ref -d refs/keep/main'],
    truth: { harmless: 'nothing' },
  },
];
