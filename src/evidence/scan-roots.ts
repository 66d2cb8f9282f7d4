import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { TriageError } from '../errors.ts';

/** What is scanned: a folder or a file, and how its paths are shown. */
export interface ScanRoot {
  /** Absolute. */
  readonly path: string;
  /** Put before the relative paths of this root: `~/` for files of the home. */
  readonly prefix: string;
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

/** Profiles, histories and settings of a home that exist. @param home absolute */
export function homeRoots(home: string): ScanRoot[] {
  const names = existsSync(home) ? readdirSync(home).filter((name) => profiles.test(name)) : [];
  const candidates = [...names.sort(), ...further].filter((name) => existsSync(join(home, name)));
  return candidates
    .filter((name) => !lstatSync(join(home, name)).isDirectory() || further.includes(name))
    .map((name) => ({
      path: join(home, name),
      prefix: lstatSync(join(home, name)).isDirectory()
        ? `~/${name}/`
        : `~/${name.slice(0, name.lastIndexOf('/') + 1)}`,
    }));
}

/** @throws {TriageError} where a path does not exist */
export function givenRoots(paths: readonly string[], cwd: string): ScanRoot[] {
  return paths.map((given) => {
    const path = resolve(cwd, given);
    if (!existsSync(path)) throw new TriageError(`no such file or folder: ${given}`);
    return { path, prefix: '' };
  });
}

/** Whether a path lies in a folder or is it. */
export function liesIn(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside === '' || (!inside.startsWith('..') && !isAbsolute(inside));
}
