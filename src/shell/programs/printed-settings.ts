/** Programs whose output is made to be evaluated, variables and functions of the shell: by the words behind the name. */
const byProgram: Readonly<Record<string, RegExp>> = {
  'ssh-agent keychain dircolors lesspipe lesspipe.sh register-python-argcomplete': /^/,
  // https://docs.brew.sh/Manpage#shellenv-shell-
  brew: /^shellenv\b/,
  'opam fnm nix-your-shell': /^/,
  luarocks: /^path\b/,
  direnv: /^(?:hook|export)\b/,
  'starship zoxide pyenv rbenv nodenv goenv jenv mise anyenv atuin oh-my-posh': /^(?:init|activate|hook)\b/,
  conda: /^shell\.\w+ hook\b/,
  minikube: /^(?:docker|podman)-env\b/,
  'docker-machine': /^env\b/,
  thefuck: /^--alias\b/,
  fzf: /^--(?:bash|zsh|fish)$/,
};

const table = new Map(
  Object.entries(byProgram).flatMap(([names, words]) =>
    names.split(' ').map((name) => [name, words] as const),
  ),
);

/** How nearly every program prints its own completions. https://cobra.dev/docs/how-to-guides/shell-completion/ */
const completions =
  /^(?:shell-)?completions?(?: (?:-s|--shell|(?:--shell=)?(?:--)?(?:bash|zsh|fish|powershell|pwsh)|-))*$/;

const substituted = /^["']?\$\((?:\w+=[\w./-]+ )*(?:\S*\/)?([\w.+-]+)((?: [\w@./=$ -]*)?)\)["']?$/;

/** Whether a text that is evaluated is what such a program prints: `$(brew shellenv)`, `$(kubectl completion bash)`. */
export function printsSettings(source: string): boolean {
  const [, program = '', rest = ''] = substituted.exec(source.trim()) ?? [];
  const words = rest.trim();
  return program !== '' && (table.get(program)?.test(words) === true || completions.test(words));
}
