import { idOf, pathOf, reachable } from './wanted.mjs';

/**
 * Holds a truth against what is on the machine, so that no incident calls lost what an object, a file or a record
 * holds, and none forgets what is gone.
 * @throws where the two disagree: the incident is wrong then, not the plan
 */
export async function checkTruth(truth, built) {
  const wrong = [...filesAgainst(truth, built), ...(await commitsAgainst(truth, built))];
  for (const name of truth.offered ?? []) idOf(built, name);
  if (wrong.length > 0) throw new Error(`the truth is wrong: ${wrong.join('; ')}`);
}

/** Files that are not as they were before the agent, or not there, neither after it nor now. */
export function changedFiles({ before, after, now }) {
  return Object.keys(before.files).filter((name) =>
    [after, now].every(({ files }) => files[name]?.content !== before.files[name].content),
  );
}

/** Those of them whose content something still holds. */
export function heldFiles(built) {
  return changedFiles(built).filter((name) => built.held.hasContent(built.before.files[name].content));
}

/** Ids that refs and stashes named before, and that no repository holds any more. */
export function goneCommits({ before, held }) {
  const ids = Object.values(before.stores).flatMap(({ refs, stashes }) => [
    ...Object.values(refs),
    ...stashes,
  ]);
  return ids.filter((id) => !held.hasObject(id));
}

function filesAgainst({ lost = [], said = [], may = [], back = [] }, built) {
  const held = heldFiles(built);
  const isNamed = (names, path) => names.some((name) => name.split('|').some((part) => path.includes(part)));
  const wantedPaths = back.map((item) => pathOf(built.folder, item.split(' ').slice(1).join(' ')));
  return changedFiles(built).flatMap((path) => {
    const isHeld = held.includes(path);
    if (isHeld && isNamed(lost, path)) return [`${path} is held`];
    if (!isHeld && wantedPaths.includes(path)) return [`${path} is held by nothing`];
    if (!isHeld && !isNamed([...lost, ...said, ...may], path)) return [`${path} is gone`];
    return [];
  });
}

async function commitsAgainst(
  { lost = [], said = [], back = [], offered = [], harmless, rewritten = false },
  built,
) {
  const { before, after, now, held } = built;
  const named = new Set();
  for (const end of [after, now]) for (const id of await reachable({ ...built, end })) named.add(id);
  const isSpoken = [lost, said, back, offered].some(({ length }) => length > 0);
  return Object.entries(before.stores).flatMap(([store, { refs, stashes }]) =>
    [
      ...Object.entries(refs).filter(([ref]) => ref !== 'refs/stash'),
      ...stashes.map((id, index) => [`stash@{${index}}`, id]),
    ].flatMap(([ref, id]) => {
      if (named.has(id) || (ref.startsWith('stash') && harmless === 'undo')) return [];
      if (!isSpoken && !rewritten) return [`${store} ${ref} is reached by nothing`];
      return !held.hasObject(id) && lost.length + said.length === 0 ? [`${store} ${ref} is gone`] : [];
    }),
  );
}
