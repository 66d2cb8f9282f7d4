const conflict = 'git switch -q -c feat HEAD~1; echo "a, mine" > a.txt; git commit -q -am "Mine"';

/** Operations of git that have begun and not ended, and those of the human that were ended. */
export const operations = [
  {
    id: 'rebase stopped',
    human: [conflict],
    agent: ['git rebase main'],
    truth: { back: ['ended rebase', 'branch feat', 'head', 'file a.txt'] },
  },
  {
    id: 'merge stopped',
    human: [conflict],
    agent: ['git merge main'],
    truth: { back: ['ended merge', 'branch feat', 'file a.txt'] },
  },
  {
    id: 'cherry-pick stopped',
    human: [conflict],
    agent: ['git cherry-pick main'],
    truth: { back: ['ended cherry-pick', 'branch feat', 'file a.txt'] },
  },
  {
    id: 'revert stopped',
    human: ['echo "a, fourth" > a.txt; git commit -q -am "Work on a"'],
    agent: ['git revert --no-edit HEAD~1'],
    truth: { back: ['ended revert', 'branch main', 'file a.txt'] },
  },
  {
    id: 'bisection not ended',
    agent: ['git bisect start HEAD HEAD~2'],
    truth: { back: ['ended bisect', 'head', 'file a.txt'] },
  },
  {
    id: 'patches stopped',
    human: [`${conflict}; git format-patch -q -1 main -o /home/dana/patches`],
    agent: ['git am /home/dana/patches/*.patch'],
    truth: { back: ['ended am', 'branch feat'] },
  },
  {
    id: 'merge that stopped, beside untracked work',
    human: [`${conflict}; echo "a plan" > notes.txt`],
    agent: ['git merge main'],
    truth: { back: ['ended merge', 'branch feat', 'file a.txt', 'file notes.txt'] },
  },
  {
    id: "human's merge with its solution aborted",
    human: [`${conflict}; ! git merge -q main`, 'echo "a, both" > a.txt; git add a.txt'],
    agent: ['git merge --abort'],
    truth: { back: ['content a.txt'] },
  },
  {
    id: "human's rebase aborted",
    human: [`${conflict}; ! git rebase -q main 2>/dev/null`, 'echo "a, both" > a.txt; git add a.txt'],
    agent: ['git rebase --abort'],
    truth: { back: ['content a.txt'] },
  },
  {
    id: "human's own merge in progress",
    human: [`${conflict}; ! git merge -q main`],
    agent: ['git status', 'git diff'],
    truth: { harmless: 'nothing' },
  },
  {
    id: "human's own bisection in progress",
    human: ['git bisect start HEAD HEAD~2'],
    agent: ['git log --oneline -1'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'rebase stopped and aborted by the agent',
    human: [conflict],
    agent: ['git rebase main', 'git rebase --abort'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'merge stopped and aborted by the agent',
    human: [conflict],
    agent: ['git merge main', 'git merge --abort'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'merge stopped, and the human ended it',
    human: [conflict],
    agent: ['git merge main'],
    since: ['echo "a, both" > a.txt; git add -A; git commit -q -m "Merge main"'],
    truth: { harmless: 'undo' },
  },
  {
    id: 'bisection ended by the agent',
    agent: ['git bisect start HEAD HEAD~2', 'git bisect reset'],
    truth: { harmless: 'nothing' },
  },
];
