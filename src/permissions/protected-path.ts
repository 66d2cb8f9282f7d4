import { type AgentVersion, isAtLeast } from './agent-version.ts';
import { rulePath } from './rule-path.ts';

/** Folders whose contents are protected, with the version that added them. */
const folders = new Map<string, string>([
  ['.git', '0.0.0'],
  ['.vscode', '0.0.0'],
  ['.idea', '0.0.0'],
  ['.claude', '0.0.0'],
  ['.husky', '2.1.90'],
  ['.config/git', '2.1.160'],
  ['.cargo', '2.1.160'],
  ['.devcontainer', '2.1.160'],
  ['.yarn', '2.1.160'],
  ['.mvn', '2.1.160'],
]);

/** What of `.claude` was protected before the whole folder was. */
const earlyOwnParts = new Set(['settings.json', 'settings.local.json', 'commands', 'agents', 'skills']);

const earlyFiles = `.gitconfig .gitmodules .bashrc .bash_profile .zshrc .zprofile .profile .ripgreprc .mcp.json
  .claude.json`;
const laterFiles = `.bash_login .bash_aliases .bash_logout .zshenv .zlogin .zlogout .envrc .npmrc .yarnrc .yarnrc.yml
  .pnp.cjs .pnp.loader.mjs .pnpmfile.cjs bunfig.toml .bunfig.toml .bazelrc .bazelversion .bazeliskrc
  .pre-commit-config.yaml lefthook.yml lefthook.yaml .lefthook.yml .lefthook.yaml gradle-wrapper.properties
  maven-wrapper.properties .devcontainer.json pyrightconfig.json`;

const since = '2.1.160';
const files = new Map<string, string>([
  ...earlyFiles.split(/\s+/).map((name) => [name, '0.0.0'] as const),
  ...laterFiles.split(/\s+/).map((name) => [name, since] as const),
]);

/**
 * Is this a path that no mode but bypass writes without asking?
 * https://code.claude.com/docs/en/permission-modes#protected-paths and, for the versions, the changelog (2.1.90, 2.1.160)
 * @param path in the form of {@link rulePath}
 */
export function isProtectedPath(path: string, version: AgentVersion | undefined): boolean {
  const segments = path.split('/').map((segment) => segment.toLowerCase());
  const file = files.get(segments.at(-1) ?? '');
  if (file !== undefined && isAtLeast(version, file)) return true;
  return segments.some((_, at) => isProtectedFolder(segments, at, version));
}

function isProtectedFolder(
  segments: readonly string[],
  at: number,
  version: AgentVersion | undefined,
): boolean {
  const name = segments[at] ?? '';
  const next = segments[at + 1] ?? '';
  const floor = folders.get(name) ?? folders.get(`${name}/${next}`);
  if (floor === undefined || (name === '.claude' && next === 'worktrees')) return false;
  if (name === '.claude' && !isAtLeast(version, '2.1.78')) return earlyOwnParts.has(next);
  return isAtLeast(version, floor);
}

/** What bypass mode does with a write there: it asked between 2.1.78 and 2.1.125. */
export function bypassAsks(path: string, version: AgentVersion | undefined): boolean {
  if (!isAtLeast(version, '2.1.78') || isAtLeast(version, '2.1.126')) return false;
  const exempt = isAtLeast(version, '2.1.121') && /\/\.claude\/(?:skills|agents|commands)\//.test(path);
  return !exempt;
}

/** Claude Code's own notes, which it writes without asking: plans and the memory of the project. */
export function isOwnNote(path: string, home: string): boolean {
  const base = `${rulePath('~', home, home)}/.claude/`;
  return (
    path.startsWith(base) &&
    /^(?:plans\/|projects\/[^/]+\/(?:memory|[^/]+\/session-memory)\/)/.test(path.slice(base.length))
  );
}
