import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { home, start } from './image.mjs';

/** Everything on a machine that can still hold a content: objects of git, files, the agent's records and copies. */
export class Holders {
  #objects;
  #files;
  #records;

  constructor(objects, files, records) {
    this.#objects = objects;
    this.#files = files;
    this.#records = records;
  }

  static async on(image, state) {
    const objects = await Promise.all((await image.gitFolders()).map(objectsOf));
    const files = new Set(Object.values(state.files).map(({ content }) => content));
    return new Holders(new Set(objects.flat()), files, await recordsOf(image));
  }

  hasObject(id) {
    return this.#objects.has(id);
  }

  /** @param content bytes as latin1 */
  hasContent(content) {
    if (this.#files.has(content) || blobIds(content).some((id) => this.#objects.has(id))) return true;
    const written = JSON.stringify(Buffer.from(content, 'latin1').toString('utf8')).slice(1, -1);
    // What a command printed is recorded as one string, without the line break at its end.
    const printed = `"${written.replace(/\\n$/, '')}"`;
    const isIn = (text) => text === content || text.includes(written) || text.includes(printed);
    return this.#records.some((text) => isIn(text) || isDifferenceIn(text, content));
  }
}

/** A difference that names the content by its id, and has all of its lines: a file of few lines is shown as a whole. */
function isDifferenceIn(text, content) {
  if (!blobIds(content).some((id) => text.includes(`..${id.slice(0, 7)}`))) return false;
  const lines = content.split('\n').filter((line) => line !== '');
  return lines.every((line) => ['+', ' '].some((mark) => text.includes(`\\n${mark}${line}`)));
}

/** The id of a content in a repository of either format. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function blobIds(content) {
  const bytes = Buffer.from(content, 'latin1');
  return ['sha1', 'sha256'].map((algorithm) =>
    createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex'),
  );
}

async function objectsOf(folder) {
  const args = ['--git-dir', folder, 'cat-file', '--batch-all-objects', '--batch-check=%(objectname)'];
  return (await start('git', args)).stdout.split('\n').filter((id) => id !== '');
}

async function recordsOf(image) {
  const folder = image.path(`${home}/.claude`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')));
}
