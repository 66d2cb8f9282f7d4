import type { AttributedRefMove } from '../assess/attribution.ts';
import { createDetector } from '../detect/detector.ts';
import type { Detected } from '../detect/finding-groups.ts';
import { loadQueries } from '../detect/load-queries.ts';
import { FlowMemory } from '../events/flows/flow-memory.ts';
import { Instructions } from '../events/instructions.ts';
import { KeptCopies } from '../events/kept-copies.ts';
import type { CallOfEvent } from '../events/log-events/log-event.ts';
import { logEvents } from '../events/log-events/log-events.ts';
import { refUpdateEvent } from '../events/log-events/ref-update-event.ts';
import { sanctionedByDefault } from '../events/log-events/sanctioned-hosts.ts';
import type { Home } from '../evidence/home.ts';
import type { OptionsOf } from '../invocation/options.ts';
import type { CallWatcher } from '../transcripts/call-watcher.ts';
import { type AnalystAnswers, noAnswers } from './case/analyst-answers.ts';
import { projectAddresses } from './project-addresses.ts';

/** All queries over the calls of a home, and over what its repositories say. */
export interface Detection extends CallWatcher<readonly Detected[]> {
  /** Takes what the repositories say, with the calls that made it; before the result is asked. */
  moves(moves: readonly AttributedRefMove[], calls: readonly CallOfEvent[]): void;
  result(): readonly Detected[];
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
  const sanctioned = [...sanctionedByDefault, ...options.allowHost];
  const flows = new FlowMemory(sanctioned, projectAddresses(home, answers));
  const instructions = new Instructions();
  const copies = new KeptCopies();
  return {
    call({ call: recorded, analysis, paths, edits }) {
      const call = { ...recorded, said: instructions.before(recorded) };
      const products = productsOf(paths.cwd);
      const events = logEvents(call, analysis, { paths, sanctioned, flows, edits, products });
      detector.observe(copies.told(events, call, analysis));
    },
    moves(moves, calls) {
      const byId = new Map(calls.map((call) => [call.id, call]));
      for (const move of moves) {
        detector.observe([refUpdateEvent(move, byId.get(move.toolCallId ?? ''))]);
      }
    },
    result: () => detector.detected(),
  };
}

/** Sigma's name of the system that a path is from. */
function productsOf(path: string): readonly string[] {
  if (/^[A-Za-z]:[\\/]/.test(path)) return ['windows'];
  return path.startsWith('/Users/') ? ['macos'] : ['linux'];
}
