import { blobIds } from './holders.mjs';
import { project, start } from './image.mjs';
import { storeOf } from './snapshot.mjs';

/**
 * What can be wanted back, by the first word of an item: `branch wip`, `file notes.txt`. Each tells what is wrong, or
 * nothing. A path is below the folder of the session, or the evidence's own where it is absolute.
 */
const kinds = {
  /** The ref is again where it was. */
  ref: ({ before, end, store }, name) =>
    end.stores[store]?.refs[name] === before.stores[store].refs[name] ? undefined : 'is not where it was',

  branch: (states, name) => kinds.ref(states, `refs/heads/${name}`),

  tag: (states, name) => kinds.ref(states, `refs/tags/${name}`),

  /** Some branch, tag or stash reaches the commit. */
  commit: async (states, name) => {
    const id = idOf(states, name);
    return (await reachable(states)).has(id) ? undefined : `no ref reaches ${id}`;
  },

  /** The entry, by its place in the list, is a stash again. */
  stash: ({ before, end, store }, place) =>
    end.stores[store]?.stashes.includes(before.stores[store].stashes[Number(place)])
      ? undefined
      : 'is in the list of stashes no more',

  /** The file lies again where it was, with the bytes of before. */
  file: ({ before, end, folder }, name) => {
    const path = pathOf(folder, name);
    return end.files[path]?.content === before.files[path].content ? undefined : 'is not what it was';
  },

  /** The bytes of before lie in some file, or in one that a ref reaches. */
  content: async (states, name) => {
    const { before, end, folder, recovered } = states;
    const { content } = before.files[pathOf(folder, name)];
    const files = [...Object.values(end.files).map((file) => file.content), ...recovered];
    if (files.includes(content)) return undefined;
    const named = await reachable(states);
    if (blobIds(content).some((id) => named.has(id)) || isKept(states, name, (copy) => copy === content))
      return undefined;
    return 'its content lies nowhere';
  },

  /** What was staged of a file can be reached again. */
  staged: async (states, name) => {
    const { before, end, tree } = states;
    const id = stagedId(before.trees[tree], name);
    if (end.trees[tree]?.staged.includes(id) || (await reachable(states)).has(id)) return undefined;
    const isStaged = (content) => blobIds(content).includes(id);
    const found = Object.values(end.files).some(({ content }) => isStaged(content));
    return found || isKept(states, name, isStaged) ? undefined : 'what was staged lies nowhere';
  },

  /** HEAD names the branch or commit of before. */
  head: ({ before, end, tree }) => {
    const [was, is] = [before.trees[tree], end.trees[tree]];
    return was.ref === is?.ref && was.head === is.head ? undefined : 'HEAD is not where it was';
  },

  /** An operation that the agent began has ended. */
  ended: ({ end, tree }, name) =>
    end.trees[tree].running.includes(name) ? 'is still in progress' : undefined,
};

/** Whether a content lies among the plan's own copies, in a file that a step names; it is taken note of then. */
function isKept({ copies, kept }, name, isWanted) {
  const copy = copies.find(({ content }) => isWanted(content));
  if (copy !== undefined)
    kept.push(`${name} is not back at its place: ${copy.path} holds it, which step ${copy.step} names`);
  return copy !== undefined;
}

/** @returns why an item of a truth is not there in the end, or nothing */
export async function missing(states, item) {
  const [kind, ...words] = item.split(' ');
  const reason = await kinds[kind](states, words.join(' '));
  return reason === undefined ? undefined : `${item}: ${reason}`;
}

/** The commit that a mark or a ref of before names. */
export function idOf({ before, marks, store, tree }, name) {
  if (name === 'HEAD') return before.trees[tree].head;
  if (/^stash@\{\d\}$/.test(name)) return before.stores[store].stashes[Number(name.slice(7, -1))];
  const id = marks[name] ?? before.stores[store].refs[name] ?? before.trees[name]?.head;
  if (id === undefined) throw new Error(`neither a mark nor a ref: ${name}`);
  return id;
}

export function pathOf(folder, name) {
  return name.startsWith('/') ? name : `${folder}/${name}`;
}

/** Objects that a ref other than the plan's own copies reaches. */
export async function reachable({ image, end }) {
  const lists = Object.keys(end.stores).map(async (store) => {
    const tips = [...Object.values(end.stores[store].refs), ...end.stores[store].stashes];
    const args = ['--git-dir', image.path(store), 'rev-list', '--objects', '--stdin', '--ignore-missing'];
    return (await start('git', args, { input: `${tips.join('\n')}\n` })).stdout.split('\n');
  });
  return new Set((await Promise.all(lists)).flat().map((line) => line.split(' ')[0]));
}

function stagedId({ staged }, name) {
  const line = staged.split('\n').find((text) => text.endsWith(`\t${name}`));
  return line.split(' ')[1];
}

/** Where the items of an incident are looked for. */
export function placeOf(state, tree = project) {
  return { tree, store: storeOf(state, tree) };
}
