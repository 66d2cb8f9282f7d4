import { FlowMemory } from '../events/flows/flow-memory.ts';
import { Instructions } from '../events/instructions.ts';
import type { LogEvent } from '../events/log-events/log-event.ts';
import { logEvents } from '../events/log-events/log-events.ts';
import { sanctionedByDefault } from '../events/log-events/sanctioned-hosts.ts';
import type { Home } from '../evidence/home.ts';
import type { OptionsOf } from '../invocation/options.ts';
import type { AnalysedCall } from '../transcripts/effects/call-analyser.ts';
import type { AnalystAnswers } from './case/analyst-answers.ts';
import { projectAddresses } from './project-addresses.ts';

/**
 * The events of each call of a home; takes the calls of a session together and in order.
 * @param home its projects' files name hosts that are their own
 * @param answers name others
 */
export function callEvents({ allowHost }: OptionsOf<'allowHost'>, home: Home, answers: AnalystAnswers) {
  const sanctioned = [...sanctionedByDefault, ...allowHost];
  const flows = new FlowMemory(sanctioned, projectAddresses(home, answers));
  const instructions = new Instructions();
  return ({ call: recorded, analysis, paths, edits }: AnalysedCall) => {
    const call = { ...recorded, said: instructions.before(recorded) };
    const products = productsOf(paths.cwd);
    const events: readonly LogEvent[] = logEvents(call, analysis, {
      paths,
      sanctioned,
      flows,
      edits,
      products,
    });
    return { call, events };
  };
}

/** Sigma's name of the system that a path is from. */
function productsOf(path: string): readonly string[] {
  if (/^[A-Za-z]:[\\/]/.test(path)) return ['windows'];
  return path.startsWith('/Users/') ? ['macos'] : ['linux'];
}
