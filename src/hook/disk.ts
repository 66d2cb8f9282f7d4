import { lstatSync, readlinkSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, parse, sep } from 'node:path';

/** As many links as Linux follows for one path. https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const linksAtMost = 40;
/** Names that one call may have looked up: enough for thousands of files in the same folders. */
const lookupsAtMost = 4_096;

/** What a name stands for: where its link leads, or that it is something else; undefined where there is nothing. */
type Entry = { readonly link: string } | 'no link' | undefined;

/**
 * Where paths lead on this machine. Only names are looked up, those that a call itself says: no folder is listed and
 * no file opened.
 */
export class Disk {
  readonly #entries = new Map<string, Entry>();

  /**
   * A path without links, as far as it exists; what does not exist yet follows as it was written. A last part that is
   * a link is followed, too, whether or not something stands at its end.
   * @param path absolute in the form of this machine, else it is returned as it is; `..` leaves the folder to which a
   * link has led
   * @throws where links lead in circles, where the disk fails, and where too many names are asked for
   */
  real(path: string): string {
    if (!isAbsolute(path)) return path;
    let { root: at } = parse(path);
    let links = 0;
    const pending = partsOf(path.slice(at.length));
    for (let name = pending.shift(); name !== undefined; name = pending.shift()) {
      const next = name === '..' ? dirname(at) : join(at, name);
      const entry = name === '..' ? 'no link' : this.#entry(next);
      if (entry === undefined) return join(next, ...pending);
      if (entry === 'no link') at = next;
      else {
        links += 1;
        if (links > linksAtMost) throw new Error('its links lead in circles');
        const { root } = parse(entry.link);
        pending.unshift(...partsOf(entry.link.slice(root.length)));
        if (root !== '') at = root;
      }
    }
    return at;
  }

  /** The same for what is done to a link itself and not to what it leads to, as `rm` does. */
  realOfLink(path: string): string {
    return isAbsolute(path) && dirname(path) !== path ? join(this.real(dirname(path)), basename(path)) : path;
  }

  #entry(path: string): Entry {
    if (this.#entries.has(path)) return this.#entries.get(path);
    if (this.#entries.size >= lookupsAtMost) throw new Error('it names too many places to look up');
    const entry = entryAt(path);
    this.#entries.set(path, entry);
    return entry;
  }
}

function partsOf(path: string): string[] {
  return path.split(sep).filter((part) => part !== '' && part !== '.');
}

/** What nobody can open is no way to anything: such a path is judged as it was written. */
const nothingThere: ReadonlySet<unknown> = new Set([
  'ENOENT',
  'ENOTDIR',
  'EACCES',
  'EPERM',
  'EINVAL',
  'ENAMETOOLONG',
  'ERR_INVALID_ARG_VALUE',
]);

function entryAt(path: string): Entry {
  try {
    return lstatSync(path).isSymbolicLink() ? { link: readlinkSync(path) } : 'no link';
  } catch (error) {
    if (error instanceof Error && 'code' in error && nothingThere.has(error.code)) return undefined;
    throw error;
  }
}
