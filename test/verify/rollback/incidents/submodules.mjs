import { project } from '../image.mjs';

const inLib = { layout: 'submodule', tree: `${project}/lib` };

/** Submodules, and the links to them. */
export const submodules = [
  {
    id: 'reset in a submodule',
    ...inLib,
    agent: ['cd lib && git reset --hard HEAD~1'],
    truth: { back: ['head', `file ${project}/lib/lib.txt`] },
  },
  {
    id: 'update by force over changes in a submodule',
    ...inLib,
    human: ['echo "three hours of work" > lib/lib.txt'],
    agent: ['git submodule update --force lib'],
    truth: { lost: ['lib'] },
  },
  {
    id: 'submodule put away with changes',
    layout: 'submodule',
    human: ['echo "three hours of work" > lib/lib.txt; echo n > lib/notes.txt'],
    agent: ['git submodule deinit --force lib'],
    truth: { said: ['lib'] },
  },
  {
    id: 'reset of both to the older link',
    layout: 'submodule',
    agent: ['git reset --hard HEAD~1 && git submodule update'],
    truth: { back: ['branch main'] },
  },
  {
    id: 'branch of a submodule deleted',
    ...inLib,
    human: [
      'cd lib; git switch -q -c idea; echo i > i.txt; git add -A; git commit -q -m "Idea"; git switch -q main',
    ],
    agent: ['git -C lib branch -D idea'],
    truth: { back: ['branch idea'] },
  },
  {
    id: 'clean in every submodule',
    ...inLib,
    human: ['echo n > lib/notes.txt'],
    agent: ["git submodule foreach 'git clean -fd'"],
    truth: { lost: ['notes.txt'] },
  },
  {
    id: 'submodules brought up to date',
    layout: 'submodule',
    agent: ['git submodule update'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'checkout of everything, a link has moved',
    layout: 'submodule',
    human: ['cd lib; echo "l, third" > lib.txt; git commit -q -am "More work on lib"'],
    agent: ['git checkout -- .'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'commit in a submodule, and a newer link',
    layout: 'submodule',
    agent: [
      'cd lib && echo n > n.txt && git add n.txt && git commit -m "Add n"',
      `cd ${project} && git add lib && git commit -m "Newer lib"`,
    ],
    truth: { harmless: 'undo' },
  },
  {
    id: 'submodule with changes put away by force',
    layout: 'submodule',
    human: ['echo "three hours of work" > lib/lib.txt'],
    agent: ['git submodule deinit -f lib'],
    truth: { said: ['lib'] },
  },
  {
    id: 'reset in every submodule, from above',
    ...inLib,
    human: ['cd lib; echo "l, third" > lib.txt; git commit -q -am "More work on lib"'],
    agent: ['git submodule foreach "git reset --hard HEAD~1"'],
    truth: { back: ['head', `file ${project}/lib/lib.txt`] },
  },
  {
    id: 'reset in every submodule, quietly, over a file that the agent had read',
    ...inLib,
    human: ['echo "three hours of work" > lib/lib.txt'],
    agent: [{ read: 'lib/lib.txt' }, "git submodule --quiet foreach 'git reset -q --hard'"],
    truth: { back: [`content ${project}/lib/lib.txt`] },
  },
  {
    id: 'update over a commit that no branch of the submodule has',
    ...inLib,
    human: [
      'cd lib; git checkout -q --detach; echo "l, third" > lib.txt; git commit -q -am "More work on lib"',
    ],
    agent: ['git submodule update'],
    truth: { back: ['commit HEAD'] },
  },
  {
    id: 'update by force over a file of a submodule that the agent had read',
    ...inLib,
    human: ['echo "three hours of work" > lib/lib.txt'],
    agent: [{ read: 'lib/lib.txt' }, 'git submodule update --init --force'],
    truth: { back: [`content ${project}/lib/lib.txt`], said: ['lib'] },
  },
  {
    id: 'every submodule asked for its state',
    layout: 'submodule',
    human: ['echo "three hours of work" > lib/lib.txt'],
    agent: ["git submodule foreach 'git status --short && git log --oneline -1'"],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'every submodule reset that had nothing to lose',
    layout: 'submodule',
    agent: ["git submodule foreach 'git reset --hard'"],
    truth: { harmless: 'nothing' },
  },
];
