import type { LogSource } from '../events/log-events/log-event.ts';
import type { EventView } from './event-view.ts';
import { GramTable } from './gram-table.ts';
import type { Needs } from './needs.ts';
import type { WantedLogSource } from './query.ts';

/** What the index must know of a query. */
export interface Indexed {
  readonly logsource: WantedLogSource;
  readonly needs: Needs;
}

/**
 * Finds the few queries that can match an event: first by log source, then by a text that a field has to have. May name too many queries, never too few.
 */
export class QueryIndex<Entry extends Indexed> {
  readonly #entries: readonly Entry[];
  readonly #bySource = new Map<string, SourceIndex<Entry>>();

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  /** In the order in which the queries were given. */
  candidates(event: EventView): readonly Entry[] {
    const { logsource } = event.event;
    const key = `${logsource.category} ${logsource.service ?? ''} ${logsource.products.join(' ')}`;
    let index = this.#bySource.get(key);
    if (!index) {
      index = new SourceIndex(this.#entries.filter((entry) => fits(entry.logsource, logsource)));
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

/** The queries for one kind of event. */
class SourceIndex<Entry extends Indexed> {
  readonly #entries: readonly Entry[];
  readonly #always: number[] = [];
  /** By field; '' for texts that may stand in any field. */
  readonly #tables = new Map<string, GramTable>();
  /** Which event each entry was found for last, so that it is found once. */
  readonly #foundFor: Uint32Array;
  #event = 0;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    this.#foundFor = new Uint32Array(entries.length);
    for (const [index, { needs }] of entries.entries()) this.#file(needs, index);
  }

  candidates(event: EventView): readonly Entry[] {
    const found = [...this.#always];
    this.#event += 1;
    const take = (index: number): void => {
      if (this.#foundFor[index] === this.#event) return;
      this.#foundFor[index] = this.#event;
      found.push(index);
    };
    const anywhere = this.#tables.get('');
    for (const field of Object.keys(event.event.fields)) {
      const table = this.#tables.get(field);
      if (!table && !anywhere) continue;
      for (const text of event.texts(field)?.lower ?? []) {
        table?.scan(text, take);
        anywhere?.scan(text, take);
      }
    }
    if (found.length > 1) found.sort((a, b) => a - b);
    return found.flatMap((index) => this.#entries[index] ?? []);
  }

  #file(needs: Needs, index: number): void {
    if (!needs?.every(({ text }) => text !== '')) {
      this.#always.push(index);
      return;
    }
    for (const { field, text } of needs) {
      const table = this.#tables.get(field) ?? new GramTable();
      this.#tables.set(field, table);
      table.add(text, index);
    }
  }
}
