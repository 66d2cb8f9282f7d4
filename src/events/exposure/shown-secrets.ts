import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import type { FieldValue, LogEvent } from '../log-events/log-event.ts';

/** Secrets of one kind that stand in the words or the results of calls. */
export interface ShownSecrets {
  /** That of a secret, or `variable`, `settings-password`, `command-line-secret` where nothing but its place tells. */
  readonly kind: string;
  readonly calls: number;
  /** The first ones. */
  readonly evidence: readonly EvidenceReference[];
}

const placesAtMost = 20;

/** Takes note of the secrets that calls print, write into the project, or give to a program by their words. */
export class SecretsShown {
  readonly #byKind = new Map<string, { calls: number; evidence: EvidenceReference[] }>();

  observe({ evidence }: ToolCall, events: readonly LogEvent[]): void {
    for (const kind of new Set(events.flatMap(kindsIn))) {
      const known = this.#byKind.get(kind) ?? { calls: 0, evidence: [] };
      this.#byKind.set(kind, known);
      known.calls += 1;
      if (known.evidence.length < placesAtMost) known.evidence.push(evidence);
    }
  }

  list(): readonly ShownSecrets[] {
    return [...this.#byKind].map(([kind, known]) => ({ kind, ...known }));
  }
}

function kindsIn({ fields, effect }: LogEvent): readonly string[] {
  const isGiven = fields['given_secret'] === true || isInline(effect);
  return [
    ...textsOf(fields['shown_secrets']),
    ...textsOf(fields['written_secrets']),
    ...(isGiven ? ['command-line-secret'] : []),
  ];
}

/** The password of a service of this machine alone opens nothing else. */
function isInline(effect: LogEvent['effect']): boolean {
  const { action, traits = [] } = effect ?? {};
  return action === 'read' && traits.includes('inline') && !traits.includes('local-host');
}

function textsOf(value: FieldValue | undefined): readonly string[] {
  return typeof value === 'object' ? value : [];
}
