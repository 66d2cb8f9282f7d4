import type { ResolvedFile } from '../evidence/configuration/resolve-binary.ts';
import { zoneOf } from '../shell/zone.ts';
import type { PackageReference } from './package-reference.ts';

/**
 * Who answers for a file of this machine that a server runs: a package manager or vendor that `installed` it, the
 * history of the repository that holds it as it is (`committed`), a repository that does not (`uncommitted`), nobody
 * (`unknown`).
 */
export type Standing = 'installed' | 'committed' | 'uncommitted' | 'unknown';

/** Folders that package managers and vendors fill; what a session puts there is told by who wrote it. */
const filledByInstallers: readonly RegExp[] = [
  // https://docs.npmjs.com/cli/configuring-npm/folders, https://docs.python.org/3/library/venv.html
  /\/(?:node_modules|site-packages|dist-packages)\//,
  /\/\.?v?env\/(?:bin|Scripts)\//i,
  // https://pipx.pypa.io/, https://docs.astral.sh/uv/reference/storage/, https://github.com/nvm-sh/nvm and their like
  /\/\.local\/(?:share\/)?(?:pipx|uv|mise|pnpm)\//,
  /\/\.(?:nvm|fnm|volta|asdf|mise|bun|deno|cargo|rustup|pyenv|rbenv|sdkman|dotnet|nix-profile|npm-global|npm|cache)\//,
  /^\/(?:nix\/store|snap|opt|home\/linuxbrew|Applications|Library)\//,
  /\/go\/bin\//,
  // https://code.visualstudio.com/docs/configure/extensions/extension-marketplace, https://code.claude.com/docs/en/plugins
  /\/\.(?:vscode|vscode-server|cursor|windsurf)\/extensions\//,
  /\/\.claude\/plugins\//,
  /\/Library\/Application Support\//,
  /\/AppData\/(?:Local|Roaming)\//i,
  /^[a-z]:\/Program Files/i,
];

/** What the command of a server stands for. */
interface Launched {
  readonly package?: PackageReference;
  readonly inlineCode?: string;
  readonly script?: ResolvedFile;
  readonly binary?: ResolvedFile;
}

/** What a server runs of this machine: the script, else the program itself; nothing where it fetches what it runs. */
export function localFileOf({
  package: fetched,
  inlineCode,
  script,
  binary,
}: Launched): ResolvedFile | undefined {
  if (fetched || (inlineCode !== undefined && !script)) return undefined;
  const file = script ?? binary;
  return file?.presence === 'present' && file.facts ? file : undefined;
}

/**
 * @param home as the evidence writes it
 * @param isCommitted whether the repository has the file as it is
 */
export function standingOf(
  { path, repository }: ResolvedFile,
  { home, isCommitted }: { readonly home: string; readonly isCommitted: boolean },
): Standing {
  const written = path.replaceAll('\\', '/');
  if (filledByInstallers.some((folder) => folder.test(written))) return 'installed';
  if (repository !== undefined && repository !== home) return isCommitted ? 'committed' : 'uncommitted';
  const zone = zoneOf(path, { home, cwd: home, repository: home });
  return zone === 'system' || zone === 'path-binaries' ? 'installed' : 'unknown';
}
