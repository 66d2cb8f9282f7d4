import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
import type { Basis, Sighting } from '../../events/foreign-logs/sighting.ts';
import { detached } from './detached.ts';

const mostPerCall = 8;
/** The surest first. */
const order = [
  'id',
  'command',
  'destination',
  'file',
  'part of the command',
  'time and program',
  'parent',
] as const satisfies readonly Basis[];
const mostChars = 300;

/** What other logs saw of each call, the surest first. */
export class Sightings {
  readonly #byCall = new Map<string, Sighting[]>();

  add(callId: string, event: ForeignEvent, by: Basis): void {
    const known = this.#byCall.get(callId) ?? [];
    this.#byCall.set(callId, known);
    if (known.length >= mostPerCall && by === 'parent') return;
    const { source, atMs, target, actor, failed, evidence } = detached(event);
    const what = (target ?? actor.commandLine ?? actor.executable ?? '').slice(0, mostChars);
    const sighting = {
      source,
      at: new Date(atMs).toISOString(),
      by,
      what,
      evidence,
      ...(failed && { failed }),
    };
    // What is less sure makes room.
    if (known.length >= mostPerCall) known.pop();
    known.push(sighting);
    known.sort((a, b) => order.indexOf(a.by) - order.indexOf(b.by));
  }

  has(callId: string): boolean {
    return this.#byCall.has(callId);
  }

  of(callIds: readonly string[]): readonly Sighting[] {
    return callIds.flatMap((id) => this.#byCall.get(id) ?? []);
  }

  get size(): number {
    return this.#byCall.size;
  }
}
