import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { TriageError } from '../errors.ts';
import { whereLinksLead } from './configuration/follow-links.ts';
import { statOf } from './configuration/stat-of.ts';
import type { Home } from './home.ts';
import { liesIn } from './lies-in.ts';
import { namesIn } from './names-in.ts';

/** What is scanned: a folder or a file, and how its paths are shown. */
export interface ScanRoot {
  /** Absolute. */
  readonly path: string;
  /** Put before the relative paths of this root: `~/` for files of the home. */
  readonly prefix: string;
  /** Of a link to one file: what is shown, and what its form is told by, instead of the target. */
  readonly shown?: { readonly path: string; readonly fullPath: string };
}

const profiles =
  /^\.(?:bash|zsh|profile|sh|k?shrc|csh|tcsh|login|envrc|alias|functions|tmux|xprofile|xinitrc|inputrc|claude\.json|.*_history$|histfile)/;
/** Below the home: settings of the agent and of the editors, start files, jobs of the user. */
const further = [
  '.claude/settings.json',
  '.claude/settings.local.json',
  '.claude/remote-settings.json',
  '.claude/agents',
  '.claude/commands',
  '.claude/skills',
  '.claude/shell-snapshots',
  '.config/fish',
  '.local/share/fish/fish_history',
  '.config/environment.d',
  '.config/systemd/user',
  '.config/autostart',
  '.config/tmux',
  '.config/zsh',
  '.config/Code/User/settings.json',
  '.config/Code/User/tasks.json',
  '.config/Cursor/User/settings.json',
  '.config/zed/settings.json',
  '.config/powershell',
  '.local/share/powershell/PSReadLine',
  '.local/bin',
  'bin',
  'Library/LaunchAgents',
  'Library/Application Support/Code/User/settings.json',
  'Library/Application Support/Cursor/User/settings.json',
  'Documents/PowerShell',
  'AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine',
  'AppData/Roaming/Code/User/settings.json',
];

/** Profiles, histories and settings of one user that exist. @param userHome absolute, on this machine */
export function homeRoots(userHome: string, home: Home): ScanRoot[] {
  const names = namesIn(userHome).filter((name) => profiles.test(name) && !isFolder(join(userHome, name)));
  return [...names, ...further]
    .filter((name) => statOf(join(userHome, name)))
    .map((name) => homeRoot(name, { userHome, home }));
}

/** Profiles are often links into a folder of dotfiles: such a link is read, one out of the home or the image is not. */
function homeRoot(
  name: string,
  { userHome, home }: { readonly userHome: string; readonly home: Home },
): ScanRoot {
  const path = join(userHome, name);
  if (isFolder(path)) return { path, prefix: `~/${name}/` };
  const target = whereLinksLead(path, home);
  const prefix = `~/${name.slice(0, name.lastIndexOf('/') + 1)}`;
  const isOwn = target !== undefined && liesIn(target, home.root ?? userHome);
  if (!isOwn || target === path) return { path, prefix };
  return { path: target, prefix: '', shown: { path: `~/${name}`, fullPath: path } };
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** @throws {TriageError} where a path does not exist */
export function givenRoots(paths: readonly string[], cwd: string): ScanRoot[] {
  return paths.map((given) => {
    const path = resolve(cwd, given);
    if (!existsSync(path)) throw new TriageError(`no such file or folder: ${given}`);
    return {
      path: statOf(path)?.isSymbolicLink() ? realPath(path) : path,
      prefix: lstatSync(path).isFile() && liesIn(path, cwd) ? folderOf(relative(cwd, path)) : '',
    };
  });
}

/** A file keeps the folder in which it was given. */
function folderOf(path: string): string {
  const parts = path.split(sep).slice(0, -1);
  return parts.length === 0 ? '' : `${parts.join('/')}/`;
}
