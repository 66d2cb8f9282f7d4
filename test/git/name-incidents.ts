import { join } from 'node:path';
import { expect } from 'vitest';
import type { Incident } from './incident.ts';
import type { IncidentCase } from './incidents.ts';

const stamp = '20261120T160000Z';

const isBack: IncidentCase['expectAfter'] = (after, safe) => {
  expect(after).toEqual(safe);
};

/** The plan changes nothing: what happened was no loss. */
const isLeftAlone: IncidentCase['expectAfter'] = (after, _safe, damaged) => {
  expect(after).toEqual(damaged);
};

/** A branch of a human with a commit of its own. */
function topic(incident: Incident): string {
  incident.git('checkout', '--quiet', '-b', 'topic');
  const lost = incident.commit('t.txt', 'topic\n');
  incident.git('checkout', '--quiet', 'main');
  return lost;
}

function backUnderAnotherName(command: string): Pick<IncidentCase, 'happen' | 'expectAfter'> {
  return {
    happen: (incident) => {
      const lost = topic(incident);
      incident.agent(command);
      const now = incident.state();
      return { ...now, refs: [...now.refs, `refs/heads/rescued-${stamp}/topic ${lost}`].sort() };
    },
    expectAfter: (after, safe) => {
      expect(after).toEqual({ ...safe, refs: [...after.refs].sort() });
      expect([...after.refs].sort()).toEqual(safe.refs);
    },
  };
}

