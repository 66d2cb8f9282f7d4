import type { Neighbours } from '../../evidence/tree/neighbours.ts';
import { type Instruction, instructionsOf } from './instructions.ts';

const imageFile = /^(?:.*[._-])?(?:dockerfile|containerfile)(?:[._-].*)?$/i;
const imagesAtMost = 40;

/** A file from which an image is built. */
interface ImageFile {
  /** From the root of the neighbours. */
  readonly path: string;
  readonly text: string;
}

/** The images near a file into which it is copied to be started or read there. */
export function imagesHolding(neighbours: Neighbours): ImageFile[] {
  return imagesNear(neighbours).filter(({ path, text }) => {
    const instructions = instructionsOf(text);
    const context = contextOf(path, instructions, neighbours);
    return isUsed(neighbours.path, context, instructions);
  });
}

/** Those beside the file and above it, and in folders next to those. */
function imagesNear(neighbours: Neighbours): ImageFile[] {
  const above = foldersAbove(neighbours.path);
  const beside = above.flatMap((folder) => neighbours.folders(folder).map((name) => join(folder, name)));
  const paths = [...new Set([...above, ...beside])].flatMap((folder) =>
    neighbours
      .files(folder)
      .filter((name) => imageFile.test(name))
      .map((name) => join(folder, name)),
  );
  return paths.slice(0, imagesAtMost).flatMap((path) => {
    const text = neighbours.read(path);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** The folder of a path and those above it, the root last. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}

/**
 * Which folder an image is built from, its file does not say: the nearest one, its own or one above, that holds what it
 * copies.
 */
function contextOf(path: string, instructions: readonly Instruction[], neighbours: Neighbours): string {
  const folders = foldersAbove(path);
  const sources = instructions.flatMap(({ name, text }) =>
    name === 'COPY' || name === 'ADD'
      ? copyOf(text).sources.filter((source) => /^[\w./-]+$/.test(source))
      : [],
  );
  const held = (folder: string) =>
    sources.filter((source) => {
      const at = join(folder, source.replace(/\/$/, ''));
      return (
        neighbours.read(at) !== undefined || neighbours.folders(at).length + neighbours.files(at).length > 0
      );
    }).length;
  const [best] = folders.map((folder) => ({ folder, count: held(folder) })).sort((a, b) => b.count - a.count);
  return best?.folder ?? '';
}

function isUsed(path: string, context: string, instructions: readonly Instruction[]): boolean {
  const inside =
    context === '' ? path : path.startsWith(`${context}/`) ? path.slice(context.length + 1) : undefined;
  if (inside === undefined) return false;
  return instructions.some(({ name, text }) => {
    const copied = name === 'COPY' || name === 'ADD' ? placeOf(inside, text) : undefined;
    if (copied === undefined) return false;
    return copied.isNamed || isStarted(copied.target, instructions) || (copied.inFolder && isForOthers(path));
  });
}

interface Copied {
  /** Where it lies in the image. */
  readonly target: string;
  /** The instruction names the file itself, not a folder that holds it. */
  readonly isNamed: boolean;
  /** It names the folder that holds it, which is not the whole context. */
  readonly inFolder: boolean;
}

/** Settings that no agent reads where they lie are there to be copied. */
function isForOthers(path: string): boolean {
  return /(?:^|\/)(?:managed-)?settings(?:\.local)?\.json$/.test(path) && !/(?:^|\/)\.[\w-]+\//.test(path);
}

/** What an instruction copies, and to where; nothing for what an earlier stage holds, which is not what lies here. */
function copyOf(text: string): { readonly sources: readonly string[]; readonly target: string } {
  const words = wordsOf(text);
  if (/(?:^|\s)--from=/.test(text) || words.length < 2) return { sources: [], target: '' };
  const sources = words.slice(0, -1).map((word) => word.replace(/^\.?\//, ''));
  return { sources, target: words.at(-1) ?? '' };
}

/** https://docs.docker.com/reference/dockerfile/#copy */
function placeOf(path: string, text: string): Copied | undefined {
  const { sources, target } = copyOf(text);
  for (const source of sources) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (matches(source, path)) {
      const isFolder = target.endsWith('/') || sources.length > 1 || /^\.?$/.test(target);
      return { target: isFolder ? join(target, name) : target, isNamed: true, inFolder: false };
    }
    const folder = source.replace(/\/$|^\.$/, '');
    if (folder === '' || path.startsWith(`${folder}/`)) {
      const rest = folder === '' ? path : path.slice(folder.length + 1);
      return { target: join(target.replace(/\/$/, ''), rest), isNamed: false, inFolder: folder !== '' };
    }
  }
  return undefined;
}

function wordsOf(text: string): string[] {
  const plain = text.replace(/\\\n/g, ' ').replace(/^(?:\s*--[\w-]+(?:=\S*)?)+/, '');
  const list = /^\s*\[(.*)\]\s*$/s.exec(plain)?.[1];
  const words = list === undefined ? plain.trim().split(/\s+/) : list.split(',');
  return words.map((word) => word.trim().replace(/^["']|["']$/g, '')).filter((word) => word !== '');
}

function matches(source: string, path: string): boolean {
  if (!/[*?]/.test(source)) return source === path;
  // A pattern of all files is a folder, whatever lies in it.
  if (!/\w/.test(source)) return false;
  const pattern = source
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`^${pattern}$`).test(path);
}

/** Whether the image starts a file: what is copied with a whole folder may be there for no reason. */
function isStarted(target: string, instructions: readonly Instruction[]): boolean {
  const name = target.slice(target.lastIndexOf('/') + 1);
  return instructions.some(
    ({ name: instruction, text }) =>
      ['ENTRYPOINT', 'CMD', 'RUN', 'HEALTHCHECK'].includes(instruction) &&
      text
        .split(/[\s"',[\];&|=]+/)
        .some((word) => word === target || word === name || word.endsWith(`/${name}`)),
  );
}

function join(folder: string, name: string): string {
  return folder === '' || folder === '.' ? name : `${folder.replace(/\/$/, '')}/${name}`;
}
