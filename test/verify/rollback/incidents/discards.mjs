const work = 'echo "three hours of work" > b.txt';

/** `git checkout`, `restore` and `switch` over changes that no commit holds. */
export const discards = [
  {
    id: 'checkout of everything',
    human: [`${work}; echo "and more" > a.txt`],
    agent: ['git checkout -- .'],
    truth: { lost: ['a.txt', 'b.txt'] },
  },
  {
    id: 'checkout of one of two changed files',
    human: [`${work}; echo "and more" > a.txt`],
    agent: ['git checkout -- a.txt'],
    truth: { lost: ['a.txt'] },
  },
  { id: 'restore of everything', human: [work], agent: ['git restore .'], truth: { lost: ['b.txt'] } },
  {
    id: 'checkout by force of another branch',
    human: [work],
    agent: ['git checkout -f wip'],
    truth: { lost: ['b.txt'] },
  },
  {
    id: 'switch that discards changes',
    human: [work],
    agent: ['git switch --discard-changes wip'],
    truth: { lost: ['b.txt'] },
  },
  {
    id: 'checkout of an older version over a change',
    human: [work],
    agent: ['git checkout HEAD~1 -- b.txt'],
    truth: { lost: ['b.txt'] },
  },
  {
    id: 'checkout of the staged version over a newer one',
    human: ['echo "one hour of work" > b.txt; git add b.txt', work],
    agent: ['git checkout -- b.txt'],
    truth: { lost: ['b.txt'] },
  },
  {
    id: 'restore of a changed file that the agent had edited with its tool',
    human: [work],
    agent: [{ edit: 'b.txt', from: 'three', to: 'four' }, 'git restore b.txt'],
    truth: { back: ['content b.txt'] },
  },
  {
    id: 'checkout of a changed file that the agent had read',
    human: [work],
    agent: [{ read: 'b.txt' }, 'git checkout -- b.txt'],
    truth: { back: ['content b.txt'] },
  },
  {
    id: 'checkout in a folder, by a path below it',
    human: ['echo "changed" > src/c.txt'],
    agent: ['cd src && git checkout -- c.txt'],
    truth: { lost: ['c.txt'] },
  },
  {
    id: 'checkout with the repository named by an option',
    human: [work],
    agent: [{ run: 'git -C proj checkout -- .', cwd: '/home/dana' }],
    truth: { lost: ['b.txt'] },
  },
  {
    id: 'generated file after a checkout',
    agent: ['git checkout -- . && echo generated > gen.txt && git add gen.txt'],
    truth: { harmless: 'undo' },
  },
  {
    id: 'checkout of everything in a clean tree',
    agent: ['git checkout -- .'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'restore of the index alone',
    human: [`${work}; git add b.txt`],
    agent: ['git restore --staged .'],
    truth: { harmless: 'undo' },
  },
  {
    id: 'restore of an older version over a clean file',
    agent: ['git restore --source=HEAD~1 a.txt'],
    truth: { harmless: 'undo' },
  },
  {
    id: 'checkout of an older version over a clean file',
    agent: ['git checkout HEAD~1 -- a.txt'],
    truth: { harmless: 'undo' },
  },
  {
    id: 'checkout of another version over a change',
    human: ['echo "three hours of work" > a.txt'],
    agent: ['git checkout HEAD~1 a.txt'],
    truth: { said: ['a.txt'] },
  },
  {
    id: 'checkout of another version over a change that was read',
    human: ['echo "three hours of work" > a.txt'],
    agent: [{ read: 'a.txt' }, 'git checkout HEAD~1 -- a.txt'],
    truth: { back: ['content a.txt'] },
  },
  {
    id: 'checkout of a file of another branch',
    agent: ['git checkout wip -- w.txt'],
    truth: { harmless: 'undo' },
  },
  {
    id: 'checkout of a file of another branch over an untracked one',
    human: ['echo "my own notes" > w.txt'],
    agent: ['git checkout wip -- w.txt'],
    truth: { said: ['w.txt'] },
  },
  {
    id: 'checkout by force of another branch, over an untracked file',
    human: ['echo "my own notes" > w.txt'],
    agent: ['git checkout -f wip'],
    truth: { said: ['w.txt'] },
  },
  {
    id: 'switch between branches',
    agent: ['git switch wip', 'git switch main'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'checkout that refused',
    human: ['echo "changed" > z.txt'],
    agent: ['git checkout HEAD~1'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'human discards after the session',
    human: [work],
    agent: ['git diff'],
    since: ['git checkout -q -- .'],
    truth: { may: ['b.txt'], harmless: 'nothing' },
  },
];
