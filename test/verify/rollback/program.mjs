import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepAsTables } from '../../support/reftable/keep-as-tables.mjs';
import { environmentAt } from './git-environment.mjs';
import { home, start, withoutImagePaths } from './image.mjs';

const main = join(import.meta.dirname, '../../../dist/main.js');

/** Plan for a machine, from its evidence, and its script; a plan without steps needs none. */
export async function planFor({ image, keepsTables }, options = []) {
  const giveBackFiles = keepsTables ? (await image.gitFolders()).map((folder) => keepAsTables(folder)) : [];
  const giveBack = await withoutImagePaths(image);
  try {
    const json = await rollback(image, [...options, '--format', 'json']);
    if (![0, 1, 3].includes(json.code)) throw new Error(`exit ${json.code}: ${json.stderr.slice(0, 400)}`);
    const plan = JSON.parse(json.stdout);
    if (plan.steps.length === 0) return { plan };
    const script = await rollback(image, [...options, '--format', 'sh']);
    return { plan, script: image.inside(script.stdout) };
  } finally {
    await giveBack();
    for (const give of giveBackFiles) give();
  }
}

function rollback(image, options) {
  const place = ['--home', image.path(home), '--root', image.root, '--output', '-'];
  const recover = ['--recover', join(image.folder, `recovered-${options.at(-1)}`)];
  return start(process.execPath, [main, 'rollback', ...place, ...recover, ...options]);
}

/**
 * Runs the script of a plan in the machine that it is for, with one answer to every question.
 * @param mode `run`, `remote` or `undo`
 */
export async function runScript(image, script, mode = 'run') {
  const path = join(image.folder, 'plan.sh');
  await writeFile(path, script);
  return start('sh', [path, mode], {
    cwd: image.folder,
    input: 'y\n'.repeat(500),
    env: environmentAt(image.clock / 1000 + 3600, image.path(home)),
  });
}
