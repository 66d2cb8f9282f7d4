import type { EventKind, ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';

const minuteMs = 60_000;

/** A time in which a log that is never so silent has nothing. */
export interface Hole {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a log can speak of: only inside does absence mean anything. */
export class LogCoverage {
  readonly #minutes = new Set<number>();
  readonly #kinds = new Map<EventKind, number>();
  readonly #hosts = new Set<string>();
  #fromMs = Number.POSITIVE_INFINITY;
  #toMs = Number.NEGATIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;
  readonly #most: number;
  /** Events that stand behind later ones. */
  disordered = 0;

  /** @param most minutes with events that are told apart: a year, where each has one */
  constructor(most = 525_600) {
    this.#most = most;
  }

  take({ atMs, kind, host }: ForeignEvent): void {
    if (this.#minutes.size <= this.#most) this.#minutes.add(Math.floor(atMs / minuteMs));
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    if (host !== undefined && this.#hosts.size < mostHosts) this.#hosts.add(host);
    this.#fromMs = Math.min(this.#fromMs, atMs);
    this.#toMs = Math.max(this.#toMs, atMs);
    if (atMs < this.#lastMs) this.disordered += 1;
    this.#lastMs = atMs;
  }

  get fromMs(): number {
    return this.#fromMs;
  }

  get toMs(): number {
    return this.#toMs;
  }

  get hosts(): readonly string[] {
    return [...this.#hosts].sort();
  }

  get kinds(): Readonly<Partial<Record<EventKind, number>>> {
    return Object.fromEntries(this.#kinds);
  }

  count(kind: EventKind): number {
    return this.#kinds.get(kind) ?? 0;
  }

  /**
   * Silences that the log's own habit makes all but impossible: with events in nine minutes of ten, seven empty ones
   * happen once in ten million; with events in one minute of ten, it takes two hours. The habit of a log with more
   * minutes than are told apart is not known: then silence means nothing at all.
   */
  holes(): readonly Hole[] {
    if (this.#minutes.size > this.#most) return [{ fromMs: this.#fromMs, toMs: this.#toMs }];
    const minutes = [...this.#minutes].sort((a, b) => a - b);
    const [first, last] = [minutes[0], minutes.at(-1)];
    if (first === undefined || last === undefined || minutes.length < leastMinutes) return [];
    return minutes.flatMap((minute, index) => {
      const before = minutes[index - 1];
      if (before === undefined) return [];
      const silent = minute - before - 1;
      // The silence itself says nothing of the habit.
      const density = Math.min(minutes.length / (last - first + 1 - silent), 0.99);
      const longest = Math.max(shortestHole, Math.log(impossible) / Math.log(1 - density));
      return silent < longest ? [] : [{ fromMs: (before + 1) * minuteMs, toMs: minute * minuteMs }];
    });
  }
}

const mostHosts = 1000;
const shortestHole = 5;
/** Fewer minutes with events show no habit. */
const leastMinutes = 10;
const impossible = 1e-7;
