import { folderOfGit } from '../../evidence/git/find-git.ts';
import { type Home, hostPath } from '../../evidence/home.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import { isProject } from '../../shell/project.ts';

/**
 * The folder of the git that reads the repositories of a home: none that a session could have written.
 * @param recorded folders in which sessions worked, as the evidence writes them
 * @throws {TriageError} where only such a git is found
 */
export function whichGit(
  { options, env }: Invocation<'repo' | 'git'>,
  home: Home,
  recorded: Iterable<string>,
): string {
  const worked = [...recorded].filter((folder) => isProject(folder, home.recordedPath));
  return folderOfGit({
    searchPath: env['PATH'] ?? '',
    given: options.git,
    home: home.directory,
    folders: [...options.roots, ...options.repo, ...worked.map((folder) => hostPath(home, folder))],
  });
}
