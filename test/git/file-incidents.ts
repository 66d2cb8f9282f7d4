import { join } from 'node:path';
import { expect } from 'vitest';
import type { Incident, RepositoryState } from './incident.ts';
import type { IncidentCase } from './incidents.ts';

const isBack: IncidentCase['expectAfter'] = (after, safe) => {
  expect({ ...after, saved: {} }).toEqual(safe);
};

const stamp = '20261120T160000Z';

/** Damage to single files that no commit holds. */
export const fileIncidents: readonly IncidentCase[] = [
  {
    name: 'an ignored file was edited, and the agent kept a copy',
    happen: (incident) => {
      incident.commit('.gitignore', 'local.cfg\n');
      incident.write('local.cfg', 'first\nmode = careful\nlast\n');
      const safe = incident.state();
      const path = join(incident.repository, 'local.cfg');
      incident.edit(path, ['mode = careful', 'mode = wild']);
      incident.edit(path, ['first', 'FIRST']);
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'an untracked file was edited, and only the transcript holds what it was',
    happen: (incident) => {
      incident.write('notes.txt', 'first\nsecond\n');
      const safe = incident.state();
      incident.edit(join(incident.repository, 'notes.txt'), ['second', 'changed'], { backup: false });
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'a large file was edited, and only the differences are recorded',
    happen: (incident) => {
      incident.write('notes.txt', `${'line\n'.repeat(100)}second\n${'line\n'.repeat(100)}`);
      const safe = incident.state();
      const path = join(incident.repository, 'notes.txt');
      incident.edit(path, ['second', 'changed'], { backup: false, holdsOriginal: false });
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'a file was edited, and changed by the human since',
    happen: (incident) => {
      incident.write('notes.txt', 'first\nsecond\n');
      const before = incident.state();
      incident.edit(join(incident.repository, 'notes.txt'), ['second', 'changed']);
      incident.write('notes.txt', 'first\nchanged\nand more\n');
      const now = incident.state();
      return {
        ...now,
        files: { ...now.files, [`notes.txt.recovered-${stamp}`]: before.files['notes.txt'] ?? '' },
      };
    },
    expectAfter: isBack,
  },
  {
    name: 'a file outside the repository was edited',
    happen: (incident) => {
      const path = join(incident.outside, "it's a profile");
      incident.write(join('..', 'outside', "it's a profile"), 'alias ls=ls\n');
      const safe = incident.state();
      incident.edit(path, ['alias ls=ls', 'alias ls=evil']);
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'a tracked file was removed',
    happen: (incident) => {
      incident.commit('a b.txt', 'one\n');
      const safe = incident.state();
      incident.agent('rm "a b.txt"');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'a folder was removed, with a file that git did not track',
    happen: (incident) => {
      incident.commit('src/a.txt', 'one\n');
      incident.commit('src/b.txt', 'two\n');
      const safe = incident.state();
      incident.write('src/local.txt', 'mine\n');
      incident.agent('rm -r src');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'an untracked file was removed',
    happen: (incident) => {
      incident.write('notes.txt', 'mine\n');
      incident.agent('rm notes.txt');
      return incident.state();
    },
    expectAfter: isBack,
    lost: ['<app>/notes.txt'],
  },
  {
    name: 'an untracked file was removed that the agent had edited before',
    happen: (incident) => {
      incident.write('notes.txt', 'first\nsecond\n');
      const safe = incident.state();
      incident.edit(join(incident.repository, 'notes.txt'), ['second', 'changed']);
      incident.agent('rm -f notes.txt');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'git clean removed untracked files, one of which the session had made',
    happen: (incident) => {
      incident.write('notes.txt', 'mine\n');
      incident.write('drafts/one.txt', 'mine\n');
      incident.create(join(incident.repository, 'own.txt'), 'made by the session\n');
      incident.agent('git clean -fd');
      return incident.state();
    },
    expectAfter: isBack,
    lost: ['<app>/drafts', '<app>/notes.txt'],
  },
  {
    name: 'a checkout over a file with uncommitted changes',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.write('a.txt', 'not committed\n');
      incident.agent('git checkout -- a.txt', { isDated: true });
      return incident.state();
    },
    expectAfter: isBack,
    lost: ['<app>/a.txt'],
  },
  {
    name: 'reset --hard over uncommitted changes, and over unpushed work',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.commit('b.txt', 'two\n');
      const safe = incident.state();
      incident.write('a.txt', 'not committed\n');
      incident.agent('git reset --hard HEAD~1', { isDated: true });
      return safe;
    },
    expectAfter: isBack,
    lost: ['<app>/a.txt'],
  },
  {
    name: 'a checkout over files that had no changes',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.agent('git checkout -- a.txt; git checkout -- .; git restore .', { isDated: true });
      return incident.state();
    },
    expectAfter: isBack,
  },
  {
    name: 'a checkout over a file whose uncommitted changes the transcript holds',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.write('a.txt', 'human\none\n');
      incident.edit(join(incident.repository, 'a.txt'), ['one', 'two'], { backup: false });
      incident.agent('git checkout -- a.txt', { isDated: true });
      const now = incident.state();
      return { ...now, files: { ...now.files, [`a.txt.recovered-${stamp}`]: 'human\ntwo\n' } };
    },
    expectAfter: isBack,
  },
  {
    name: 'a tracked file was edited and committed, another edited and left',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.commit('b.txt', 'two\n');
      const safe = incident.state();
      incident.edit(join(incident.repository, 'a.txt'), ['one', 'bad']);
      incident.agent('git commit -am "Break a"');
      incident.edit(join(incident.repository, 'b.txt'), ['two', 'worse']);
      incident.create(join(incident.repository, 'made by the session.txt'), 'new\n');
      return safe;
    },
    expectAfter: isBack,
  },
  ...[
    "sed -i 's/second/changed/' notes.txt",
    'echo other > notes.txt',
    'echo other > new.txt; mv new.txt notes.txt',
    'echo other | tee notes.txt',
    'rm notes.txt; echo other > notes.txt',
  ].map((command) => ({
    name: `a command wrote over an untracked file that had been read: ${command}`,
    happen: (incident: Incident) => {
      incident.write('notes.txt', 'first\nsecond\n');
      incident.read(join(incident.repository, 'notes.txt'));
      incident.agent(command);
      const now = incident.state();
      return { ...now, files: { ...now.files, [`notes.txt.recovered-${stamp}`]: 'first\nsecond\n' } };
    },
    expectAfter: isBack,
  })),
  ...['rm notes.txt', 'git clean -f'].map((command) => ({
    name: `an untracked file was removed that had been read: ${command}`,
    happen: (incident: Incident) => {
      incident.write('notes.txt', 'first\nsecond');
      const safe = incident.state();
      incident.read(join(incident.repository, 'notes.txt'));
      incident.agent(command);
      return safe;
    },
    expectAfter: isBack,
  })),
  {
    name: 'a checkout over changes that had been read',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.write('a.txt', 'three hours of work\n');
      incident.read(join(incident.repository, 'a.txt'));
      incident.agent('git checkout -- a.txt', { isDated: true });
      const now = incident.state();
      return { ...now, files: { ...now.files, [`a.txt.recovered-${stamp}`]: 'three hours of work\n' } };
    },
    expectAfter: isBack,
  },
  ...['git rm -q "a b.txt"', 'git rm -r src', 'git rm -rq "a b.txt" src/deep'].map((command) => ({
    name: `tracked files were removed by git: ${command}`,
    happen: (incident: Incident) => {
      incident.commit('a b.txt', 'one\n');
      incident.commit('src/a.txt', 'two\n');
      incident.commit('src/deep/[b].txt', 'three\n');
      incident.write('src/local.txt', 'mine\n');
      const safe = incident.state();
      incident.agent(command);
      return safe;
    },
    expectAfter: isBack,
  })),
  {
    name: 'a folder was removed and made again',
    happen: (incident) => {
      incident.commit('src/a.txt', 'one\n');
      incident.commit('src/b.txt', 'two\n');
      incident.agent('rm -rf src && mkdir src && echo new > src/new.txt');
      const now = incident.state();
      return { ...now, files: { ...now.files, 'src/a.txt': 'one\n', 'src/b.txt': 'two\n' } };
    },
    expectAfter: isBack,
  },
  {
    name: 'a folder was removed, and the result names each file',
    happen: (incident) => {
      incident.commit('src/a.txt', 'one\n');
      incident.commit('src/deep/b.txt', 'two\n');
      const safe = incident.state();
      incident.write('src/local.txt', 'mine\n');
      incident.agent('rm -rfv src');
      return safe;
    },
    expectAfter: isBack,
    lost: ['<app>/src/local.txt'],
  },
  ...[['--deep'], []].map((options) => ({
    name: `all stashes were cleared ${options.join()}`,
    options,
    happen: (incident: Incident) => {
      incident.write('readme.txt', 'stashed\n');
      incident.git('stash');
      const safe = incident.state();
      incident.agent('git stash clear');
      return safe;
    },
    expectAfter: isBack,
  })),
  ...[['--deep'], []].map((options) => ({
    name: `a content that was staged and thrown away ${options.join()}`,
    options,
    happen: (incident: Incident) => {
      incident.write('readme.txt', 'staged once\n');
      incident.git('add', 'readme.txt');
      incident.agent('git reset --hard', { isDated: true });
      return incident.state();
    },
    expectAfter: (after: RepositoryState, safe: RepositoryState) => {
      expect(after).toEqual({ ...safe, saved: { ...after.saved } });
      expect(Object.values(after.saved)).toContain('staged once\n');
    },
  })),
  {
    name: 'a hook that a session planted',
    happen: (incident) => {
      const safe = incident.state();
      incident.agent(
        "printf '#!/bin/sh\\nexit 1\\n' > .git/hooks/post-checkout; chmod +x .git/hooks/post-checkout",
      );
      incident.date(join(incident.repository, '.git', 'hooks', 'post-checkout'));
      return safe;
    },
    expectAfter: isBack,
  },
];
