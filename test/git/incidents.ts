import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
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
  /** Options of the command besides the usual ones. */
  readonly options?: readonly string[];
}

const isBack: IncidentCase['expectAfter'] = (after, safe) => {
  expect(after).toEqual(safe);
};

/** The plan dared nothing but to name what was lost, with a branch of its own. */
const isNamed: IncidentCase['expectAfter'] = (after, safe, damaged) => {
  expect(after.files).toEqual(damaged.files);
  expect(after.staged).toEqual(damaged.staged);
  const names = (state: RepositoryState) => state.refs.map((ref) => ref.split(' ')[1]);
  expect(names(after)).toEqual(expect.arrayContaining(names(safe)));
};

export const incidents: readonly IncidentCase[] = [
  {
    name: 'reset --hard over unpushed work',
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
    name: 'reset --hard, and the human went on',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('git reset --hard HEAD~1');
      incident.commit('mine.txt', 'mine\n');
      return safe;
    },
    expectAfter: (after, safe) => {
      expect(after.files).toEqual({ ...safe.files, 'mine.txt': 'mine\n' });
    },
  },
  {
    name: 'commits of the session alone',
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
    name: "commits of the session among the human's",
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('echo bad > a.txt; git commit -am "Break a"');
      incident.commit('mine.txt', 'mine\n');
      incident.agent('echo worse > c.txt; git add c.txt; git commit -m "Add c"');
      return safe;
    },
    expectAfter: (after, safe) => {
      expect(after.files).toEqual({ ...safe.files, 'mine.txt': 'mine\n' });
    },
  },
  {
    name: 'amended commit',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('echo changed > a.txt; git commit --amend -a -m "Rewritten"');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: "rebase that dropped one of the human's commits",
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.commit('b.txt', 'two\n');
      incident.commit('c.txt', 'three\n');
      const safe = incident.state();
      incident.agent('git rebase --quiet --onto HEAD~2 HEAD~1 main');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'branch -D',
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
    name: 'branch -D that printed nothing',
    happen: (incident) => {
      incident.git('checkout', '--quiet', '-b', 'topic');
      incident.commit('t.txt', 'topic\n');
      incident.git('checkout', '--quiet', 'main');
      const safe = incident.state();
      incident.agent('git branch --quiet -D topic');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'stash drop',
    happen: (incident) => {
      incident.write('readme.txt', 'stashed\n');
      incident.git('stash');
      const safe = incident.state();
      incident.agent('git stash drop');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: "a pull of other people's commits before the session's own",
    happen: (incident) => {
      incident.addRemote();
      incident.agent('git clone --quiet ../origin.git ../other');
      const other = ['-C', join(incident.directory, 'other')] as const;
      incident.git(...other, 'commit', '--quiet', '--allow-empty', '-m', "Somebody else's work");
      incident.git(...other, 'push', '--quiet');
      const safe = incident.state();
      incident.agent(
        'git pull --quiet --ff-only origin main; echo bad > bad.txt; git add .; git commit -m Bad',
      );
      return { ...safe, refs: safe.refs.filter((ref) => ref.startsWith('refs/heads/main ')) };
    },
    expectAfter: (after, safe) => {
      expect(after.files).toEqual(safe.files);
      expect(after.refs.join()).not.toContain(safe.refs.join());
    },
  },
  {
    name: 'a branch that is not checked out was moved',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.git('branch', 'release');
      const safe = incident.state();
      incident.agent('git branch -f release HEAD~1');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'uncommitted work beside the damage',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.commit('b.txt', 'two\n');
      incident.agent('git reset --hard HEAD~1');
      incident.write('a.txt', 'not committed\n');
      incident.write('new.txt', 'not tracked\n');
      incident.write('staged.txt', 'staged\n');
      incident.git('add', 'staged.txt');
      return incident.state();
    },
    expectAfter: (after, safe) => {
      expect(after.files).toEqual({ ...safe.files, 'b.txt': 'two\n' });
    },
  },
  {
    name: 'uncommitted work in a file that would have to change',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.commit('a.txt', 'two\n');
      const safe = incident.state();
      incident.agent('git reset --hard HEAD~1');
      incident.write('a.txt', 'not committed\n');
      return safe;
    },
    expectAfter: isNamed,
  },
  {
    name: 'an untracked file in the place of a lost one',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('git reset --hard HEAD~1');
      incident.write('a.txt', "the human's\n");
      return safe;
    },
    expectAfter: isNamed,
  },
  {
    name: 'a merge in progress',
    happen: (incident) => {
      incident.git('checkout', '--quiet', '-b', 'other');
      incident.commit('a.txt', 'theirs\n');
      incident.git('checkout', '--quiet', 'main');
      incident.commit('a.txt', 'ours\n');
      const safe = incident.state();
      incident.agent('git reset --hard HEAD~1; echo clash > a.txt; git add .; git commit -m Clash');
      incident.git('merge', 'other');
      return safe;
    },
    expectAfter: isNamed,
  },
  {
    name: 'files that the human ignores in every repository',
    happen: (incident) => {
      incident.write('../.config/git/ignore', 'private.txt\n');
      incident.write('private.txt', 'mine\n');
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('git reset --hard HEAD~1');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'renamed files',
    happen: (incident) => {
      incident.commit('old name.txt', 'content\n');
      const safe = incident.state();
      incident.agent('git mv "old name.txt" new.txt; git commit -m Rename');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'file names that are not ASCII, and hostile ones',
    happen: (incident) => {
      incident.commit('ünïcode ☃.txt', 'snow\n');
      incident.commit("it's $(touch owned) `x`;\n.txt", 'quoted\n');
      incident.commit('-rf', 'dash\n');
      incident.write("untracked 'x' $(touch owned)\n", 'kept\n');
      const safe = incident.state();
      incident.agent('git reset --hard HEAD~3');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'a hostile branch name',
    happen: (incident) => {
      const branch = 'a\'b$(touch${IFS}owned)`x`;&|<>"é';
      incident.git('checkout', '--quiet', '-b', branch);
      incident.commit('t.txt', 'topic\n');
      incident.git('checkout', '--quiet', 'main');
      const safe = incident.state();
      incident.agent(`git branch -D "a'b\\$(touch\\\${IFS}owned)\\\`x\\\`;&|<>\\"é"`);
      expect(incident.state().refs).not.toEqual(safe.refs);
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'commits on a detached HEAD that were left',
    happen: (incident) => {
      incident.git('checkout', '--quiet', '--detach');
      const lost = incident.commit('a.txt', 'one\n');
      incident.agent('git checkout main');
      return { ...incident.state(), refs: [`refs/heads/x ${lost}`] };
    },
    expectAfter: isNamed,
  },
  {
    name: 'filter-branch over the whole history',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.commit('secret.txt', 'two\n');
      const safe = incident.state();
      incident.agent(
        'FILTER_BRANCH_SQUELCH_WARNING=1 git filter-branch -f --index-filter "git rm -q --cached --ignore-unmatch secret.txt" main; git update-ref -d refs/original/refs/heads/main',
      );
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'a force push over what others had pushed',
    happen: (incident) => {
      incident.addRemote();
      incident.commit('a.txt', 'one\n');
      incident.git('push', '--quiet', 'origin', 'main');
      const safe = incident.state();
      incident.agent('git reset --hard HEAD~1; git push --force origin main');
      return safe;
    },
    expectAfter: (after, safe) => {
      expect(after.files).toEqual(safe.files);
      expect(after.head).toEqual(safe.head);
    },
  },
  {
    name: "the session's commits were already pushed",
    happen: (incident) => {
      incident.addRemote();
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('echo bad > a.txt; git commit -am "Break a"; git push origin main');
      return safe;
    },
    expectAfter: (after, safe, damaged) => {
      expect(after.files).toEqual(safe.files);
      expect(after.refs.find((ref) => ref.includes('remotes'))).toEqual(
        damaged.refs.find((ref) => ref.includes('remotes')),
      );
    },
  },
  {
    name: 'a linked worktree was moved with its branch',
    happen: (incident) => {
      incident.git('worktree', 'add', '--quiet', '-b', 'side', '../side');
      incident.git('-C', '../side', 'commit', '--quiet', '--allow-empty', '-m', 'Side work');
      const safe = incident.state();
      incident.agent('git -C ../side reset --hard HEAD~1');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'a linked worktree was removed, its branch deleted',
    happen: (incident) => {
      incident.git('worktree', 'add', '--quiet', '-b', 'side', '../side');
      incident.git('-C', '../side', 'commit', '--quiet', '--allow-empty', '-m', 'Side work');
      const safe = incident.state();
      incident.agent('git worktree remove --force ../side; git branch -D side');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: 'lost commits that were collected as garbage',
    happen: (incident) => {
      incident.git('branch', 'topic');
      incident.git('checkout', '--quiet', 'topic');
      incident.commit('t.txt', 'topic\n');
      incident.git('checkout', '--quiet', 'main');
      incident.agent('git branch -D topic; git reflog expire --expire=now --all; git gc --quiet --prune=now');
      return incident.state();
    },
    expectAfter: isBack,
    lost: ['topic'],
  },
  {
    name: 'a submodule beside the damage',
    happen: (incident) => {
      mkdirSync(join(incident.directory, 'library'));
      const inLibrary = ['-C', join(incident.directory, 'library')] as const;
      incident.git(...inLibrary, 'init', '--quiet', '--initial-branch=main');
      incident.git(...inLibrary, 'commit', '--quiet', '--allow-empty', '-m', 'Library');
      incident.git(
        '-c',
        'protocol.file.allow=always',
        'submodule',
        '--quiet',
        'add',
        '../library',
        'library',
      );
      incident.git('commit', '--quiet', '-m', 'Add a library');
      incident.commit('a.txt', 'one\n');
      const safe = incident.state();
      incident.agent('git reset --hard HEAD~1');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: "the human's uncommitted work, committed by the session",
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.write('a.txt', 'two, of the human\n');
      incident.write('idea.md', 'an idea\n');
      const safe = incident.state();
      incident.agent('echo own > own.txt; git add -A && git commit -m "Everything"');
      return safe;
    },
    expectAfter: isBack,
  },
  {
    name: "the human's uncommitted work, committed by the session and reset away",
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.write('idea.md', 'an idea\n');
      const safe = incident.state();
      incident.agent('git add -A && git commit -m "Everything"');
      incident.agent('git reset --hard HEAD~1');
      return safe;
    },
    expectAfter: (after, safe) => {
      expect(after.files).toEqual(safe.files);
    },
  },
];
