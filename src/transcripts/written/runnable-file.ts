/** Endings of what a shell, an interpreter, a client of a database or a runner runs. */
const endings: ReadonlySet<string> = new Set(
  'sh bash zsh fish ksh command py pyw js mjs cjs jsx ts mts cts tsx rb rake gemspec pl pm php lua r ps1 psm1 bat cmd applescript sql mk awk sed go rs just gradle kts cmake tf'.split(
    ' ',
  ),
);

/** What runners read by their own names, besides what has such an ending. */
const names: ReadonlySet<string> = new Set(
  'package.json composer.json deno.json deno.jsonc pyproject.toml mise.toml .mise.toml tox.ini lefthook.yml .pre-commit-config.yaml taskfile.yml taskfile.yaml compose.yml compose.yaml docker-compose.yml docker-compose.yaml pom.xml build.xml build.ninja cmakelists.txt'.split(
    ' ',
  ),
);

/** Whether anything runs or reads a file as code: by its name, by a name without an ending, by its first line. */
export function isRunnable(path: string, text: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || text.startsWith('#!') || names.has(name)) return true;
  return endings.has(name.slice(dot + 1)) || /^(?:dockerfile|containerfile|makefile)\./.test(name);
}
