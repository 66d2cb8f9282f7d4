import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import { folderOf, resolvePath } from '../../shell/paths.ts';

const longestText = 64 * 1024;

/** A call with its result, as far as it tells of folders. */
interface Ran {
  readonly result?: { readonly text: string; readonly isError?: boolean } | undefined;
}

/** Programs that set up a project in a new folder, and say where. */
const scaffolding =
  /^(?:npm|npx|pnpm|pnpx|yarn|bun|bunx|create-[\w-]+|ng|nest|cargo|flutter|dotnet|poetry|composer)$/;

/**
 * What they say of a folder that they made; where there is one already, they say another thing and stop.
 * https://vite.dev/guide/, https://nextjs.org/docs/app/getting-started/installation, https://angular.dev/cli/new
 */
const setUp = [
  /^\W{0,4}Scaffolding project in (\S.{0,500}?)\.{3}\s*$/m,
  /^\W{0,4}Creating a new \w[\w.]{0,20} app in (\S.{0,500}?)\.\s*$/m,
  /^\s*Creat(?:ed|ing) (?:binary|library)[\w ()]{0,40} `([^`\n]{1,200})` package/m,
  /^\s*CREATE ([^\s/\\]{1,200})[/\\]package\.json \(/m,
  /^Creating a "[^"\n]{1,100}" project at "\.?\/?([^"\n]{1,300})"/m,
] as const;

/** Where there was no repository before; one that was there is "reinitialized". https://git-scm.com/docs/git-init */
const newRepository = /^Initialized empty (?:shared )?Git repository in (\S.{0,500}?)\/?$/m;

/** Programs that make the key of a server, and the words behind which they put it. https://docs.openssl.org/master/man1/ */
const keyMakers: Readonly<Record<string, RegExp>> = {
  openssl: /^-(?:keyout|out)$/,
  mkcert: /^-key-file$/,
  certtool: /^--outfile$/,
};
/** To write a key in another form is to copy it. */
const making = /^(?:-newkey|gen(?:rsa|pkey|dsa)|-genkey|--generate-privkey|-key-file)$/;

/** What a program says of a place where nothing is. */
const absent =
  /(?:cannot (?:access|stat|open|remove)|^(?:ls|cat|stat|du|find|head|tail|rm):)\s*['‘"]?([^'’":\n]{1,300})['’"]?:? No such file or directory/gm;

/** Folders that somebody makes to try something, and names so. */
const trial =
  /(?:^|[._-])(?:test|tmp|temp|scratch|fixture|dummy)s?(?:[._-]|\d)|[._-](?:test|tmp|temp|scratch|fixture|dummy)s?$/i;

const mostPlaces = 2000;

/** Tells which folders a session made, where that does not stand in the words of a command alone. */
export class MadeFolders {
  readonly #absent = new Set<string>();
  /** Places that calls before named or worked in. */
  readonly #named = new Set<string>();

  /**
   * What a call shows to be the session’s own: a project or a repository that a program set up; the key of a server; above a folder
   * that `mkdir -p` made, one that was not there before, or that is named for a trial and was never named before.
   */
  of({ result }: Ran, analysis: CommandAnalysis, cwd: string): readonly string[] {
    const text = (result?.text ?? '').slice(0, longestText);
    const made = [...(analysis.created ?? [])].flatMap((path) => this.#above(path));
    if (result?.isError !== true)
      made.push(...analysis.commands.flatMap((command) => [...projectOf(command, text), ...keysOf(command)]));
    for (const [, path = ''] of text.matchAll(absent))
      if (this.#absent.size < mostPlaces) this.#absent.add(resolvePath(path.trim(), folderIn(analysis, cwd)));
    this.#name([
      cwd,
      ...analysis.commands.flatMap(placesOf),
      ...analysis.effects.map(({ target }) => target),
    ]);
    return made;
  }

  #name(places: readonly string[]): void {
    for (const place of places) if (this.#named.size < mostPlaces) this.#named.add(place);
  }

  #above(path: string): readonly string[] {
    const folder = folderOf(path);
    if (folder === path || folder === '/' || folder === '.') return [];
    const isNew = this.#absent.has(folder) || (trial.test(nameOf(folder)) && !this.#isNamed(folder));
    return [...(isNew ? [folder] : []), ...this.#above(folder)];
  }

  /** Past the most places that are kept nobody knows. */
  #isNamed(folder: string): boolean {
    if (this.#named.size >= mostPlaces) return true;
    return [...this.#named].some((place) => place === folder || place.startsWith(`${folder}/`));
  }
}

/** Keys of servers that the session makes: nobody relies on them yet. */
function keysOf({ program, argv, cwd }: SimpleCommand): readonly string[] {
  const option = Object.hasOwn(keyMakers, program) ? keyMakers[program] : undefined;
  if (!option || !argv.some((word) => making.test(word))) return [];
  return argv.flatMap((word, at) => {
    const path = argv[at + 1];
    return option.test(word) && path !== undefined ? [resolvePath(path, cwd)] : [];
  });
}

/** Where a command runs, and what its words name: programs that only look have no effects. */
function placesOf({ argv, cwd }: SimpleCommand): readonly string[] {
  const words = argv.slice(1, 20).filter((word) => !word.startsWith('-') && word.length < 300);
  return [cwd, ...words.map((word) => resolvePath(word, cwd))];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderIn({ commands }: CommandAnalysis, cwd: string): string {
  return commands.at(-1)?.cwd ?? cwd;
}

/** The folder must stand in the words of the command: a program may print what it likes. */
function projectOf({ program, argv, cwd }: SimpleCommand, text: string): readonly string[] {
  if (program === 'git' && argv.includes('init'))
    return (newRepository.exec(text)?.slice(1, 2) ?? []).map((path) => resolvePath(path, cwd));
  if (!scaffolding.test(program)) return [];
  const named = setUp.flatMap((form) => form.exec(text)?.[1] ?? []).map((path) => resolvePath(path, cwd));
  const asked = argv.slice(1).map((word) => resolvePath(word, cwd));
  return named.filter((path) => path !== cwd && asked.includes(path));
}
