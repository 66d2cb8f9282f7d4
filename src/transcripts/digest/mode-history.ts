import type { ModeMark } from '../sources/claude-code/mode-tracker.ts';

export interface DatedMark extends ModeMark {
  /** Milliseconds. */
  readonly at: number;
}

/** Which mode the main conversation of each session was in at any time. */
export class ModeHistory {
  readonly #changes = new Map<number, DatedMark[]>();
  #sorted = true;

  /** @param at milliseconds */
  add(session: number, mark: ModeMark, at: number): void {
    const changes = this.#changes.get(session) ?? [];
    this.#changes.set(session, changes);
    changes.push({ ...mark, at });
    this.#sorted = false;
  }

  /** The mode of the last change that is not after a time. */
  modeAt(session: number, at: number): ModeMark | undefined {
    this.#sort();
    const changes = this.#changes.get(session) ?? [];
    let [low, high] = [0, changes.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((changes[middle]?.at ?? Number.NaN) <= at) low = middle + 1;
      else high = middle;
    }
    return changes[low - 1];
  }

  /** All of a session, in time order. */
  marksOf(session: number): readonly DatedMark[] {
    this.#sort();
    return this.#changes.get(session) ?? [];
  }

  #sort(): void {
    if (this.#sorted) return;
    for (const changes of this.#changes.values()) changes.sort((a, b) => a.at - b.at);
    this.#sorted = true;
  }
}
