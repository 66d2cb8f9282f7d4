import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
import { detached } from './detached.ts';
import type { TimedCall } from './running-calls.ts';

/** What the agent started itself, and everything below it. */
export interface Family {
  /** The first process below the agent. */
  readonly top: ForeignEvent;
  readonly agent: AgentProcess;
  /** The call that explains it. */
  call: TimedCall | undefined;
  /** Processes below the top, the first few. */
  readonly members: ForeignEvent[];
  /** What they did to the network and to files, the first few. */
  readonly deeds: ForeignEvent[];
  count: number;
}

/** A process that is an agent. */
export interface AgentProcess {
  readonly key: string;
  /** Id in `src/agents/`; unknown where only what it started is logged. */
  readonly agent?: string;
  readonly start?: ForeignEvent;
  endMs: number | undefined;
}

/** One process for as long as it ran: numbers of processes are used again. */
interface Life {
  readonly fromMs: number;
  endMs: number | undefined;
  readonly event: ForeignEvent;
  readonly family?: Family;
  readonly agent?: AgentProcess;
}

const mostLives = 400_000;

/** The agents of a log and what runs below them; other processes are not kept. */
export class ProcessTree {
  readonly #lives = new Map<string, Life[]>();
  #count = 0;
  /** Too many to be kept: what is below the later ones is not known. */
  isFull = false;

  /** Who ran under a number at a time. */
  find({ host }: Pick<ForeignEvent, 'host'>, process: string | undefined, atMs: number): Life | undefined {
    if (process === undefined) return undefined;
    const life = this.#lives
      .get(keyOf(host, process))
      ?.findLast(({ fromMs }) => fromMs <= atMs + resolutionMs);
    return life?.endMs !== undefined && life.endMs + resolutionMs < atMs ? undefined : life;
  }

  add(
    event: ForeignEvent,
    process: string,
    of: { readonly family?: Family; readonly agent?: AgentProcess },
  ): void {
    if (this.#count >= mostLives) {
      this.isFull = true;
      return;
    }
    const key = keyOf(event.host, process);
    const lives = this.#lives.get(key) ?? [];
    const life: Life = { fromMs: event.atMs, endMs: undefined, event: detached(event), ...of };
    lives.push(life);
    this.#count += 1;
    this.#lives.set(key, lives);
  }

  /** Somebody else has the number from now on. */
  end({ host, atMs, actor }: ForeignEvent): void {
    const life =
      actor.process === undefined ? undefined : this.#lives.get(keyOf(host, actor.process))?.at(-1);
    if (!life || life.endMs !== undefined || life.fromMs > atMs) return;
    life.endMs = atMs;
    if (life.agent) life.agent.endMs = atMs;
  }

  *[Symbol.iterator](): Generator<Life> {
    for (const lives of this.#lives.values()) yield* lives;
  }
}

/** Several logs of a host stamp one thing at times that differ a little. */
const resolutionMs = 1000;

function keyOf(host: string | undefined, process: string): string {
  return `${host ?? ''} ${process}`;
}
