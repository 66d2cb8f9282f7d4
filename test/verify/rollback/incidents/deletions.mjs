import { home } from '../image.mjs';

const local = 'echo "KEY=1" > .env.local; echo "not committed" > b.txt';

/** Whole repositories and checkouts deleted, and perhaps cloned again. */
export const deletions = [
  {
    id: 'checkout deleted and cloned again',
    layout: 'remote',
    human: [`${local}; git switch -q -c topic; git commit -q --allow-empty -m "Topic"; git switch -q main`],
    agent: [{ run: 'rm -rf proj && git clone -q /srv/git/proj.git proj', cwd: home }],
    tree: `${home}/proj`,
    truth: { said: ['proj'] },
  },
  {
    id: 'checkout deleted',
    layout: 'remote',
    human: [local],
    agent: [{ run: 'rm -rf proj', cwd: home }],
    tree: `${home}/proj`,
    truth: { said: ['proj'] },
  },
  {
    id: 'checkout deleted by its whole path, from elsewhere',
    layout: 'nested',
    human: [],
    agent: [`cd other && rm -rf ${home}/proj`],
    tree: `${home}/proj`,
    truth: { said: ['proj'] },
  },
  {
    id: 'git folder deleted and begun anew',
    human: ['echo "not committed" > b.txt'],
    agent: ['rm -rf .git && git init -q && git add -A && git commit -q -m "Begin"'],
    truth: { said: ['proj'], may: ['.git'] },
  },
  { id: 'git folder deleted', agent: ['rm -rf .git'], truth: { said: ['proj'], may: ['.git'] } },
  {
    id: 'everything in the checkout deleted',
    human: [local],
    agent: ['rm -rf -- * .env.local'],
    truth: { said: ['proj'], may: ['b.txt', '.env.local'] },
  },
  {
    id: 'checkout moved aside and cloned again',
    layout: 'remote',
    human: [local],
    agent: [{ run: 'mv proj proj-old && git clone -q /srv/git/proj.git proj', cwd: home }],
    tree: `${home}/proj`,
    truth: { harmless: 'undo' },
  },
  {
    id: 'another clone made',
    layout: 'remote',
    agent: [{ run: 'git clone -q /srv/git/proj.git second', cwd: home }],
    truth: { harmless: 'undo' },
  },
  {
    id: 'another clone made and deleted',
    layout: 'remote',
    agent: [
      { run: 'git clone -q /srv/git/proj.git second', cwd: home },
      { run: 'rm -rf second', cwd: home },
    ],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'checkout deleted that was not there',
    agent: [{ run: 'rm -rf no-such-checkout', cwd: home }],
    truth: { harmless: 'nothing' },
  },
];
