import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';

/** A log of no more events is sorted as a whole; memory does not grow with longer ones. */
export const mostSorted = 20_000;
const windowEvents = 8_192;
const heldBack = 4_096;

/** Puts events into the order of time, as far as they stand no farther apart than the window holds. */
export class EventOrder {
  #window: ForeignEvent[] = [];
  #mostHeld = mostSorted;

  /** @returns those that have their place; none as long as all may still be sorted together */
  take(events: readonly ForeignEvent[]): readonly ForeignEvent[] {
    for (const event of events) this.#window.push(event);
    if (this.#window.length <= this.#mostHeld) return [];
    this.#mostHeld = windowEvents;
    const sorted = this.#window.sort(byTime);
    this.#window = sorted.slice(-heldBack);
    return sorted.slice(0, -heldBack);
  }

  /** @returns what was held back */
  end(): readonly ForeignEvent[] {
    const sorted = this.#window.sort(byTime);
    this.#window = [];
    return sorted;
  }
}

function byTime(a: ForeignEvent, b: ForeignEvent): number {
  return a.atMs - b.atMs;
}
