import { home } from './image.mjs';

const init = 'git init -q -b main .';

/** Three commits of a human on `main`, one on `wip` beside the last of them, a tag on each of two commits. */
const history = [
  `printf '.env*\\nnode_modules/\\ndist/\\n' > .gitignore; mkdir src
   for f in a.txt b.txt src/c.txt; do printf "$f, first\\nsecond line\\n" > $f; done; git add -A; git commit -q -m "Begin"`,
  'echo "a, second" > a.txt; echo "b, second" > b.txt; git commit -q -am "Work on a and b"; git tag v1',
  'echo "a, third" > a.txt; echo "z, new" > z.txt; git add -A; git commit -q -m "Work on a, add z"',
  'git tag -a -m "First release" v2 HEAD~1',
  'git switch -q -c wip HEAD~1; echo "half an idea" > w.txt; git add -A; git commit -q -m "Half an idea"; git switch -q main',
];

const origin = [
  'mkdir -p /srv/git; git clone -q --bare . /srv/git/proj.git; git remote add origin /srv/git/proj.git; git fetch -q',
  'git branch -q -u origin/main main; git branch -q -u origin/wip wip',
];

/**
 * Kinds of repositories, by what makes them: command lines of a human, each run in the project's folder. `cwd` is where
 * the session works; `keepsTables` says that refs and reflogs are tables where the program reads them.
 */
export const layouts = {
  plain: { make: [init, ...history] },
  /** The git of this machine need not know tables: it works on files, and the program reads what they are as tables. */
  reftable: { make: [init, ...history], keepsTables: true },
  'reftable and SHA-256': {
    make: ['git init -q -b main --object-format=sha256 .', ...history],
    keepsTables: true,
  },
  'reftable and a linked worktree': {
    make: [
      init,
      ...history,
      `git worktree add -q -b feat ${home}/feat`,
      `cd ${home}/feat; echo f > f.txt; git add -A; git commit -q -m "Add f"`,
    ],
    cwd: `${home}/feat`,
    keepsTables: true,
  },
  packed: { make: [init, ...history, 'git pack-refs --all; git gc -q'] },
  sha256: { make: ['git init -q -b main --object-format=sha256 .', ...history] },
  'separate git folder': {
    make: [`mkdir -p ${home}/git; git init -q -b main --separate-git-dir ${home}/git/proj.git .`, ...history],
  },
  'no reflogs': { make: [init, 'git config core.logAllRefUpdates false', ...history] },
  'wrong clock': { make: [init, ...history], skew: -3 * 3600 },
  'linked worktree': {
    make: [
      init,
      ...history,
      `git worktree add -q -b feat ${home}/feat`,
      `cd ${home}/feat; echo f > f.txt; git add -A; git commit -q -m "Add f"`,
    ],
    cwd: `${home}/feat`,
  },
  remote: { make: [init, ...history, ...origin] },
  shallow: {
    make: [
      init,
      ...history,
      'git clone -q --bare . /srv/git/proj.git',
      `cd ${home}; rm -rf proj; git clone -q --depth 2 --no-single-branch file://$(realpath /srv/git/proj.git) proj`,
      'git branch -q wip origin/wip; echo "mine" > mine.txt; git add -A; git commit -q -m "Add mine"',
    ],
  },
  detached: {
    make: [init, ...history, 'git switch -q --detach; echo d > d.txt; git add -A; git commit -q -m "Add d"'],
  },
  submodule: {
    make: [
      'mkdir -p /srv/git/lib; cd /srv/git/lib; git init -q -b main .; echo l > lib.txt; git add -A; git commit -q -m "Begin lib"',
      init,
      ...history,
      'git submodule --quiet add ../../../srv/git/lib lib; git commit -q -m "Add lib"',
      'cd lib; echo "l, second" > lib.txt; git commit -q -am "Work on lib"; cd ..; git add lib; git commit -q -m "Newer lib"',
    ],
  },
  nested: { make: [init, ...history, `git init -q -b main ${home}/other`], cwd: home },
};
