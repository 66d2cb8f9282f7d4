// What a tree is, as one line for each entry: evidence has to be the same before and after. The kernel sets the time of
// the last change of an entry, and nobody sets it back, so that no content has to be read for this.
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';

/** @returns {Map<string, string>} by the path, its bytes as Latin-1: names need not be UTF-8 */
export function treeDigest(folder, found = new Map()) {
  for (const { path, stat } of entriesIn(folder)) {
    const target = stat.isSymbolicLink() ? readlinkSync(Buffer.from(path, 'latin1')) : '';
    found.set(path, `${stat.mode} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${target}`);
    if (stat.isDirectory()) treeDigest(path, found);
  }
  return found;
}

/** Entries that are new, gone or other. */
export function differences(before, after) {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}

/** Access times of the regular files below a folder, in nanoseconds. */
export function accessTimes(folder, found = new Map()) {
  for (const { path, stat } of entriesIn(folder)) {
    if (stat.isDirectory()) accessTimes(path, found);
    else if (stat.isFile()) found.set(path, stat.atimeNs);
  }
  return found;
}

function entriesIn(folder) {
  return readdirSync(Buffer.from(folder, 'latin1'), { encoding: 'buffer' }).map((name) => {
    const path = Buffer.concat([Buffer.from(`${folder}/`, 'latin1'), name]);
    return { path: path.toString('latin1'), stat: lstatSync(path, { bigint: true }) };
  });
}
