import { posix, win32 } from 'node:path';

/** `C:\…`, `C:/…` or `\\server\share`. */
export function isWindowsPath(path: string): boolean {
  return /^(?:[a-z]:(?:[\\/]|$)|\\\\)/i.test(path);
}

/**
 * An absolute path in the form of the evidence. Git Bash's `/c/Users` is the same folder as `C:\Users`.
 * @param path as the command names it, expansions done
 * @param cwd absolute
 */
export function resolvePath(path: string, cwd: string): string {
  const windows = isWindowsPath(cwd);
  const drive = windows ? /^\/([a-z])(?=\/|$)/i.exec(path)?.[1] : undefined;
  if (drive) return win32.normalize(`${drive.toUpperCase()}:${path.slice(2) || '\\'}`);
  if (isWindowsPath(path)) return win32.normalize(path);
  if (path.startsWith('/')) return isNormal(path) ? path : withoutEndSlash(posix.normalize(path));
  if (windows) return win32.normalize(`${cwd}\\${path}`);
  return withoutEndSlash(posix.normalize(`${cwd}/${path}`));
}

/** Whether a path stands for one place, whatever the working folder. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || isWindowsPath(path);
}

/** Nothing to leave out: no empty part, no `.`, no `..`, no slash at the end. */
function isNormal(path: string): boolean {
  return !/\/\.{0,2}(?:\/|$)/.test(path);
}

function withoutEndSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

const places: Readonly<Record<string, string>> = {
  userprofile: '',
  home: '',
  homepath: '',
  appdata: '\\AppData\\Roaming',
  localappdata: '\\AppData\\Local',
  temp: '\\AppData\\Local\\Temp',
  tmp: '\\AppData\\Local\\Temp',
};

/** `~`, `%USERPROFILE%` and `$env:USERPROFILE` at the start of a path, as the evidence writes the home. */
export function withHome(path: string, home: string): string {
  if (path === '~' || path.startsWith('~/') || path.startsWith('~\\')) return home + path.slice(1);
  const named = /^(?:%(\w+)%|\$env:(\w+)|\$\{env:(\w+)\})(?=[\\/]|$)/i.exec(path);
  const name = (named?.[1] ?? named?.[2] ?? named?.[3])?.toLowerCase() ?? '';
  if (!named || !Object.hasOwn(places, name)) return path;
  return home + (places[name] ?? '') + path.slice(named[0].length);
}

/** Lower-case segments with the drive first where there is one: the form in which places are compared. */
export function segmentsOf(path: string): readonly string[] {
  const flat = (path.includes('\\') ? path.replaceAll('\\', '/') : path).toLowerCase();
  const drive = /^\/([a-z])\/users\//.exec(flat);
  return (drive ? `${drive[1]}:${flat.slice(2)}` : flat).split('/').filter((segment) => segment !== '');
}

/** Is `inner` the folder `outer` or anything below it? */
export function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return outer.length <= inner.length && outer.every((segment, index) => segment === inner[index]);
}

/**
 * Did the session itself create the path, or a folder above it?
 * @param created absolute paths of files and folders
 */
export function isOwnCreation(path: string, created: ReadonlySet<string> | undefined): boolean {
  if (!created || created.size === 0) return false;
  for (let at = path; ; ) {
    if (created.has(at)) return true;
    const above = folderOf(at);
    if (above === at || above === '.') return false;
    at = above;
  }
}

/** What lies above a path; a root is above itself. */
export function folderOf(path: string): string {
  if (isWindowsPath(path)) return win32.dirname(path);
  const slash = path.lastIndexOf('/');
  if (slash > 0) return path.slice(0, slash);
  return slash === 0 ? '/' : '.';
}
