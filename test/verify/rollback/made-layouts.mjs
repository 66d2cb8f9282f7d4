import { cp, lstat, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Image, project } from './image.mjs';
import { layouts } from './layouts.mjs';

const made = new Map();

/** Gives an image the repositories of a layout, which is made once for all incidents. */
export async function copyOf(layout, image) {
  if (!made.has(layout)) made.set(layout, makeLayout(layouts[layout]));
  const template = await made.get(layout);
  await cp(template.root, image.root, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  await renamePaths(image.root, template.root);
  image.clock = template.clock;
  image.skew = template.skew;
  await image.settle({ isKept: true });
}

/** Removes what the incidents shared. */
export async function removeLayouts() {
  for (const template of made.values()) await rm((await template).folder, { recursive: true, force: true });
}

async function makeLayout({ make, skew = 0 }) {
  const image = new Image(await mkdtemp(join(tmpdir(), 'layout-')));
  image.skew = skew;
  await image.write(`${project}/.keep`, '');
  await image.run('rm .keep', project);
  for (const command of make) {
    image.clock += 600_000;
    const { code, output } = await image.run(command, project);
    if (code !== 0) throw new Error(`${command}: ${output}`);
  }
  return image;
}

/** Files of git that name the folder of the template name the copy's. */
async function renamePaths(root, template) {
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || /\/objects\/|\/index$/.test(path)) continue;
    const text = await readFile(path, 'latin1');
    if (!text.includes(template)) continue;
    const { atime, mtime } = await lstat(path);
    await writeFile(path, text.replaceAll(template, root), 'latin1');
    await utimes(path, atime, mtime);
  }
}
