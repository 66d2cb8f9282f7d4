import type { Neighbours } from '../../evidence/tree/neighbours.ts';

/** A loop that reads every file of a folder: the text of all of them in its place, and where that of one begins. */
export interface ReadByGlob {
  readonly text: string;
  readonly line: number;
}

const loop =
  /^[ \t]*for[ \t]+(\w+)[ \t]+in[ \t]+["']?([^\s;"']*?)["']?\/(["']?[\w.*?-]*\*[\w.*?-]*)(?:\([\w,.]*\))?["']?[ \t]*(?:;[ \t]*|\n[ \t]*)do\b([\s\S]{0,400}?)\bdone\b/gm;
const filesAtMost = 40;

/** `for f in lib/*.sh; do . "$f"; done`, where the file of the neighbours is one of them. */
export function readByGlob(text: string, neighbours: Neighbours): ReadByGlob | undefined {
  const { path } = neighbours;
  const [folder, name] = [
    path.slice(0, Math.max(0, path.lastIndexOf('/'))),
    path.slice(path.lastIndexOf('/') + 1),
  ];
  for (const found of text.matchAll(loop)) {
    const [whole, variable, given = '', glob = '', body = ''] = found;
    const reads = new RegExp(`(?:^|[\\s;&|])(?:source|\\.)[ \\t]+["']?\\$\\{?${variable}\\}?`);
    if (!reads.test(body) || !isFolder(given, folder) || !patternOf(glob).test(name)) continue;
    const names = neighbours
      .files(folder)
      .filter((one) => patternOf(glob).test(one))
      .slice(0, filesAtMost);
    const inOrder = [...names].sort();
    const texts = inOrder.map((one) => neighbours.read(folder === '' ? one : `${folder}/${one}`) ?? '');
    const at = inOrder.indexOf(name);
    if (at === -1) continue;
    const before = `${text.slice(0, found.index)}${texts.slice(0, at).map(ended).join('')}`;
    const after = texts.slice(at).map(ended).join('');
    return {
      text: `${before}${after}${text.slice(found.index + whole.length)}`,
      line: before.split('\n').length,
    };
  }
  return undefined;
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** What a script says of the folder fits; chezmoi writes the dot before a name as `dot_`. */
function isFolder(given: string, folder: string): boolean {
  const plain = given.replace(/^.*[$~)}][^/]*(?:\/|$)/, '').replace(/^(?:\.{1,2}\/)+/, '');
  const own = folder.replace(/(^|\/)dot_/g, '$1.');
  return plain !== '' && (own === plain || own.endsWith(`/${plain}`));
}

function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/["']/g, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`);
}
