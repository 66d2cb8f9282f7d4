import type { AttributedRefMove } from '../assess/attribution.ts';
import { createDetector } from '../detect/detector.ts';
import type { Detected } from '../detect/finding-groups.ts';
import { loadQueries } from '../detect/load-queries.ts';
import { SecretsShown, type ShownSecrets } from '../events/exposure/shown-secrets.ts';
import { type TouchedCredential, TouchedCredentials } from '../events/exposure/touched-credentials.ts';
import { KeptCopies } from '../events/kept-copies.ts';
import type { CallOfEvent, LogEvent } from '../events/log-events/log-event.ts';
import { refUpdateEvent } from '../events/log-events/ref-update-event.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Home } from '../evidence/home.ts';
import type { OptionsOf } from '../invocation/options.ts';
import type { CallWatcher } from '../transcripts/call-watcher.ts';
import { callEvents } from './call-events.ts';
import { type AnalystAnswers, noAnswers } from './case/analyst-answers.ts';

/** All queries over the calls of a home, and over what its repositories say. */
export interface Detection extends CallWatcher<readonly Detected[]> {
  /** Takes what the repositories say, with the calls that made it; before the result is asked. */
  moves(moves: readonly AttributedRefMove[], calls: readonly CallOfEvent[]): void;
  result(): readonly Detected[];
  /** Calls that deleted only files which calls before had shown as a whole: their places, as {@link placeOf} writes them. */
  readonly deletedShown: ReadonlySet<string>;
  /** What the same events say of credentials; after the last call. */
  credentials(): ExposedCredentials;
}

/** Credentials of stores, and secrets wherever they stood. */
export interface ExposedCredentials {
  readonly touched: readonly TouchedCredential[];
  readonly shown: readonly ShownSecrets[];
}

/**
 * @param home its projects' files name hosts that are their own
 * @param answers name others, and what somebody answered for
 * @throws {TriageError} for a bad query
 */
export async function watchWithQueries(
  options: OptionsOf<'queries' | 'allowHost'>,
  home: Home,
  answers: AnalystAnswers = noAnswers,
): Promise<Detection> {
  const detector = createDetector(await loadQueries(options.queries), answers.acceptanceOf);
  const eventsOf = callEvents(options, home, answers);
  const copies = new KeptCopies();
  const touched = new TouchedCredentials();
  const shown = new SecretsShown();
  const deletedShown = new Set<string>();
  return {
    deletedShown,
    call(analysed) {
      const { call, events } = eventsOf(analysed);
      touched.observe(call, events);
      shown.observe(call, events);
      const told = copies.told(events, call, analysed.analysis);
      if (deletesShown(told)) deletedShown.add(placeOf(call.evidence));
      detector.observe(told);
    },
    moves(moves, calls) {
      const byId = new Map(calls.map((call) => [call.id, call]));
      for (const move of moves) {
        detector.observe([refUpdateEvent(move, byId.get(move.toolCallId ?? ''))]);
      }
    },
    result: () => detector.detected(),
    credentials: () => ({ touched: touched.list(), shown: shown.list() }),
  };
}

function deletesShown(events: readonly LogEvent[]): boolean {
  const deleted = events.filter(({ effect }) => effect?.action === 'delete');
  return deleted.length > 0 && deleted.every(({ copy }) => copy?.isRecord === true);
}

export function placeOf({ path, line }: EvidenceReference): string {
  return `${path}:${line}`;
}
