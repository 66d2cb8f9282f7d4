import type { Effect } from '../../shell/effect.ts';
import type { AnalysedCall } from '../../transcripts/effects/call-analyser.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { type CallMark, markOf } from './call-mark.ts';

/** A place that outlives the session or opens doors, and the calls that had to do with it. */
export interface Reach {
  readonly target: string;
  readonly kind: 'persistence' | 'credential';
  /** What the calls did: `read`, `write`, `persist`, … */
  readonly actions: readonly Effect['action'][];
  /** Oldest first, at most ten. */
  readonly calls: readonly CallMark[];
}

const placesAtMost = 2_000;
const callsAtMost = 10;

/** Collects what a session read of credentials, and what it left behind that acts later. */
export class ReachLedger {
  readonly #places = new Map<string, Reach>();
  #uploads = 0;

  take({ call }: AnalysedCall): void {
    if (call.outcome === 'denied' || call.outcome === 'not-run') return;
    for (const effect of call.effects) {
      if (effect.traits?.includes('dry-run')) continue;
      if (effect.action === 'upload' && !effect.traits?.includes('local-host')) this.#uploads += 1;
      const kind = kindOf(effect);
      if (kind) this.#note(kind, effect, call);
    }
  }

  places(): readonly Reach[] {
    return [...this.#places.values()];
  }

  /** How often a call sent something to another machine. */
  get uploads(): number {
    return this.#uploads;
  }

  #note(kind: Reach['kind'], { target, action }: Effect, call: ToolCall): void {
    const key = `${kind} ${target}`;
    const known = this.#places.get(key);
    if (!known && this.#places.size >= placesAtMost) return;
    this.#places.set(key, {
      target,
      kind,
      actions: [...new Set([...(known?.actions ?? []), action])],
      calls: [...(known?.calls ?? []), markOf(call)].slice(0, callsAtMost),
    });
  }
}

function kindOf({ action, zone, certainty }: Effect): Reach['kind'] | undefined {
  if (certainty === 'possible') return undefined;
  if (action === 'persist') return 'persistence';
  if (zone === 'credentials' && (action === 'read' || action === 'upload')) return 'credential';
  const writes = action === 'write' || action === 'configure' || action === 'install';
  return writes && (zone === 'persistence' || zone === 'path-binaries') ? 'persistence' : undefined;
}
