import { byTime, type Match } from './match.ts';
import type { LinkedCorrelation } from './query-set.ts';

/** The matches that together fulfil a correlation, in order of time. */
export type Chain = readonly Match[];

/** Every place where the correlation holds; the places of one group do not overlap in time. */
export function correlate(correlation: LinkedCorrelation, matches: readonly Match[]): Chain[] {
  const groups = new Map<string, Match[]>();
  for (const match of matches) {
    for (const key of groupKeys(correlation, match)) {
      const group = groups.get(key);
      if (group) group.push(match);
      else groups.set(key, [match]);
    }
  }
  const find = correlation.query.type === 'temporal_ordered' ? orderedChains : windows;
  const chains = [...groups.values()].flatMap((group) => find(correlation, group.sort(byTime)));
  // One chain may hold for several values of one list.
  return [...new Map(chains.map((chain) => [chain.map(({ order }) => order).join(), chain])).values()];
}

/** The value that a match has for a field of the correlation, aliases resolved. */
function fieldValue({ fieldsOf }: LinkedCorrelation, match: Match, field: string): string | undefined {
  return match.fields[fieldsOf.get(match.queryId)?.get(field) ?? field];
}

/** One for each value of a list; none where the event lacks one of the fields. */
function groupKeys(correlation: LinkedCorrelation, match: Match): readonly string[] {
  let keys: readonly (readonly string[])[] = [[]];
  for (const field of correlation.query.groupBy) {
    const values = fieldValue(correlation, match, field)?.split('\n') ?? [];
    keys = values.flatMap((value) => keys.map((key) => [...key, value]));
  }
  return keys.map((key) => JSON.stringify(key));
}

/**
 * For every rule, the latest beginning of a chain that has come as far as that rule. Where the last step was only
 * attempted, the chain waits for one that was done, which takes its place: a push that fails is tried again.
 */
function orderedChains({ query, rules }: LinkedCorrelation, group: readonly Match[]): Chain[] {
  const chains: Chain[] = [];
  const last = rules.length - 1;
  let open: (Chain | undefined)[] = [];
  let attempted: Chain | undefined;
  for (const match of group) {
    for (let position = last; position >= 0; position -= 1) {
      if (rules[position] !== match.queryId) continue;
      const before = position === 0 ? [] : open[position - 1];
      if (!before || match.atMs - (before[0]?.atMs ?? match.atMs) > query.timespanMs) continue;
      open[position] = [...before, match];
    }
    const whole = open[last];
    if (!whole) continue;
    const begun = last === 0 ? undefined : open[last - 1];
    if (attempted !== undefined && begun === attempted) {
      open[last] = undefined;
      if (match.state === 'attempted') continue;
      chains.pop();
    }
    chains.push(whole);
    attempted = match.state === 'attempted' ? begun : undefined;
    open = [];
    if (attempted) open[last - 1] = attempted;
  }
  return chains;
}

/** Slides a window over the group and measures what lies in it. */
function windows(correlation: LinkedCorrelation, group: readonly Match[]): Chain[] {
  const { holds, timespanMs } = correlation.query;
  const chains: Chain[] = [];
  const tally = new Tally(correlation);
  let end = 0;
  let start = 0;
  while (start < group.length) {
    const first = group[start];
    if (!first) break;
    const reached = end;
    for (let next = group[end]; next && next.atMs - first.atMs <= timespanMs; next = group[end]) {
      tally.add(next);
      end += 1;
    }
    // A window that ends where the one before ended is only a part of it.
    if (end > reached && holds(tally.measure())) {
      chains.push(group.slice(start, end));
      tally.clear();
      start = end;
    } else {
      tally.remove(first);
      start += 1;
    }
  }
  return chains;
}

/** What a window amounts to, kept up to date as it slides. */
class Tally {
  readonly #correlation: LinkedCorrelation;
  readonly #counts = new Map<string, number>();
  #events = 0;
  #numbers = 0;
  #sum = 0;

  constructor(correlation: LinkedCorrelation) {
    this.#correlation = correlation;
  }

  add(match: Match): void {
    this.#change(match, 1);
  }

  remove(match: Match): void {
    this.#change(match, -1);
  }

  clear(): void {
    this.#counts.clear();
    this.#events = 0;
    this.#numbers = 0;
    this.#sum = 0;
  }

  measure(): number {
    const { type } = this.#correlation.query;
    if (type === 'event_count') return this.#events;
    if (type === 'value_sum') return this.#sum;
    if (type === 'value_avg') return this.#numbers === 0 ? Number.NaN : this.#sum / this.#numbers;
    return this.#counts.size;
  }

  #change(match: Match, by: 1 | -1): void {
    this.#events += by;
    const { type, fields } = this.#correlation.query;
    const values = fields.map((field) => fieldValue(this.#correlation, match, field));
    if (type === 'temporal') this.#count(match.queryId, by);
    else if (type === 'value_count') {
      if (values.every((value) => value !== undefined)) this.#count(JSON.stringify(values), by);
    } else {
      const number = Number(values[0] ?? Number.NaN);
      if (Number.isNaN(number)) return;
      this.#numbers += by;
      this.#sum += by * number;
    }
  }

  #count(key: string, by: 1 | -1): void {
    const count = (this.#counts.get(key) ?? 0) + by;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
  }
}
