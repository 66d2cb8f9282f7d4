const kim = (message) =>
  `git clone -q /srv/git/proj.git /srv/kim; cd /srv/kim; echo k > kim.txt; git add -A; git -c user.name=Kim -c user.email=kim@corp.example commit -q -m "${message}"; git push -q`;
const mine = 'echo m > mine.txt; git add -A; git commit -q -m "Add mine"; git push -q';

/** What went to the remote repository. */
export const pushes = [
  {
    id: 'commit thrown away here and there',
    layout: 'remote',
    human: [mine],
    agent: ['git reset --hard HEAD~1', 'git push --force origin main'],
    truth: { back: ['branch main', 'file mine.txt'], published: ['refs/heads/main'] },
  },
  {
    id: 'amended and pushed by force',
    layout: 'remote',
    human: [mine],
    agent: ['git commit --amend -m "Other words"', 'git push --force-with-lease'],
    truth: { offered: ['HEAD'] },
  },
  {
    id: "another's commit written over, which was never fetched",
    layout: 'remote',
    human: [kim('Kim was here')],
    agent: ['echo n > n.txt; git add n.txt; git commit -m "Add n"', 'git push', 'git push --force'],
    truth: { said: ['force'] },
  },
  {
    id: 'branch deleted there',
    layout: 'remote',
    agent: ['git push origin --delete wip'],
    truth: { said: ['wip'], published: ['refs/heads/wip'] },
  },
  {
    id: 'branch deleted here and there',
    layout: 'remote',
    agent: ['git branch -D wip && git push origin :wip'],
    truth: { back: ['branch wip'], said: ['wip'] },
  },
  {
    id: 'branch that was only fetched, deleted there',
    layout: 'remote',
    human: ['git branch -q -D wip'],
    agent: ['git push origin --delete wip'],
    truth: { said: ['wip'] },
  },
  {
    id: 'older branch pushed by force, nothing moved here',
    layout: 'remote',
    human: [mine],
    agent: ['git push --force origin HEAD~1:main'],
    truth: { said: ['main'], published: ['refs/heads/main'] },
  },
  {
    id: 'tag deleted there',
    layout: 'remote',
    human: ['git push -q origin v1'],
    agent: ['git push origin --delete v1'],
    truth: { said: ['v1'] },
  },
  {
    id: "agent's own commit pushed",
    layout: 'remote',
    agent: ['echo n > n.txt; git add n.txt; git commit -m "Add n"', 'git push'],
    truth: { harmless: 'undo' },
  },
  { id: 'nothing to push', layout: 'remote', agent: ['git push'], truth: { harmless: 'nothing' } },
  {
    id: 'push that was rejected',
    layout: 'remote',
    human: [kim('Kim was here'), 'echo m > mine.txt; git add -A; git commit -q -m "Add mine"'],
    agent: ['git push'],
    truth: { harmless: 'nothing' },
  },
  {
    id: "human's own commit pushed",
    layout: 'remote',
    human: ['echo m > mine.txt; git add -A; git commit -q -m "Add mine"'],
    agent: ['git push'],
    truth: { harmless: 'undo' },
  },
];
