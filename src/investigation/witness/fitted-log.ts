import { isIn, type ProcessWitness } from '../../assess/join-logs/absent-processes.ts';
import type { Hole } from '../../assess/join-logs/log-coverage.ts';
import type { RunningCalls } from '../../assess/join-logs/running-calls.ts';
import type { Witness } from '../../assess/join-logs/witness.ts';
import type { Gap } from '../../evidence/gap.ts';
import { mostSorted } from './event-order.ts';
import type { ScannedLog } from './scan-log.ts';

/** A log with its times brought to the clock of the transcripts. */
export class FittedLog implements ProcessWitness {
  readonly scanned: ScannedLog;
  /** Of its clock, ahead of the transcripts'. */
  readonly offsetMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly holes: readonly Hole[];
  /** Why nothing is concluded from it. */
  readonly unusable: string | undefined;
  readonly #calls: RunningCalls;

  constructor(scanned: ScannedLog, calls: RunningCalls) {
    const { offset, coverage } = scanned;
    this.scanned = scanned;
    this.#calls = calls;
    this.unusable = unusableWords(scanned);
    const offsetMs = 'offsetMs' in offset ? offset.offsetMs : 0;
    this.offsetMs = offsetMs;
    this.fromMs = coverage.fromMs - offsetMs;
    this.toMs = coverage.toMs - offsetMs;
    this.holes = coverage
      .holes()
      .map(({ fromMs, toMs }) => ({ fromMs: fromMs - offsetMs, toMs: toMs - offsetMs }));
  }

  get hasProcesses(): boolean {
    return this.scanned.coverage.count('process') > 0;
  }

  /** What is not in it did not run, as far as it covers. */
  get speaksOfProcesses(): boolean {
    return this.hasProcesses && this.unusable === undefined && !this.scanned.isSelective;
  }

  gaps(): readonly Gap[] {
    const evidence = { path: this.scanned.path };
    const { coverage, counts } = this.scanned;
    const isLost = counts.events > mostSorted && coverage.disordered * 5 > counts.events;
    const unordered =
      'is not in the order of time and too long to be sorted: what is below what was not followed through it';
    return [
      ...(this.unusable === undefined
        ? []
        : [{ kind: 'malformed' as const, reason: this.unusable, evidence, limits: 'results' as const }]),
      ...(isLost
        ? [{ kind: 'malformed' as const, reason: unordered, evidence, limits: 'results' as const }]
        : []),
      ...this.#shownHoles().map(({ from, to, calls }) => {
        const ran = calls === 1 ? 'one call ran' : `${calls} calls ran`;
        return {
          kind: 'missing' as const,
          reason: `has nothing from ${from} to ${to}, in which ${ran}`,
          evidence,
          limits: 'results' as const,
        };
      }),
    ];
  }

  witness(): Witness {
    const { path, sources, counts, coverage, offset } = this.scanned;
    return {
      path,
      sources,
      records: counts.known + counts.unknownObjects + counts.unknownLines,
      events: counts.events,
      eventsByKind: coverage.kinds,
      hosts: coverage.hosts,
      from: iso(this.fromMs),
      to: iso(this.toMs),
      holes: this.#shownHoles(),
      ...(this.offsetMs !== 0 && { offsetMs: this.offsetMs }),
      agreeingCalls: 'agreeing' in offset ? offset.agreeing : 0,
      ...(this.unusable !== undefined && { unusable: this.unusable }),
    };
  }

  /** Of logs of processes, those in which calls were made. */
  #shownHoles(): Witness['holes'] {
    if (!this.speaksOfProcesses) return [];
    return this.holes.flatMap((hole) => {
      const calls = this.#calls.timed.filter(({ fromMs }) => isIn(fromMs, hole)).length;
      return calls === 0 ? [] : [{ from: iso(hole.fromMs), to: iso(hole.toMs), calls }];
    });
  }
}

/** Why nothing is concluded from a log. */
export function unusableWords({ offset, isLocalTime }: ScannedLog): string | undefined {
  if ('isUnusable' in offset) {
    return `has ${offset.compared} commands of the transcripts, at times that no one difference of clocks explains: nothing was concluded from it`;
  }
  if (isLocalTime && offset.agreeing === 0)
    return 'has times of a zone that it does not name, and too few commands of the transcripts to tell which: nothing was concluded from it';
  return undefined;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
