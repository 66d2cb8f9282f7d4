import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import { isLocalTarget } from '../../shell/hosts.ts';
import { folderOf } from '../../shell/paths.ts';

const mostPlaces = 1000;

/** What one session fetched from elsewhere: the call made the folder, and others the programs in it. */
export class FetchedFolders {
  /** By folder or file: the address that it came from. */
  readonly #places = new Map<string, string>();

  /** Takes note of clones, downloads, and what is unpacked from them. */
  observe({ commands }: Pick<CommandAnalysis, 'commands'>): void {
    for (const { effects } of commands) {
      const from = this.#sourceOf(effects);
      for (const { action, target } of effects)
        if (action === 'write' && from !== undefined && this.#places.size < mostPlaces)
          this.#places.set(target, from);
    }
  }

  /** The address that a command fetches from, or that what it reads was fetched from. */
  #sourceOf(effects: readonly Effect[]): string | undefined {
    const fetch = effects.find(({ action, target }) => action === 'download' && !isLocalTarget(target));
    if (fetch) return fetch.target;
    const isFed = effects.some(({ traits }) => traits?.includes('from-network'));
    const read = effects.find(({ action, target }) => action === 'read' && this.#places.has(target));
    return read ? this.#places.get(read.target) : isFed ? '' : undefined;
  }

  /**
   * Whether the session made a path itself, and not by fetching it: what lies nearest above the path decides.
   * @param created absolute paths of files and folders
   * @param isOwn whether an address is the people’s own
   */
  isOwnCreation(
    path: string,
    created: ReadonlySet<string> | undefined,
    isOwn: (address: string) => boolean,
  ): boolean {
    for (let at = path; ; ) {
      const address = this.#places.get(at);
      if (address !== undefined && !isOwn(address)) return false;
      if (created?.has(at)) return true;
      const above = folderOf(at);
      if (above === at || above === '.') return false;
      at = above;
    }
  }
}
