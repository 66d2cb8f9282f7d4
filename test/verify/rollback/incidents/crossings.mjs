/** What may go wrong anywhere, in every layout that could make a difference. */
const happenings = {
  'reset over a commit': { agent: ['git reset --hard HEAD~1'], truth: { back: ['commit HEAD'] } },
  'branch deleted': { agent: ['git branch -D wip'], truth: { back: ['branch wip'] } },
  'stash dropped': {
    human: ['echo "three hours of work" > b.txt; git stash push -q -m "work on b"'],
    agent: ['git stash drop'],
    truth: { back: ['commit stash@{0}'] },
  },
  'changes discarded': {
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git checkout -- .'],
    truth: { lost: ['b.txt'] },
  },
  'commit by the agent': {
    agent: ['echo n > n.txt; git add n.txt; git commit -m "Add n"'],
    truth: { harmless: 'undo' },
  },
  'only looked': {
    agent: ['git status', 'git log --oneline -3', 'git diff HEAD'],
    truth: { harmless: 'nothing' },
  },
};

/** Layout → what is left out there, because there is nothing to lose. */
const crossed = {
  packed: [],
  sha256: [],
  'reftable and SHA-256': [],
  'reftable and a linked worktree': [],
  'separate git folder': [],
  'no reflogs': [],
  'wrong clock': [],
  'linked worktree': [],
  shallow: [],
  detached: ['reset over a commit'],
  submodule: [],
};

/** Kinds of repositories crossed with what may go wrong in them. */
export const crossings = Object.entries(crossed).flatMap(([layout, left]) =>
  Object.entries(happenings)
    .filter(([name]) => !left.includes(name))
    .map(([name, happening]) => ({ id: `${name}: ${layout}`, layout, ...happening })),
);
