import type { LogSource } from '../events/log-events/log-event.ts';
import type { EventView } from './event-view.ts';
import { GramTable } from './gram-table.ts';
import type { Need, NeedGroup, Needs } from './needs.ts';
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
  /** By number of a text: the entries that are looked at where it stands. */
  readonly #filed: number[][] = [];
  /** By entry: the numbers of its other groups' texts. */
  readonly #further: (readonly (readonly number[])[])[] = [];
  /** In which event each text stood last, and for which each entry was found last, so that it is found once. */
  #stoodIn = new Uint32Array(0);
  readonly #foundFor: Uint32Array;
  #event = 0;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    this.#foundFor = new Uint32Array(entries.length);
    const numbers = new TextNumbers();
    const numbered = entries.map(({ needs }) => needs.map((group) => numbers.ofGroup(group)));
    for (const { field, text, number } of numbers.all()) this.#tableOf(field).add(text, number);
    this.#filed = numbers.all().map(() => []);
    this.#stoodIn = new Uint32Array(numbers.all().length);
    for (const [index, groups] of numbered.entries()) this.#file(groups, index, numbers);
  }

  candidates(event: EventView): readonly Entry[] {
    this.#event += 1;
    const standing = this.#textsIn(event);
    const found = [...this.#always];
    for (const number of standing) {
      for (const index of this.#filed[number] ?? []) {
        if (this.#foundFor[index] === this.#event) continue;
        this.#foundFor[index] = this.#event;
        if (this.#meetsRest(index)) found.push(index);
      }
    }
    if (found.length > 1) found.sort((a, b) => a - b);
    return found.flatMap((index) => this.#entries[index] ?? []);
  }

  /** Numbers of the texts that stand in the event, each once. */
  #textsIn(event: EventView): readonly number[] {
    const standing: number[] = [];
    const take = (number: number): void => {
      if (this.#stoodIn[number] === this.#event) return;
      this.#stoodIn[number] = this.#event;
      standing.push(number);
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
    return standing;
  }

  #meetsRest(index: number): boolean {
    for (const group of this.#further[index] ?? []) {
      if (!group.some((number) => this.#stoodIn[number] === this.#event)) return false;
    }
    return true;
  }

  /** Under the group whose texts fewest entries share: queries about one program all name it. */
  #file(groups: readonly (readonly number[])[], index: number, numbers: TextNumbers): void {
    const [first, ...rest] = groups.toSorted((a, b) => numbers.mostUses(a) - numbers.mostUses(b));
    this.#further.push(rest);
    if (!first) this.#always.push(index);
    for (const number of first ?? []) this.#filed[number]?.push(index);
  }

  #tableOf(field: string): GramTable {
    const table = this.#tables.get(field) ?? new GramTable();
    this.#tables.set(field, table);
    return table;
  }
}

interface NumberedText extends Need {
  readonly number: number;
  /** Groups that have it. */
  uses: number;
}

/** Gives each different text of each field a number. */
class TextNumbers {
  readonly #texts = new Map<string, NumberedText>();
  #all: NumberedText[] = [];

  ofGroup(group: NeedGroup): number[] {
    return group.map((need) => {
      const known = this.#numbered(need);
      known.uses += 1;
      return known.number;
    });
  }

  all(): readonly NumberedText[] {
    return this.#all;
  }

  /** How many groups have the most used of these texts. */
  mostUses(numbers: readonly number[]): number {
    return numbers.reduce((most, number) => Math.max(most, this.#all[number]?.uses ?? 0), 0);
  }

  #numbered({ field, text }: Need): NumberedText {
    const key = `${field}\n${text}`;
    const known = this.#texts.get(key);
    if (known) return known;
    const made = { field, text, number: this.#all.length, uses: 0 };
    this.#texts.set(key, made);
    this.#all.push(made);
    return made;
  }
}
