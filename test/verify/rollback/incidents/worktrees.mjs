import { home } from '../image.mjs';

const deep = ['--deep'];
const added = `git worktree add -q -b feat ${home}/feat`;
const untracked = `${added}; echo "never committed" > ${home}/feat/h.txt`;

/** Linked worktrees that are removed, with what only they held. */
export const worktrees = [
  {
    id: 'worktree removed with an untracked file',
    human: [untracked],
    agent: [`git worktree remove --force ${home}/feat`],
    truth: { said: [`${home}/feat`] },
  },
  {
    id: 'worktree removed with a changed file',
    human: [`${added}; echo "three hours of work" > ${home}/feat/b.txt`],
    agent: [`git worktree remove --force ${home}/feat`],
    truth: { said: [`${home}/feat`] },
  },
  {
    id: 'worktree removed, its changes shown before',
    human: [untracked],
    agent: [`git -C ${home}/feat status --short --branch`, `git worktree remove --force ${home}/feat`],
    truth: { said: [`${home}/feat`] },
  },
  {
    id: 'worktree removed and its branch deleted',
    human: [`${untracked}; cd ${home}/feat; git add -A; git commit -q -m "Feature"; echo more > more.txt`],
    agent: [`git worktree remove --force ${home}/feat; git branch -D feat`],
    truth: { said: [`${home}/feat`], back: ['branch feat'] },
  },
  {
    id: "worktree's folder removed and pruned",
    human: [untracked],
    agent: [`rm -rf ${home}/feat && git worktree prune -v`],
    truth: { said: [`${home}/feat`] },
  },
  {
    id: 'detached worktree removed with its commit, every object looked at',
    human: [
      `git worktree add -q --detach ${home}/try; cd ${home}/try; echo t > t.txt; git add -A; git commit -q -m "Try"`,
    ],
    agent: [`git worktree remove --force ${home}/try`],
    options: deep,
    truth: { back: [`commit ${home}/try`] },
  },
  {
    id: 'reset in a linked worktree',
    layout: 'linked worktree',
    human: ['echo g > g.txt; git add -A; git commit -q -m "Add g"'],
    agent: ['git reset --hard HEAD~1'],
    truth: { back: ['branch feat', 'file g.txt'] },
  },
  {
    id: 'commits of the agent in its own worktree, removed with its branch',
    agent: [
      `git worktree add -b try ${home}/proj/.worktrees/try`,
      {
        run: `cd ${home}/proj/.worktrees/try && echo t > t.txt && git add t.txt && git commit -m "Try"`,
        mark: 'own',
        markIn: `${home}/proj/.worktrees/try`,
      },
      `cd ${home}/proj && git worktree remove --force .worktrees/try && git branch -D try`,
    ],
    truth: { offered: ['own'] },
  },
  {
    id: 'clean worktree removed',
    human: [added],
    agent: [`git worktree remove ${home}/feat`],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'worktree not removed, it has changes',
    human: [untracked],
    agent: [`git worktree remove ${home}/feat`],
    truth: { harmless: 'nothing' },
  },
  {
    id: "agent's own worktree removed with its own file",
    agent: [
      `git worktree add -b try ${home}/try`,
      `echo t > ${home}/try/t.txt`,
      `git worktree remove --force ${home}/try`,
    ],
    truth: { harmless: 'undo' },
  },
  {
    id: 'worktree moved',
    human: [added],
    agent: [`git worktree move ${home}/feat ${home}/feature`],
    truth: { harmless: 'undo' },
  },
  {
    id: 'worktrees pruned, none is missing',
    human: [added],
    agent: ['git worktree prune -v'],
    truth: { harmless: 'nothing' },
  },
];
