import type { Gap } from '../../evidence/gap.ts';
import { explainRoutes } from '../explain-routes.ts';
import type { FlagOccurrence } from '../flag-occurrence.ts';
import type { ScanDocument } from '../scan-document.ts';
import type { FileToScan } from '../scan-file.ts';

/** What a scan looks for. */
export interface ScanOptions {
  /** Whose prompts: those of every agent where it is absent. */
  readonly agents?: 'claude' | 'all' | undefined;
  /** Places that only speak of a route, too. */
  readonly mentions?: boolean | undefined;
  /** Leave out what git ignores. */
  readonly respectIgnore?: boolean | undefined;
}

/** What files gave so far. */
export class PlaceCollection {
  readonly counts = { files: 0, binaries: 0 };
  readonly gaps: Gap[] = [];
  /** Where the files of the places lie, absolute, by the paths of the places. */
  readonly files = new Map<string, string>();
  readonly #occurrences: FlagOccurrence[] = [];
  readonly #options: ScanOptions;
  #mentions = 0;

  constructor(options: ScanOptions) {
    this.#options = options;
  }

  /**
   * The forms of files and their parsers are loaded with the first file in which something stands.
   * @param keeps which lines count; all where it is not given
   */
  async scan(file: FileToScan, keeps: (line: number) => boolean = () => true): Promise<void> {
    const { scanFile } = await import('../scan-file.ts');
    const { occurrences, broken } = scanFile(file);
    for (const occurrence of occurrences) if (keeps(occurrence.line)) this.#add(occurrence);
    if (!broken) return;
    const reason = 'is broken: what stands in it was read as far as it could be';
    this.gaps.push({ kind: 'malformed', reason, evidence: { path: file.evidencePath } });
  }

  document(): ScanDocument {
    const occurrences = this.#occurrences.sort(byPlace);
    return {
      schemaVersion: 1,
      occurrences,
      suppressed: [],
      routes: explainRoutes(occurrences.flatMap(({ route, also = [] }) => [route, ...also])),
      mentions: this.#mentions,
      ...this.counts,
      gaps: this.gaps,
    };
  }

  #add(occurrence: FlagOccurrence): void {
    if (this.#options.agents === 'claude' && occurrence.agent !== 'claude') return;
    if (occurrence.kind === 'mention') {
      this.#mentions += 1;
      if (this.#options.mentions !== true) return;
    }
    this.#occurrences.push(occurrence);
  }
}

function byPlace(a: FlagOccurrence, b: FlagOccurrence): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line;
}
