const longestPauseMs = 5 * 60_000;

/** Adds up the time in which sessions were at work: from call to call, longer pauses left out. */
export class ActiveTime {
  #session = '';
  #lastMs: number | undefined;
  #totalMs = 0;

  observe(sessionId: string, startedAt: string | undefined): void {
    if (startedAt === undefined) return;
    const at = Date.parse(startedAt);
    const pause = this.#session === sessionId && this.#lastMs !== undefined ? at - this.#lastMs : 0;
    if (pause > 0 && pause <= longestPauseMs) this.#totalMs += pause;
    this.#session = sessionId;
    this.#lastMs = at;
  }

  get hours(): number {
    return this.#totalMs / 3_600_000;
  }
}
