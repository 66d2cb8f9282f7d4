import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { managedFolders } from '../../agents/claude-code.ts';
import type { ProjectFolder } from '../configuration/project-folders.ts';
import { statOf } from '../configuration/stat-of.ts';
import { type Home, hostPath, recordedPathOf } from '../home.ts';
import { homeRoots, type ScanRoot } from '../scan-roots.ts';

/** Where a project keeps what starts programs: settings, CI jobs, containers, tasks, scripts. */
const places = [
  '.claude/settings.json',
  '.claude/settings.local.json',
  '.github/workflows',
  '.gitlab-ci.yml',
  '.circleci',
  '.buildkite',
  'bitbucket-pipelines.yml',
  'azure-pipelines.yml',
  'Jenkinsfile',
  '.devcontainer',
  'Dockerfile',
  'docker-compose.yml',
  'compose.yaml',
  'Makefile',
  'justfile',
  'Taskfile.yml',
  'package.json',
  '.envrc',
  '.vscode/settings.json',
  '.vscode/tasks.json',
  'scripts',
  'script',
  'bin',
] as const;

const scriptsAtMost = 200;

/** Profiles, histories and settings of one user. @param userHome absolute, on this machine */
export function homeLaunchRoots(home: Home, userHome: string): ScanRoot[] {
  const roots = homeRoots(userHome, home);
  if (userHome === home.directory) return roots;
  const named = (path: string) => path.replace(/^~(?=\/)/, recordedPathOf(home, userHome));
  return roots.map((root) => ({
    ...root,
    prefix: named(root.prefix),
    ...(root.shown && { shown: { ...root.shown, path: named(root.shown.path) } }),
  }));
}

/** Settings of the machine, where absolute paths of the evidence can be read. */
export function machineLaunchRoots(home: Home, isLive: boolean): ScanRoot[] {
  if (!isLive && home.root === undefined) return [];
  return managedFolders
    .flatMap((folder) => [`${folder}/managed-settings.json`, `${folder}/managed-settings.d`])
    .map((recorded) => rootOf(hostPath(home, recorded), recorded))
    .filter(({ path }) => statOf(path));
}

/** The places of a project that exist, and the scripts that lie at its top. */
export function projectLaunchRoots({ path, recorded }: ProjectFolder): ScanRoot[] {
  return [...places, ...scriptsAt(path)]
    .map((place) => rootOf(join(path, place), `${recorded}/${place}`))
    .filter((root) => statOf(root.path));
}

/** A file is shown with its folder before its name, a folder as the beginning of what lies in it. */
function rootOf(path: string, recorded: string): ScanRoot {
  const shown = statOf(path)?.isDirectory() ? recorded : dirname(recorded);
  return { path, prefix: `${shown}/` };
}

function scriptsAt(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(?:sh|bash|zsh|ps1|bat|cmd)$/.test(name))
      .sort()
      .slice(0, scriptsAtMost);
  } catch {
    // No such folder, or none that may be entered: the session's mode stays unknown.
    return [];
  }
}
