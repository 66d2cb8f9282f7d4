import { isCredentialTemplate } from '../../secrets/credential-stores.ts';
import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import type { Cargo } from './flow.ts';

/** What a file holds that a session made. */
export interface Derived {
  readonly carries: Extract<Cargo, 'secret' | 'source' | 'file'>;
  /** Files that it was made of, absolute. */
  readonly from: readonly string[];
}

const mostFiles = 2000;

const packers =
  /^(?:tar|gtar|bsdtar|zip|7z[az]?|rar|gzip|pigz|bzip2|xz|zstd|ditto|cpio|hdiutil|gpg|age|openssl|base64|xxd|split|cp|cat|mv|install|rsync|tee|sed|jq|git|Compress-Archive|Copy-Item)$/;

/** Copies, archives and encodings that a session made, and what they hold. */
export class DerivedFiles {
  readonly #files = new Map<string, Derived>();

  get(path: string): Derived | undefined {
    return this.#files.get(path);
  }

  set(path: string, derived: Derived): void {
    if (this.#files.size < mostFiles || this.#files.has(path)) this.#files.set(path, derived);
  }

  /** Files in a folder that hold a secret. */
  secretsBelow(folder: string): readonly string[] {
    return [...this.#files].flatMap(([file, { carries }]) =>
      carries === 'secret' && file.startsWith(`${folder}/`) ? [file] : [],
    );
  }

  /** Takes note of what a command line that ran made of what it read. */
  observe({ commands }: CommandAnalysis): void {
    for (const [index, command] of commands.entries()) {
      const made = command.effects.filter(
        ({ action, target }) => action === 'write' && target.startsWith('/'),
      );
      if (made.length === 0) continue;
      const read = readBy(commands, index);
      for (const effect of made) {
        const derived = this.#derived(command, effect, read);
        if (derived) this.set(effect.target, derived);
      }
    }
  }

  #derived({ program }: SimpleCommand, made: Effect, read: readonly Effect[]): Derived | undefined {
    const sources = this.sourcesOf(read);
    if (sources.carries === 'secret' || made.traits?.includes('from-secret'))
      return { carries: 'secret', from: sources.from };
    if (sources.from.length === 0 || !packers.test(program)) return undefined;
    const isPacked = /^(?:tar|gtar|bsdtar|zip|7z|rar|cpio|ditto|git|Compress)/.test(program);
    return { carries: isPacked ? 'source' : sources.carries, from: sources.from };
  }

  /** What files hold together: the weightiest, and the files behind copies. */
  sourcesOf(read: readonly Effect[]): Derived {
    const known = read.map(
      (effect) => this.get(effect.target) ?? { carries: cargoOf(effect), from: [effect.target] },
    );
    const carries = (['secret', 'source', 'file'] as const).find((cargo) =>
      known.some((one) => one.carries === cargo),
    );
    return { carries: carries ?? 'file', from: [...new Set(known.flatMap(({ from }) => from))] };
  }
}

const sourceText =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|go|rs|java|kt|kts|scala|swift|cs|fs|vb|c|cc|cpp|h|hpp|m|mm|php|pl|lua|ex|exs|erl|clj|hs|sql|tf|sol|ipynb|sh|ps1)$/i;
const sourceTree = /(?:^|\/)(?:src|lib|app|packages|backend|frontend|server|\.git)$/;
const namedArchive = /\.(?:tar|tgz|tbz2?|txz|zip|7z|rar|tar\.\w+|bundle)$/i;

/** What a file is, by where it lies and its name. */
function cargoOf({ target, zone, traits = [] }: Effect): Derived['carries'] {
  if ((zone === 'credentials' || traits.includes('from-secret')) && !isCredentialTemplate(target))
    return 'secret';
  if (zone !== 'repository') return 'file';
  const isProgram = sourceText.test(target) || sourceTree.test(target) || namedArchive.test(target);
  return isProgram || traits.includes('recursive') ? 'source' : 'file';
}

/** What a command reads, itself and by the pipe before it. */
export function readBy(commands: readonly SimpleCommand[], index: number): readonly Effect[] {
  const read: Effect[] = [];
  for (let at = index; at >= 0; at -= 1) {
    const command = commands[at];
    if (!command || (at < index && commands[at + 1]?.pipedFrom !== command.program)) break;
    read.push(...command.effects.filter(isRead));
  }
  return read;
}

function isRead({ action, target }: Effect): boolean {
  return action === 'read' && /^(?:[/~]|[A-Za-z]:[\\/])/.test(target);
}
