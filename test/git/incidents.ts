import { expect } from 'vitest';
import type { Incident, RepositoryState } from './incident.ts';

/** One thing that went wrong, and what the plan must bring back. */
export interface IncidentCase {
  readonly name: string;
  /** Builds the incident; gives the state that is to come back. */
  readonly happen: (incident: Incident) => RepositoryState;
  readonly expectAfter: (after: RepositoryState, safe: RepositoryState, damaged: RepositoryState) => void;
  /** What the plan must call lost for good, in order. */
  readonly lost?: readonly string[];
}

const isBack = (after: RepositoryState, safe: RepositoryState): void => {
  expect(after).toEqual(safe);
};

export const incidents: readonly IncidentCase[] = [
  {
    name: 'brings back commits after reset --hard over unpushed work',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.commit('b.txt', 'two\n');
      const safe = incident.state();
      incident.agent('git reset --hard HEAD~2');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: "takes away the session's commits where nobody else worked since",
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('echo bad > a.txt; git commit -am "Break a"');
      incident.agent('echo worse > c.txt; git add .; git commit -m "Add c"');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: "reverts the session's commits where the human went on",
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('echo bad > a.txt; git commit -am "Break a"');
      incident.commit('mine.txt', 'mine\n');
      return safe;
    },
    expectAfter: (after, safe) => {
      expect(after.files).toEqual({ ...safe.files, 'mine.txt': 'mine\n' });
    },
  },
  {
    name: 'brings back an amended commit',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('echo changed > a.txt; git commit --amend -a -m "Rewritten"');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'brings back a deleted branch',
    happen: (incident) => {
      incident.git('checkout', '--quiet', '-b', 'topic/one');
      incident.commit('t.txt', 'topic\n');
      incident.git('checkout', '--quiet', 'main');
      const safe = incident.state();
      incident.agent('git branch -D topic/one');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'brings back a dropped stash',
    happen: (incident) => {
      incident.write('readme.txt', 'stashed\n');
      incident.git('stash');
      const safe = incident.state();
      incident.agent('git stash drop');
      return safe;
    },
    expectAfter: isBack,
  },
];
