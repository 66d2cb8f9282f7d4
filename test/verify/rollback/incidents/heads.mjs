const deep = ['--deep'];

/** Commits on no branch that somebody left. */
export const heads = [
  {
    id: "agent's commit left on a detached HEAD",
    agent: [
      'git checkout HEAD~1',
      { run: 'echo d > d.txt && git add -A && git commit -m "Try another way"', mark: 'own' },
      'git checkout main',
    ],
    truth: { offered: ['own'] },
  },
  {
    id: "human's commit left on a detached HEAD",
    layout: 'detached',
    agent: ['git checkout main'],
    truth: { back: ['commit HEAD'] },
  },
  {
    id: "human's commit left without a word",
    layout: 'detached',
    agent: ['git checkout -q wip'],
    truth: { back: ['commit HEAD'] },
  },
  {
    id: 'reset of a detached HEAD',
    layout: 'detached',
    agent: ['git reset --hard main'],
    truth: { back: ['commit HEAD'] },
  },
  {
    id: 'reset of a detached HEAD, every object looked at',
    layout: 'detached',
    agent: ['git reset -q --hard main'],
    options: deep,
    truth: { back: ['commit HEAD'] },
  },
  {
    id: 'there and back',
    agent: ['git checkout HEAD~1', 'git checkout main'],
    truth: { harmless: 'nothing' },
  },
  {
    id: "human's commit left, and the human named it",
    layout: 'detached',
    agent: ['git checkout main'],
    since: ['git branch named $(git rev-parse HEAD@{1})'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'looked at on a detached HEAD',
    layout: 'detached',
    agent: ['git log --oneline', 'git show HEAD'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'HEAD taken to another branch by force',
    human: ['git branch -q other HEAD~1; echo "three hours of work" > b.txt'],
    agent: ['git checkout -f other'],
    truth: { lost: ['b.txt'], back: ['file z.txt'] },
  },
  {
    id: 'HEAD left on another branch',
    agent: ['git switch wip'],
    truth: { harmless: 'undo' },
  },
];
