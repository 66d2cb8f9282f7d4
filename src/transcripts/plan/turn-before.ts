import type { KnownGroup } from '../digest/group-digest.ts';
import type { MergedSession, TurnRow } from '../join/merge-groups.ts';

/** A call, by when it was made or where it stands. */
interface PlacedCall {
  readonly group: number;
  readonly row: number;
}

/** Finds the prompt before each call of a session; calls are asked for in the order of their times. */
export class TurnBefore {
  readonly #groups: readonly KnownGroup[];
  readonly #turns: readonly TurnRow[];
  readonly #untimed: readonly TurnRow[];
  #current = -1;
  #byFile: Map<string, TurnRow[]> | undefined;

  constructor(
    groups: readonly KnownGroup[],
    { turns, untimedTurns }: Pick<MergedSession, 'turns' | 'untimedTurns'>,
  ) {
    this.#groups = groups;
    this.#turns = turns;
    this.#untimed = untimedTurns;
  }

  of({ group, row }: PlacedCall): TurnRow | undefined {
    const calls = this.#groups[group]?.calls.column;
    const at = calls?.at[row] ?? Number.NaN;
    if (Number.isNaN(at)) return this.#above(`${group}:${calls?.file[row]}`, calls?.offset[row] ?? 0);
    while ((this.#turns[this.#current + 1]?.at ?? Number.POSITIVE_INFINITY) <= at) this.#current += 1;
    return this.#turns[this.#current];
  }

  /** A call without a time answers the prompt that stands above it in its file. */
  #above(file: string, offset: number): TurnRow | undefined {
    const turns = this.#inFiles().get(file) ?? [];
    let [low, high] = [0, turns.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#offsetOf(turns[middle]) < offset) low = middle + 1;
      else high = middle;
    }
    return turns[low - 1];
  }

  #inFiles(): Map<string, TurnRow[]> {
    if (this.#byFile) return this.#byFile;
    const byFile = new Map<string, TurnRow[]>();
    for (const turn of [...this.#turns, ...this.#untimed]) {
      const key = `${turn.group}:${this.#groups[turn.group]?.turns.column.file[turn.row]}`;
      const known = byFile.get(key);
      if (known) known.push(turn);
      else byFile.set(key, [turn]);
    }
    for (const turns of byFile.values()) turns.sort((a, b) => this.#offsetOf(a) - this.#offsetOf(b));
    this.#byFile = byFile;
    return byFile;
  }

  #offsetOf(turn: TurnRow | undefined): number {
    return (turn && this.#groups[turn.group]?.turns.column.offset[turn.row]) ?? 0;
  }
}
