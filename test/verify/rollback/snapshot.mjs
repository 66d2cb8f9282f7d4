import { existsSync } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Files below a git folder that say what has begun and not ended. */
const operations = {
  rebase: ['rebase-merge', 'rebase-apply/rebasing'],
  am: ['rebase-apply/applying'],
  merge: ['MERGE_HEAD'],
  'cherry-pick': ['CHERRY_PICK_HEAD'],
  revert: ['REVERT_HEAD'],
  bisect: ['BISECT_LOG'],
};

/**
 * Everything of a machine that a human would miss: each file byte for byte, ignored and untracked ones too, and of each
 * repository refs, stashes, HEAD, index and operations in progress. Copies that a plan made are left out.
 */
export async function snapshot(image) {
  const trees = await Promise.all((await image.workingTrees()).map((top) => workingTree(image, top)));
  const stores = await Promise.all((await image.gitFolders()).map((folder) => store(image, folder)));
  return {
    files: await filesOf(image),
    trees: Object.fromEntries(trees.sort(byName)),
    stores: Object.fromEntries(stores.sort(byName)),
  };
}

async function workingTree(image, top) {
  const folder = await gitFolderOf(top);
  const [head, ref, staged] = await Promise.all([
    image.ask(top, 'rev-parse', '--verify', '--quiet', 'HEAD'),
    image.ask(top, 'symbolic-ref', '--quiet', 'HEAD'),
    image.ask(top, 'ls-files', '--stage'),
  ]);
  const running = Object.keys(operations).filter((name) =>
    operations[name].some((file) => existsSync(join(folder, file))),
  );
  return [image.outside(top), { head, ref, staged, running }];
}

async function gitFolderOf(top) {
  const path = join(top, '.git');
  if ((await lstat(path)).isDirectory()) return path;
  return resolve(top, (await readFile(path, 'utf8')).slice('gitdir: '.length).trim());
}

async function store(image, folder) {
  const [refs, stashes] = await Promise.all([
    image.ask(folder, 'for-each-ref', '--format=%(refname) %(objectname)'),
    image.ask(folder, 'log', '--walk-reflogs', '--format=%H', 'refs/stash', '--'),
  ]);
  const named = lines(refs).filter((line) => !line.startsWith('refs/yolo-triage/'));
  return [
    image.outside(folder),
    { refs: Object.fromEntries(named.map((line) => line.split(' '))), stashes: lines(stashes) },
  ];
}

/** Path of the evidence → kind, mode and bytes. */
async function filesOf(image) {
  const files = {};
  const collect = async (folder) => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (isLeftOut(path)) continue;
      if (entry.isDirectory()) await collect(path);
      else files[image.outside(path)] = await fileAt(path, entry);
    }
  };
  await collect(image.root);
  return files;
}

/** Folders of git are compared by what they mean; the agent's own records are the evidence. */
function isLeftOut(path) {
  return (
    /\/\.claude(?:\.json)?$|\/\.git$|\.yolo-triage-|\/yolo-triage-/.test(path) ||
    (existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects')))
  );
}

async function fileAt(path, entry) {
  const content = entry.isSymbolicLink() ? `-> ${await readlink(path)}` : await readFile(path, 'latin1');
  return { content, mode: (await lstat(path)).mode };
}

/** @returns the names under which two snapshots differ, at most a few */
export function differences(before, after) {
  const names = [];
  for (const part of ['files', 'trees', 'stores']) {
    for (const name of new Set([...Object.keys(before[part]), ...Object.keys(after[part])])) {
      if (JSON.stringify(before[part][name]) !== JSON.stringify(after[part][name])) names.push(name);
    }
  }
  return names.slice(0, 5);
}

/** The repository of which a folder is the working tree, as the evidence names its git folder. */
export function storeOf(state, tree) {
  const names = Object.keys(state.stores);
  return [`${tree}/.git`, `${dirname(tree)}/git/proj.git`].find((name) => names.includes(name)) ?? names[0];
}

function lines(text) {
  return text.split('\n').filter((line) => line !== '');
}

function byName([left], [right]) {
  return left < right ? -1 : 1;
}
