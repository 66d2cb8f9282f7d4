/** Words of a profile that name files which it reads, and what its own variables stand for in them. */
export interface SourcedWords {
  readonly words: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
}

/** One form for each shell and tool; the first group holds one path or several. */
const reading: readonly RegExp[] = [
  // source file, . file: behind a separator, a test or a loop
  /(?:^|[;&|{()]|\b(?:then|do|else)\b)[ \t]*(?:source|\.|builtin source|overlay use|source-env|use)[ \t]+(?:-\S+[ \t]+)?\(?(["']?[^\s;&|)]+)/gm,
  // for file in ~/.zsh/*.zsh; zsh: for file (~/.zsh/*.zsh(N)); csh: foreach file (~/.csh.d/*)
  /\bfor[ \t]+\w+[ \t]+in[ \t]+([^;\n]+)/gm,
  /\bfor(?:each)?[ \t]+\w+[ \t]*\((.+?)\)[ \t]*(?:$|\{|;|do\b|source\b|\.[ \t])/gm,
  // PowerShell: Get-ChildItem ~/x/*.ps1 | ForEach-Object { . $_ }, Join-Path $HOME "x.ps1", Import-Module ~/x.psm1
  /\b(?:Get-ChildItem|gci|Import-Module|ipmo)[ \t]+(?:-\w+[ \t]+)*(["']?[^\s|;)]+)/gim,
  // plug-in managers of zsh: https://zdharma-continuum.github.io/zinit/wiki/
  /\bzinit[ \t]+(?:ice[ \t].*;[ \t]*zinit[ \t]+)?(?:snippet|load|light)[ \t]+(\S+)/gm,
  // git, ssh, kitty, sway, tmux, hyprland
  /^[ \t]*(?:path|source|include|Include|globinclude|source-file)[ \t]*=?[ \t]*(?:-\S+[ \t]+)?(["']?[~$/.\w][^\s;]*)/gm,
  /^[ \t]*source-file[ \t]+(?:-\S+[ \t]+)*(\S+)/gm,
];

/** How each shell writes the folder of the file that it reads. */
const ownFolder =
  /\$\(dirname[ \t][^()\n]{0,80}\)|\$\{0:A?:?h\}|\$\{\(%\):-%[xN]\}:A?:?h|\(dirname \(status[^()\n]{0,40}\)\)|\$PSScriptRoot|\$nu\.default-config-dir/g;

/** `(Join-Path $HOME "x/y")`, `($folder | path join "x")`. */
const joined =
  /\(\s*(?:Join-Path[ \t]+)?([\w$.~/]+)[ \t]+(?:\|[ \t]*path join[ \t]+)?["']([^"'\n]+)["']\s*\)/gi;

const setting =
  /^[ \t]*(?:export[ \t]+|typeset[ \t]+\S+[ \t]+|set[ \t]+-\w+[ \t]+)?\$?(\w+)(?:[ \t]*=[ \t]*|[ \t]+)["']?([~$./][^"'\s;]*)["']?[ \t]*;?$/gm;

/** In what it reads a file that is set to read it from another folder. */
const filesOfZsh = ['.zprofile', '.zshrc', '.zlogin'];

export function sourcedWords(text: string): SourcedWords {
  const plain = text.replace(ownFolder, '.').replace(joined, '$1/$2');
  const variables = new Map([...plain.matchAll(setting)].map(([, name = '', value = '']) => [name, value]));
  const words = reading.flatMap((pattern) =>
    [...plain.matchAll(pattern)].flatMap(([, named = '']) => named.split(/[ \t]+/)),
  );
  const folder = variables.get('ZDOTDIR');
  return {
    words: folder === undefined ? words : [...words, ...filesOfZsh.map((name) => `${folder}/${name}`)],
    variables,
  };
}
