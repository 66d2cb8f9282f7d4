import { posix } from 'node:path';
import { isWindowsPath } from '../shell/paths.ts';

/**
 * A path as rules see it: POSIX form, drives as `/c`, no end slash.
 * https://code.claude.com/docs/en/permissions#read-and-edit
 * @param path absolute, or relative to `cwd`
 * @param home what a leading `~` stands for
 */
export function rulePath(path: string, cwd: string, home: string): string {
  if (path === '~') return toPosix(home);
  if (/^~[\\/]/.test(path)) return toPosix(`${toPosix(home)}/${slashed(path.slice(2), home)}`);
  if (isWindowsPath(path) || path.startsWith('/')) return toPosix(path);
  return toPosix(`${toPosix(cwd)}/${slashed(path, cwd)}`);
}

/** Segments below `root`, or undefined where the path does not lie there; the root itself has none. */
export function below(path: string, root: string): readonly string[] | undefined {
  if (path === root) return [];
  const start = root === '/' ? '/' : `${root}/`;
  return path.startsWith(start) ? path.slice(start.length).split('/') : undefined;
}

/** Does the path lie in the folder, or is it the folder itself? */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** Windows and macOS do not tell `.ENV` from `.env`. */
export function ignoresCase(cwd: string): boolean {
  return isWindowsPath(cwd) || /^\/(?:[a-z]\/|Users\/|Volumes\/)/.test(cwd);
}

function slashed(path: string, beside: string): string {
  return isWindowsPath(beside) ? path.replaceAll('\\', '/') : path;
}

function toPosix(path: string): string {
  if (!isWindowsPath(path)) return withoutEndSlash(posix.normalize(path));
  const flat = path.replaceAll('\\', '/');
  const drive = /^([a-z]):/i.exec(flat)?.[1];
  if (drive === undefined) return withoutEndSlash(`/${posix.normalize(flat)}`.replace(/^\/+/, '//'));
  return withoutEndSlash(posix.normalize(`/${drive.toLowerCase()}/${flat.slice(2)}`));
}

function withoutEndSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
