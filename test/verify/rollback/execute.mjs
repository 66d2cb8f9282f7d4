import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runScript } from './program.mjs';
import { differences, snapshot } from './snapshot.mjs';
import { missing } from './wanted.mjs';

const origin = '/srv/git/proj.git';

const done = { code: 0, stderr: '' };

/** Runs a plan in its machine, undoes it, and runs it once more after somebody has worked there. */
export async function execute(built, { plan, script }, truth) {
  const { image, now } = built;
  if (script === undefined) {
    const wanted = await notBack(built, now, truth);
    wanted.missing.push(...(truth.published ?? []));
    return { run: done, undo: done, ...wanted, damaged: [], notUndone: [] };
  }
  const run = await runScript(image, script);
  const end = await snapshot(image);
  const wanted = await notBack(built, end, truth, { plan, script });
  if (truth.published) wanted.missing.push(...(await notPublished(built, script, truth.published)));
  const undo = await runScript(image, script, 'undo');
  return {
    run,
    undo,
    ...wanted,
    damaged: [...damage(built, end), ...strayCopies(plan, built)],
    notUndone: differences(now, await snapshot(image)),
    refusal: await refusal(built, plan, script),
  };
}

/** What of the truth is not there, and what is there only among the copies that the plan itself has made. */
async function notBack(built, end, { back = [] }, made) {
  const kept = [];
  const copies = made === undefined ? [] : await namedCopies(made);
  const states = { ...built, end, recovered: await recoveredFiles(built.image), copies, kept };
  const reasons = await Promise.all(back.map((item) => missing(states, item)));
  return { missing: reasons.filter((reason) => reason !== undefined), kept };
}

/** Files in the script's folder of copies that a step of the plan writes by their names, with that step's number. */
async function namedCopies({ plan, script }) {
  const [, folder] = /^copies='(.*)'$/m.exec(script);
  const files = await filesBelow(folder);
  return files.flatMap(({ path, content }) => {
    // The script was made a moment after the plan, under a time of its own.
    const named = plan.folder + path.slice(folder.length);
    const step = plan.steps.findIndex(
      ({ kind, commands }) => kind !== 'save' && commands.some((line) => line.includes(named)),
    );
    return step < 0 ? [] : [{ path: named, content, step: step + 1 }];
  });
}

/** What was the human's before and is now, or was made since, and is not there in the end. */
function damage({ before, after, now }, end) {
  const same = (left, right, name) => left.files[name]?.content === right.files[name]?.content;
  const isHuman = (name) => same(before, now, name) || !same(after, now, name);
  const files = Object.keys(now.files).filter((name) => isHuman(name) && !same(now, end, name));
  const trees = Object.keys(now.trees).filter(
    (name) =>
      now.trees[name].running.join() === before.trees[name]?.running.join() &&
      now.trees[name].running.join() !== end.trees[name]?.running.join(),
  );
  return [...files, ...trees];
}

/** Copies belong outside every working tree, and nothing beside the script. */
function strayCopies(plan, { image, now }) {
  const folders = plan.steps.flatMap(({ saveFolder }) => saveFolder ?? []);
  const inside = [...new Set(folders)].filter((folder) =>
    Object.keys(now.trees).some((tree) => folder.startsWith(`${tree}/`)),
  );
  return [
    ...inside.map((folder) => `copies inside a working tree, ${folder}`),
    ...(existsSync(join(image.folder, 'done')) ? ['a file beside the script, done'] : []),
  ];
}

async function notPublished({ image, before }, script, refs) {
  await runScript(image, script, 'remote');
  const { stores } = await snapshot(image);
  return refs
    .filter((ref) => stores[origin].refs[ref] !== before.stores[origin].refs[ref])
    .map((ref) => `${ref} of the remote repository`);
}

/** The human goes on, and the same script is run: with a commit where a repository is guarded, else with the files. */
async function refusal({ image, before }, plan, script) {
  const files = plan.guards.length === 0 ? filesToMove(plan, before) : [];
  if (plan.guards.length + files.length === 0) return undefined;
  for (const { repository } of plan.guards) {
    await image.run('git commit -q --allow-empty -m "Go on" || git branch went-on', repository);
  }
  for (const file of files) await image.write(file, 'written since\n');
  const moved = await snapshot(image);
  const { code } = await runScript(image, script);
  const isSame = differences(moved, await snapshot(image)).length === 0;
  return {
    code: code !== 0 && isSame ? code : 0,
    moved: files.length === 0 ? 'a new commit' : files.join(', '),
  };
}

/** Files that steps name, or that lay in a folder which they name. */
function filesToMove({ steps }, before) {
  const names = steps
    .filter(({ kind, commands }) => kind === 'files' && commands.length > 0)
    .flatMap(({ subject }) => (subject?.startsWith('/') ? [subject] : []));
  return names.flatMap((name) => {
    const below = Object.keys(before.files).filter((path) => path.startsWith(`${name}/`));
    return below.length > 0 ? below : [name];
  });
}

/** Contents that making the script wrote out, as latin1. */
async function recoveredFiles(image) {
  return (await filesBelow(join(image.folder, 'recovered-sh'))).map(({ content }) => content);
}

async function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => ({ path, content: await readFile(path, 'latin1') })));
}
