import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import { gitInvocationOf } from '../../shell/git-invocation.ts';
import { isHome } from '../../shell/homes.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { isWithin, segmentsOf } from '../../shell/paths.ts';
import { isProject, projectOf, userFolders } from '../../shell/project.ts';
import { zoneOf } from '../../shell/zone.ts';
import { neverRan, type ToolCall } from '../tool-call.ts';

interface Observed {
  readonly call: ToolCall;
  readonly analysis: CommandAnalysis;
  readonly paths: PathContext;
}

const mostProjects = 100;
const mostEdited = 1000;

/**
 * The folders besides its own in which one session works as in a project: it commits, builds or installs there, goes to
 * files there that it edited, or was started there. Takes its calls in order.
 */
export class WorkedProjects {
  #folders: readonly string[] = [];
  readonly #edited = new Set<string>();

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** Files that editing tools changed; absolute. */
  edited(paths: readonly string[]): void {
    for (const path of paths) if (this.#edited.size < mostEdited) this.#edited.add(path);
  }

  /** @returns whether the call shows a project that was not known before */
  observe({ call, analysis, paths }: Observed): boolean {
    if (neverRan(call.outcome) || (call.outcome === 'failed' && nothingThere.test(call.result?.text ?? '')))
      return false;
    const shown = [
      ...this.#branchFolders(call, paths.home),
      ...analysis.commands.flatMap(workedIn),
      ...analysis.commands.filter(isHere).flatMap(({ cwd }) => (this.#hasEdited(cwd) ? [cwd] : [])),
    ];
    const before = this.#folders;
    for (const folder of new Set(shown)) this.#add(folder, paths);
    return this.#folders !== before;
  }

  /**
   * Records name the branch of the folder that a call was made in; a detached one is named as no folder's. Of a home,
   * which may keep no more than its settings in git, the folders in which the session edited files.
   */
  #branchFolders({ cwd, gitBranch }: ToolCall, home: string): readonly string[] {
    if (cwd === undefined || !gitBranch || gitBranch === 'HEAD') return [];
    if (cwd !== home) return [cwd];
    const below = [...this.#edited].filter((path) => isWithin(segmentsOf(path), segmentsOf(home)));
    return below
      .flatMap((path) => /^[\\/][^\\/]+(?=[\\/])/.exec(path.slice(home.length))?.[0] ?? [])
      .map((name) => home + name);
  }

  /** Whoever goes to a folder after editing files in it works there. */
  #hasEdited(folder: string): boolean {
    if (this.#edited.size === 0 || isHome(segmentsOf(folder))) return false;
    const separator = folder.includes('\\') ? '\\' : '/';
    return [...this.#edited].some((path) => path.startsWith(`${folder}${separator}`));
  }

  #add(folder: string, paths: PathContext): void {
    const known = { ...paths, projects: this.#folders };
    if (this.#folders.includes(folder) || projectOf(segmentsOf(folder), known)) return;
    if (this.#folders.length < mostProjects && canBe(folder, paths))
      this.#folders = [...this.#folders, folder];
  }
}

/** The home itself, or a folder for work: no scratch folder, no system's, none that is hidden. */
function canBe(folder: string, paths: PathContext): boolean {
  if (folder === paths.home) return true;
  const [name = '', ...deeper] = segmentsOf(folder).slice(segmentsOf(paths.home).length);
  if (deeper.length === 0 && userFolders.has(name)) return false;
  const zone = zoneOf(folder, paths);
  const isHidden = /[\\/]\./.test(folder);
  return (zone === 'home' || zone === 'outside') && !isHidden && isProject(folder, paths.home);
}

const nothingThere =
  /not a git repository|could not read package\.json|no such file or directory|cannot find path|not found/i;

/** On this machine, in a folder that is known. */
function isHere({ remote, cwd }: SimpleCommand): boolean {
  return remote === undefined && /^(?:\/|[a-z]:)/i.test(cwd);
}

function workedIn(command: SimpleCommand): readonly string[] {
  if (!isHere(command)) return [];
  const git = gitInvocationOf(command);
  if (git) return gitWork.has(git.subcommand) ? [git.directory] : [];
  const verbs = Object.hasOwn(builders, command.program) ? builders[command.program] : undefined;
  const verb = command.argv.slice(1).find((word) => !word.startsWith('-'));
  const isGlobal = command.argv.some((word) => /^(?:-g|--global|--location=global)$/.test(word));
  return verbs?.test(verb ?? '') && !isGlobal ? [command.cwd] : [];
}

/** Whoever only looks at a repository does not work in it. */
const gitWork: ReadonlySet<string> = new Set(
  'add commit merge rebase cherry-pick revert push pull stash switch checkout restore rm mv am apply'.split(
    ' ',
  ),
);

const nodeWork = /^(?:|install|i|ci|add|run|run-script|build|test|start|exec|dev|update|uninstall|remove)$/;

/** What builds the project of the folder in which it is started, by the verbs with which it does. */
const builders: Readonly<Record<string, RegExp>> = {
  npm: nodeWork,
  pnpm: nodeWork,
  yarn: nodeWork,
  bun: nodeWork,
  next: /^(?:build|dev|start)$/,
  vite: /^(?:build|dev)?$/,
  tsc: /^/,
  cargo: /^(?:build|b|test|t|run|r|check|clippy)$/,
  go: /^(?:build|test|vet|mod|generate)$/,
  mvn: /^/,
  mvnw: /^/,
  gradle: /^/,
  gradlew: /^/,
  dotnet: /^(?:build|test|run|publish|restore)$/,
  composer: /^(?:install|update|require|dump-autoload)$/,
  bundle: /^(?:install|exec)$/,
  poetry: /^(?:install|run|add|build)$/,
  uv: /^(?:sync|run|add|lock|build)$/,
  mix: /^(?:compile|test|deps\.get)$/,
  flutter: /^(?:build|test|run|pub)$/,
  make: /^/,
  cmake: /^/,
  pytest: /^/,
  prisma: /^(?:generate|migrate)$/,
};
