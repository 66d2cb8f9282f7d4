import { join, posix, relative, sep, win32 } from 'node:path';
import { liesIn } from './lies-in.ts';

/** Where a folder of the evidence lies on this machine. */
export interface PathMapping {
  /** As the evidence writes it: `/home/dana/app`, `C:\Users\dana`. */
  readonly from: string;
  /** Absolute, on this machine. */
  readonly to: string;
}

/** Whether a path of the evidence names a folder or lies in it; both in the evidence's own form. */
export function recordedIn(path: string, folder: string): boolean {
  const inside = plain(path);
  const above = plain(folder);
  return inside === above || inside.startsWith(above === '/' ? above : `${above}/`);
}

/** Where a path of the evidence lies here, by the mapping of the innermost folder that holds it. */
export function mappedHere(path: string, mappings: readonly PathMapping[]): string | undefined {
  const fit = innermost(mappings, ({ from }) => (recordedIn(path, from) ? from.length : undefined));
  return fit && join(fit.to, plain(path).slice(plain(fit.from).length));
}

/** The inverse: how the evidence writes a path of this machine. */
export function mappedBack(file: string, mappings: readonly PathMapping[]): string | undefined {
  const fit = innermost(mappings, ({ to }) => (liesIn(file, to) ? to.length : undefined));
  if (!fit) return undefined;
  const inside = relative(fit.to, file).split(sep).join('/');
  const from = fit.from.replace(/[\\/]$/, '');
  return inside === '' ? fit.from : `${from}/${inside}`;
}

/** Windows paths with `/` and a small drive letter; without a slash at the end and without `..`. */
function plain(path: string): string {
  const isWindows = /^[A-Za-z]:[\\/]/.test(path);
  const slashed = isWindows ? win32.normalize(path).replaceAll('\\', '/') : posix.normalize(path);
  return slashed.replace(/^[A-Z]:/, (drive) => drive.toLowerCase()).replace(/(?<=.)\/$/, '');
}

function innermost(
  mappings: readonly PathMapping[],
  lengthOf: (mapping: PathMapping) => number | undefined,
): PathMapping | undefined {
  let best: { readonly mapping: PathMapping; readonly length: number } | undefined;
  for (const mapping of mappings) {
    const length = lengthOf(mapping);
    if (length !== undefined && length > (best?.length ?? -1)) best = { mapping, length };
  }
  return best?.mapping;
}
