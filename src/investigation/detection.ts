import type { AttributedRefMove } from '../assess/attribution.ts';
import { createDetector } from '../detect/detector.ts';
import type { Finding } from '../detect/finding.ts';
import { loadQueries } from '../detect/load-queries.ts';
import type { CallOfEvent } from '../events/log-events/log-event.ts';
import { logEvents } from '../events/log-events/log-events.ts';
import { refUpdateEvent } from '../events/log-events/ref-update-event.ts';
import { sanctionedByDefault } from '../events/log-events/sanctioned-hosts.ts';
import type { Home } from '../evidence/home.ts';
import type { OptionsOf } from '../invocation/options.ts';
import { type AnalysedCall, CallAnalyser } from '../transcripts/effects/call-analyser.ts';
import { homeInCommands } from '../transcripts/effects/home-in-commands.ts';
import type { ToolCall } from '../transcripts/tool-call.ts';

/** All queries over the calls of a home. */
export interface Detection {
  /** Takes the calls as the inventory yields them; gives each back with what it does. */
  observe(call: ToolCall): AnalysedCall;
  /** Takes what the repositories say, with the calls that made it. */
  observeMoves(moves: readonly AttributedRefMove[], calls: readonly CallOfEvent[]): void;
  /** After the last call. */
  finish(): Finding[];
}

/** @throws {TriageError} for a bad query */
export async function startDetection(
  home: Home,
  options: OptionsOf<'queries' | 'allowHost'>,
): Promise<Detection> {
  const detector = createDetector(await loadQueries(options.queries));
  const analyser = new CallAnalyser(homeInCommands(home));
  const sanctioned = [...sanctionedByDefault, ...options.allowHost];
  return {
    observe(given) {
      const analysed = analyser.analyse(given);
      const { call, analysis, paths } = analysed;
      detector.observe(logEvents(call, analysis, { paths, sanctioned, products: productsOf(paths.cwd) }));
      return analysed;
    },
    observeMoves(moves, calls) {
      const byId = new Map(calls.map((call) => [call.id, call]));
      for (const move of moves) {
        detector.observe([refUpdateEvent(move, byId.get(move.toolCallId ?? ''))]);
      }
    },
    finish: () => detector.finish(),
  };
}

/** Sigma's name of the system that a path is from. */
function productsOf(path: string): readonly string[] {
  if (/^[A-Za-z]:[\\/]/.test(path)) return ['windows'];
  return path.startsWith('/Users/') ? ['macos'] : ['linux'];
}