/** Branches and tags that were taken away, and what looks like it. */
export const nameIncidents: readonly IncidentCase[] = [
  {
    name: 'a branch deleted and made anew by checkout',
    ...backUnderAnotherName('git branch -D topic && git checkout --quiet -b topic'),
  },
  {
    name: 'a branch deleted and made anew by branch',
    ...backUnderAnotherName('git branch -D topic; git branch topic main'),
  },
  {
    name: 'a branch deleted and made anew by switch',
    ...backUnderAnotherName('git branch -D topic && git switch --quiet -c topic'),
  },
  {
    name: 'a branch deleted whose name is a folder of branches now',
    ...backUnderAnotherName('git branch -D topic && git branch topic/one'),
  },
  {
    name: 'a branch deleted by update-ref that a call had listed',
    happen: (incident) => {
      topic(incident);
      const safe = incident.state();
      incident.agent('git branch -v');
      incident.agent('git update-ref -d refs/heads/topic');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'a branch renamed over another',
    happen: (incident) => {
      const lost = topic(incident);
      incident.git('branch', 'other');
      const other = incident.git('rev-parse', 'other').trim();
      incident.agent('git branch -v; git branch -M other topic');
      const now = incident.state();
      const kept = now.refs.filter((ref) => !ref.startsWith('refs/heads/topic '));
      return { ...now, refs: [...kept, `refs/heads/other ${other}`, `refs/heads/topic ${lost}`].sort() };
    },
    expectAfter: (after, safe) => {
      expect([...after.refs].sort()).toEqual(safe.refs);
    },
  },
  {
    name: 'a branch renamed is no loss',
    happen: (incident) => {
      topic(incident);
      incident.agent('git branch -m topic subject');
      return incident.state();
    },
    expectAfter: isLeftAlone,
  },
  {
    name: "a branch of the session's own, merged and deleted, is no loss",
    happen: (incident) => {
      incident.agent('git checkout --quiet -b work && git checkout --quiet main');
      incident.agent('git branch -d work');
      return incident.state();
    },
    expectAfter: isLeftAlone,
  },
  ...[
    { what: 'a tag', make: ['tag', 'v1', 'HEAD~1'] },
    { what: 'an annotated tag', make: ['tag', '-a', '-m', 'First', 'v1', 'HEAD~1'] },
  ].flatMap(({ what, make }) =>
    [
      { how: 'deleted', command: 'git tag -d v1' },
      { how: 'moved', command: 'git tag -f v1 HEAD' },
      { how: 'deleted and made anew', command: 'git tag -d v1; git tag v1 HEAD' },
      {
        how: 'listed, and deleted by update-ref',
        command: 'git show-ref --tags; git update-ref -d refs/tags/v1',
      },
    ].map(({ how, command }) => ({
      name: `${what} ${how}`,
      happen: (incident: Incident) => {
        incident.commit('a.txt', 'one\n');
        incident.git(...make);
        const safe = incident.state();
        incident.agent(command);
        return safe;
      },
      expectAfter: isBack,
    })),
  ),
  {
    name: "a tag of the session's own that it deleted is no loss",
    happen: (incident) => {
      incident.agent('git tag try');
      incident.agent('git tag -d try');
      return incident.state();
    },
    expectAfter: isLeftAlone,
  },
  {
    name: 'a stash popped into a reset',
    happen: (incident) => {
      incident.write('readme.txt', 'half an idea\n');
      incident.git('stash');
      const safe = incident.state();
      incident.agent('git stash pop', { isDated: true });
      incident.agent('git reset --hard', { isDated: true });
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'a stash popped and kept is no loss',
    happen: (incident) => {
      incident.write('readme.txt', 'half an idea\n');
      incident.git('stash');
      incident.agent('git stash pop', { isDated: true });
      return incident.state();
    },
    expectAfter: isLeftAlone,
  },
  {
    name: 'a reset dated in the command',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('GIT_COMMITTER_DATE="2026-11-15T10:00:00Z" git reset --quiet --hard HEAD~1', {
        isDated: true,
      });
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'a reset where the clock of git was wrong',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('git reset --hard HEAD~1', { clockMs: -3 * 3_600_000 });
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'every reflog expired after a reset',
    happen: (incident) => {
      const lost = incident.commit('a.txt', 'one\n');
      incident.agent('git reset --quiet --hard HEAD~1; git reflog expire --expire=now --all');
      const now = incident.state();
      return {
        ...now,
        refs: [
          `refs/heads/main ${now.refs[0]?.split(' ')[1]}`,
          `refs/heads/rescued-${stamp}/${lost.slice(0, 10)} ${lost}`,
        ],
      };
    },
    expectAfter: (after, safe) => {
      expect(after.refs).toEqual(safe.refs);
    },
  },
];

/** Operations that a call began and left. */
export const operationIncidents: readonly IncidentCase[] = [
  { name: 'rebase', command: 'git rebase main', mark: 'rebase-merge' },
  { name: 'merge', command: 'git merge main', mark: 'MERGE_HEAD' },
  { name: 'cherry-pick', command: 'git cherry-pick main', mark: 'CHERRY_PICK_HEAD' },
  { name: 'revert', command: 'git revert --no-edit HEAD~1', mark: 'REVERT_HEAD' },
  {
    name: 'bisect',
    command: 'git bisect start && git bisect bad && git bisect good HEAD~2',
    mark: 'BISECT_LOG',
  },
  {
    name: 'am',
    command: 'git format-patch --quiet -1 main -o ../patches && git am ../patches/*.patch',
    mark: 'rebase-apply/applying',
  },
].flatMap(({ name, command, mark }) => [
  {
    name: `a ${name} that stopped`,
    happen: (incident: Incident) => {
      diverge(incident);
      const safe = incident.state();
      incident.agent(command);
      incident.date(join(incident.repository, '.git', mark));
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: `a ${name} that the human began since`,
    happen: (incident: Incident) => {
      diverge(incident);
      incident.agent(`${command}; git ${name} ${name === 'bisect' ? 'reset' : '--abort'}`);
      incident.wait(3_600_000);
      incident.human(command);
      incident.date(join(incident.repository, '.git', mark));
      return incident.state();
    },
    expectAfter: isLeftAlone,
  },
]);

function diverge(incident: Incident): void {
  incident.commit('a.txt', 'one\n');
  incident.git('checkout', '--quiet', '-b', 'feature');
  incident.commit('a.txt', 'two\n');
  incident.commit('a.txt', 'mine\n');
  incident.git('checkout', '--quiet', 'main');
  incident.commit('a.txt', 'theirs\n');
  incident.git('checkout', '--quiet', 'feature');
  incident.write('untracked.txt', 'mine too\n');
}
