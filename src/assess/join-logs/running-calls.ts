import { plainText, withBaseName } from './command-text.ts';
import type { RecordedCall } from './sides.ts';

/** Clocks of one host agree; a log's resolution can be a second, and a start is logged a little later. */
export const slackMs = 3_000;

/** A call with its times as numbers. */
export interface TimedCall {
  readonly call: RecordedCall;
  readonly fromMs: number;
  readonly toMs: number;
  /** Its words without quoting and layout. */
  readonly plain: string;
}

/** Calls by what they run and by when they ran. */
export class RunningCalls {
  readonly timed: readonly TimedCall[];
  /** Of all calls up to an index: the latest end. */
  readonly #latestEnd: readonly number[];
  readonly #byText = new Map<string, TimedCall[]>();

  constructor(calls: readonly RecordedCall[]) {
    this.timed = calls.flatMap(timedCall).sort((a, b) => a.fromMs - b.fromMs);
    let latest = Number.NEGATIVE_INFINITY;
    this.#latestEnd = this.timed.map(({ toMs }) => {
      latest = Math.max(latest, toMs);
      return latest;
    });
    for (const timed of this.timed) for (const text of textsOf(timed.call)) this.#add(text, timed);
  }

  /** Calls that run a command of these very words, whenever. */
  saying(text: string): readonly TimedCall[] {
    return this.#byText.get(text) ?? [];
  }

  /** Calls that were running at a time, the last one first. */
  at(ms: number, slack = slackMs): readonly TimedCall[] {
    let [low, high] = [0, this.timed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.timed[middle]?.fromMs ?? 0) <= ms + slack) low = middle + 1;
      else high = middle;
    }
    const found: TimedCall[] = [];
    for (let index = low - 1; index >= 0 && (this.#latestEnd[index] ?? 0) >= ms - slack; index -= 1) {
      const timed = this.timed[index];
      if (timed && timed.toMs >= ms - slack) found.push(timed);
      if (found.length >= mostAtOnce) break;
    }
    return found;
  }

  #add(text: string, timed: TimedCall): void {
    const known = this.#byText.get(text);
    if (known) known.push(timed);
    else this.#byText.set(text, [timed]);
  }
}

const mostAtOnce = 64;

function timedCall(call: RecordedCall): readonly TimedCall[] {
  const fromMs = Date.parse(call.startedAt ?? '');
  if (Number.isNaN(fromMs)) return [];
  const endMs = Date.parse(call.endedAt ?? '');
  const toMs = Number.isNaN(endMs) ? fromMs : Math.max(endMs, fromMs);
  return [{ call, fromMs, toMs, plain: plainText(call.argument) }];
}

/** The whole command, and each program of it with its words. */
function textsOf({ toolKind, argument, commands }: RecordedCall): ReadonlySet<string> {
  const texts = toolKind === 'shell' ? [argument, ...commands] : commands;
  return new Set(
    texts
      .map(plainText)
      .flatMap((text) => [text, withBaseName(text)])
      .filter((text) => text !== ''),
  );
}

export function isAmong(ms: number, { fromMs, toMs }: TimedCall): boolean {
  return fromMs - slackMs <= ms && ms <= toMs + slackMs;
}
