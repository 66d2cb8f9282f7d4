import { isCredentialTemplate } from '../../secrets/credential-stores.ts';
import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { resolvePath } from '../../shell/paths.ts';
import { zoneOf } from '../../shell/zone.ts';
import type { DerivedFiles } from './derived-files.ts';

/** What a session knows when a command packs something. */
export interface Packing {
  readonly paths: PathContext;
  readonly files: DerivedFiles;
}

const mostPacked = 500;
const containerTools = /^(?:docker|podman|nerdctl|buildah|docker-compose)$/;
/** Clients that publish the folder in which they stand. */
const packageTools =
  /^(?:npm|pnpm|yarn|bun|twine|poetry|uv|flit|hatch|pdm|cargo|gem|vsce|ovsx|jsr|deno|lerna|np|nuget|dotnet|mvn|gradle|gradlew|helm)$/;

/**
 * Credentials that a session put into what goes out as a whole later: the commits of a repository, an image, a
 * package. By the name of the whole, files absolute.
 */
export class PackedSecrets {
  readonly #held = new Map<string, ReadonlySet<string>>();

  /** Takes note of commands that ran, or of those before the one that is asked about. */
  observe(commands: readonly SimpleCommand[], packing: Packing): void {
    for (const command of commands) {
      if (command.program === 'git') this.#commits(command, packing);
      else if (containerTools.test(command.program)) this.#builds(command, packing);
    }
  }

  /** Files of credentials in what a command publishes. */
  sentBy({ program, argv, cwd }: SimpleCommand, { paths, files }: Packing): readonly string[] {
    if (program === 'git') return this.#in(`commits of ${paths.repository}`);
    if (containerTools.test(program)) return argv.slice(2).flatMap((word) => this.#in(imageName(word)));
    if (!packageTools.test(program)) return [];
    // What is called as a credential is called is left out by what every project ignores.
    return files.secretsBelow(cwd).filter((file) => zoneOf(file, paths) !== 'credentials');
  }

  #in(whole: string): readonly string[] {
    return [...(this.#held.get(whole) ?? [])];
  }

  #put(whole: string, secrets: readonly string[]): void {
    if (secrets.length === 0 || this.#held.size >= mostPacked) return;
    this.#held.set(whole, new Set([...this.#in(whole), ...secrets]));
  }

  /** `git add -f .env`, and `git rm --cached .env`, which takes it back. */
  #commits({ argv, cwd }: SimpleCommand, packing: Packing): void {
    const whole = `commits of ${packing.paths.repository}`;
    const added = argv.findIndex((word) => word === 'add' || word === 'stage');
    if (added !== -1) this.#put(whole, secretsAmong(argv.slice(added + 1), cwd, packing));
    const removed = argv.indexOf('rm');
    if (removed === -1) return;
    const taken = new Set(secretsAmong(argv.slice(removed + 1), cwd, packing));
    this.#held.set(whole, new Set(this.#in(whole).filter((file) => !taken.has(file))));
  }

  #builds(command: SimpleCommand, packing: Packing): void {
    const { argv, effects } = command;
    const verb = argv.slice(1).find((word) => /^(?:build|bud|commit|cp|tag|run|create)$/.test(word));
    const rest = argv.slice(argv.indexOf(verb ?? '') + 1);
    const operands = rest.filter(
      (word, at) => !word.startsWith('-') && !(verb === 'commit' && /^-[mac]$/.test(rest[at - 1] ?? '')),
    );
    if (verb === 'build' || verb === 'bud') {
      const secrets = [...secretsInRecipe(command, packing), ...secretsInArguments(rest, command, packing)];
      for (const tag of valuesOf(rest, '-t', '--tag')) this.#put(imageName(tag), secrets);
    } else if (verb === 'cp') {
      const [, container] = /^([\w.-]+):/.exec(operands[1] ?? '') ?? [];
      const read = effects.filter(({ action, zone }) => action === 'read' && zone === 'credentials');
      if (container)
        this.#put(
          `container ${container}`,
          read.map(({ target }) => target),
        );
    } else if (verb === 'run' || verb === 'create') {
      // What a container is given as its environment, an image made of it keeps.
      // https://docs.docker.com/reference/cli/docker/container/commit/
      const files = secretsAmong(valuesOf(rest, '--env-file'), command.cwd, packing);
      const given = secretsInValues(valuesOf(rest, '-e', '--env'), command, packing);
      for (const name of valuesOf(rest, '--name')) this.#put(`container ${name}`, [...files, ...given]);
    } else if (verb === 'commit' && operands[1] !== undefined) {
      this.#put(imageName(operands[1]), this.#in(`container ${operands[0]}`));
    } else if (verb === 'tag' && operands[1] !== undefined)
      this.#put(imageName(operands[1]), this.#in(imageName(operands[0] ?? '')));
  }
}

/** Without the tag, which one push may leave out. */
function imageName(image: string): string {
  return `image ${image.replace(/:[\w.-]+$/, '').replace(/^(?:docker\.io\/)?(?:library\/)?/, '')}`;
}

function secretsAmong(words: readonly string[], cwd: string, { paths, files }: Packing): readonly string[] {
  const named = words.filter((word) => !word.startsWith('-')).map((word) => resolvePath(word, cwd));
  return named.filter(
    (path) =>
      files.get(path)?.carries === 'secret' ||
      (zoneOf(path, paths) === 'credentials' && !isCredentialTemplate(path)),
  );
}

/** `COPY .env /app/`, in a recipe of which the text is known. https://docs.docker.com/reference/dockerfile/#copy */
function secretsInRecipe({ argv, cwd }: SimpleCommand, packing: Packing): readonly string[] {
  const [file = 'Dockerfile'] = valuesOf(argv, '-f', '--file');
  const text = packing.paths.contentOf?.(resolvePath(file, cwd)) ?? '';
  return [...text.matchAll(/^\s*(?:COPY|ADD)\s+(?!.*--from=)(.+)$/gim)].flatMap(([, words = '']) =>
    secretsAmong(
      words
        .split(/[\s,"[\]]+/)
        .filter(Boolean)
        .slice(0, -1),
      cwd,
      packing,
    ),
  );
}

/** `--build-arg KEY=$(grep KEY .env)` stays in the history of the image. */
function secretsInArguments(
  words: readonly string[],
  command: SimpleCommand,
  packing: Packing,
): readonly string[] {
  return secretsInValues(valuesOf(words, '--build-arg'), command, packing);
}

/** Files of credentials that values are taken from. */
function secretsInValues(
  values: readonly string[],
  { cwd }: SimpleCommand,
  packing: Packing,
): readonly string[] {
  const parts = values.flatMap((value) => value.split(/[\s=$()`"'|<]+/));
  return secretsAmong(parts.filter(Boolean), cwd, packing);
}

function valuesOf(words: readonly string[], ...names: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => {
    const name = names.find((one) => word === one || word.startsWith(`${one}=`));
    if (name === undefined) return [];
    return word === name ? (words[at + 1] ?? []) : word.slice(name.length + 1);
  });
}
