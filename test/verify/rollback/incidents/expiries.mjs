const expire = 'git reflog expire --expire=now --expire-unreachable=now --all';
const collect = 'git gc -q --prune=now';

/** Reflogs expired and objects collected. */
export const expiries = [
  {
    id: 'reset, then everything collected',
    agent: ['git reset --hard HEAD~1', `${expire} && ${collect}`],
    truth: { said: ['main|HEAD|reflog'], may: ['z.txt', 'a.txt'] },
  },
  {
    id: 'log shown, reset, then everything collected',
    agent: ['git log --oneline', 'git reset --hard HEAD~1', `${expire} && ${collect}`],
    truth: { said: ['main|HEAD|reflog'], may: ['z.txt', 'a.txt'], offered: ['HEAD'] },
  },
  {
    id: 'branch deleted, then everything collected',
    agent: ['git branch -D wip', `${expire} && ${collect}`],
    truth: { lost: ['wip'], may: ['w.txt'] },
  },
  {
    id: 'stash dropped, then everything collected',
    human: ['echo "three hours of work" > b.txt; git stash push -q -m "work on b"'],
    agent: ['git stash drop', `${expire}; ${collect}`],
    truth: { lost: ['stash'], may: ['b.txt'] },
  },
  {
    id: 'reset, then reflogs expired',
    agent: ['git reset --hard HEAD~1', expire],
    truth: { said: ['main|HEAD|reflog'] },
  },
  {
    id: 'reset, then reflogs expired, every object looked at',
    agent: ['git reset --hard HEAD~1', expire],
    options: ['--deep'],
    truth: { back: ['commit HEAD'] },
  },
  {
    id: 'log shown, reset, then reflogs expired',
    agent: ['git log --oneline -2', 'git reset --hard HEAD~1', expire],
    truth: { back: ['commit HEAD'] },
  },
  {
    id: 'reset, then reflogs removed as files',
    agent: ['git rev-parse HEAD', 'git reset --hard HEAD~1', 'rm -rf .git/logs'],
    truth: { back: ['commit HEAD'] },
  },
  { id: 'collected', agent: ['git gc -q'], truth: { harmless: 'nothing' } },
  {
    id: 'collected and pruned, nothing was loose',
    agent: ['git gc -q --prune=now'],
    truth: { harmless: 'nothing' },
  },
  { id: 'repacked', agent: ['git repack -adq', 'git pack-refs --all'], truth: { harmless: 'nothing' } },
  { id: 'reflogs expired by their age', agent: ['git reflog expire --all'], truth: { harmless: 'nothing' } },
  {
    id: 'reset, then reflogs expired and everything collected',
    agent: ['git reset --hard HEAD~1', `${expire} && git gc -q --prune=now`],
    truth: { said: ['commits'], may: ['a.txt', 'z.txt'] },
  },
  {
    id: 'reset, everything collected, and the agent went on',
    agent: [
      'git reset --hard HEAD~1',
      `${expire} && git gc -q --prune=now`,
      'echo n > n.txt; git add n.txt; git commit -q -m "Add n"',
    ],
    truth: { said: ['commits'], may: ['a.txt', 'z.txt'] },
  },
  {
    id: 'own commit reset away and collected',
    agent: [
      'echo n > n.txt; git add n.txt; git commit -q -m "Add n"',
      'git reset -q --hard HEAD~1',
      `${expire} && git gc -q --prune=now`,
    ],
    truth: { harmless: 'undo' },
  },
];
