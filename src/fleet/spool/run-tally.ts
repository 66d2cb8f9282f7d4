import type { StreamName } from '../streams.ts';

/** How many rows of a run were written, and how many an earlier run had written. */
export interface RunTally {
  written(stream: StreamName): void;
  unchanged(stream: StreamName): void;
  /** What was written of the stream was taken back, because nothing of it has changed. */
  takenBack(stream: StreamName): void;
  /** As the row of `runs` says it. */
  columns(): {
    readonly written: readonly string[];
    readonly unchanged: readonly string[];
    readonly writtenRows: number;
    readonly unchangedRows: number;
  };
}

type Counts = Map<StreamName, number>;

export function createRunTally(): RunTally {
  const written: Counts = new Map();
  const unchanged: Counts = new Map();
  return {
    written: (stream) => add(written, stream, 1),
    unchanged: (stream) => add(unchanged, stream, 1),
    takenBack(stream) {
      add(unchanged, stream, written.get(stream) ?? 0);
      written.delete(stream);
    },
    columns: () => ({
      written: amounts(written),
      unchanged: amounts(unchanged),
      writtenRows: sum(written),
      unchangedRows: sum(unchanged),
    }),
  };
}

function add(counts: Counts, stream: StreamName, more: number): void {
  counts.set(stream, (counts.get(stream) ?? 0) + more);
}

function amounts(counts: Counts): readonly string[] {
  const some = [...counts].filter(([, count]) => count > 0);
  return some.map(([stream, count]) => `${stream}=${count}`).sort();
}

function sum(counts: Counts): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
