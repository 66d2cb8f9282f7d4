import type { LogSource } from '../events/log-events/log-event.ts';
import type { EventView } from './event-view.ts';
import type { WantedLogSource } from './query.ts';
import type { NeededTexts } from './text/needed-texts.ts';

/** What the index must know of a query. */
export interface Indexed {
  readonly logsource: WantedLogSource;
  readonly needs: NeededTexts;
}

const gramLength = 3;
const filterBits = 1 << 16;

/**
 * Finds the few queries that can match an event: first by log source, then by three letters of a text that the
 * query cannot do without. May name too many queries, never too few.
 */
export class QueryIndex<Entry extends Indexed> {
  readonly #entries: readonly Entry[];
  readonly #bySource = new Map<string, GramIndex<Entry>>();

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  /** In the order in which the queries were given. */
  candidates(event: EventView): readonly Entry[] {
    const { logsource } = event.event;
    const key = `${logsource.category} ${logsource.service ?? ''} ${logsource.products.join(' ')}`;
    let index = this.#bySource.get(key);
    if (!index) {
      index = new GramIndex(this.#entries.filter((entry) => fits(entry.logsource, logsource)));
      this.#bySource.set(key, index);
    }
    return index.candidates(event);
  }
}

function fits(wanted: WantedLogSource, source: LogSource): boolean {
  return (
    (wanted.category === undefined || wanted.category === source.category) &&
    (wanted.service === undefined || wanted.service === source.service) &&
    (wanted.product === undefined || source.products.includes(wanted.product))
  );
}

class GramIndex<Entry extends Indexed> {
  readonly #entries: readonly Entry[];
  readonly #always: number[] = [];
  readonly #byGram = new Map<number, number[]>();
  /** One bit for each remainder of a gram: most of an event's text is dismissed without a look-up. */
  readonly #filter = new Uint8Array(filterBits >> 3);
  /** Which event each entry was found for last, so that it is found once. */
  readonly #foundFor: Uint32Array;
  #event = 0;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    this.#foundFor = new Uint32Array(entries.length);
    for (const [index, { needs }] of entries.entries()) {
      if (needs?.every((text) => text.length >= gramLength)) for (const text of needs) this.#add(text, index);
      else this.#always.push(index);
    }
  }

  candidates(event: EventView): readonly Entry[] {
    const found = [...this.#always];
    this.#event += 1;
    if (this.#byGram.size > 0) {
      for (const field of Object.keys(event.event.fields)) {
        for (const text of event.texts(field)?.lower ?? []) this.#scan(text, found);
      }
    }
    if (found.length > 1) found.sort((a, b) => a - b);
    return found.flatMap((index) => this.#entries[index] ?? []);
  }

  #scan(text: string, found: number[]): void {
    let gram = 0;
    for (let i = 0; i < text.length; i += 1) {
      gram = roll(gram, text.charCodeAt(i));
      if (((this.#filter[(gram & (filterBits - 1)) >> 3] ?? 0) & (1 << (gram & 7))) === 0) continue;
      for (const index of this.#byGram.get(gram) ?? []) {
        if (this.#foundFor[index] === this.#event) continue;
        this.#foundFor[index] = this.#event;
        found.push(index);
      }
    }
  }

  /** Files the query under the text's rarest gram. */
  #add(text: string, index: number): void {
    let gram = roll(roll(0, text.charCodeAt(0)), text.charCodeAt(1));
    let best = -1;
    for (let i = gramLength - 1; i < text.length; i += 1) {
      gram = roll(gram, text.charCodeAt(i));
      if (best === -1 || this.#count(gram) < this.#count(best)) best = gram;
    }
    this.#byGram.set(best, [...(this.#byGram.get(best) ?? []), index]);
    const byte = (best & (filterBits - 1)) >> 3;
    this.#filter[byte] = (this.#filter[byte] ?? 0) | (1 << (best & 7));
  }

  #count(gram: number): number {
    return this.#byGram.get(gram)?.length ?? 0;
  }
}

/** Three characters, ten bits each: some share a gram, which costs a test and loses nothing. */
function roll(gram: number, unit: number): number {
  return ((gram << 10) | (unit & 0x3ff)) & 0x3fffffff;
}
