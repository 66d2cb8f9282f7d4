import type { Effect } from '../../shell/effect.ts';
import type { AnalysedCall } from '../../transcripts/effects/call-analyser.ts';
import { type CallMark, markOf } from './call-mark.ts';

/** Something that neither git nor a file of this machine can bring back: a database, a volume, a bucket, another host. */
export interface Destruction {
  /** What was destroyed, as the effect of the call names it. */
  readonly target: string;
  readonly program: string;
  readonly zone: Effect['zone'];
  readonly isDatabase: boolean;
  /** On another host, in a container or at a service. */
  readonly isRemote: boolean;
  /** Whether the call is known to have succeeded. */
  readonly isSure: boolean;
  readonly mark: CallMark;
}

const destructionsAtMost = 1_000;

/** Collects what calls destroyed besides files of this machine; the first destruction of each target. */
export class DestructionLedger {
  readonly #found = new Map<string, Destruction>();

  take({ call }: AnalysedCall): void {
    if (['denied', 'not-run', 'failed'].includes(call.outcome)) return;
    for (const effect of call.effects) {
      if (!isDestruction(effect) || this.#found.size >= destructionsAtMost) continue;
      const { target, program, zone, traits = [] } = effect;
      const key = `${program} ${target}`;
      if (this.#found.has(key)) continue;
      this.#found.set(key, {
        target,
        program,
        zone,
        isDatabase: traits.includes('database'),
        isRemote: traits.includes('remote'),
        isSure: call.outcome === 'succeeded',
        // What a backup holds must be older than the call itself.
        mark: { ...markOf(call), ...(call.startedAt !== undefined && { at: call.startedAt }) },
      });
    }
  }

  destructions(): readonly Destruction[] {
    return [...this.#found.values()];
  }
}

const noLoss = ['dry-run', 'own-creation', 'regenerable', 'refspec', 'moved'] as const;

function isDestruction({ action, certainty, zone, traits = [], target, program }: Effect): boolean {
  if (action !== 'delete' || certainty === 'possible' || program === 'git') return false;
  if (!traits.includes('irreversible') || noLoss.some((trait) => traits.includes(trait))) return false;
  return (
    traits.includes('database') || traits.includes('remote') || zone === 'outside' || isCertificate(target)
  );
}

/** One that a client of an authority names, or a place where systems keep those of their services. */
function isCertificate(target: string): boolean {
  return /^certificate(?: |$)|^\/(?:etc\/(?:letsencrypt|ssl|pki)|var\/lib\/(?:acme|caddy|letsencrypt))(?:\/|$)/.test(
    target,
  );
}
