import type { Finding } from '../../detect/finding.ts';
import { absentProcesses, type ProcessWitness } from './absent-processes.ts';
import { beyondWords, type OrdinaryPlaces } from './beyond-words.ts';
import { joinProvider } from './join-provider.ts';
import { launches } from './launches.ts';
import { outliving } from './outliving.ts';
import { serviceEvents } from './service-events.ts';
import type { ProviderSide, Recorded } from './sides.ts';
import { unexplainedProcesses, type WeighedFamily } from './unexplained-processes.ts';
import type { WitnessJoin } from './witness-join.ts';

/** What the logs of others have. */
export interface OtherLogs {
  readonly provider: ProviderSide;
  readonly join: WitnessJoin;
  readonly unexplained: readonly WeighedFamily[];
  readonly processWitnesses: readonly ProcessWitness[];
}

/** What only one side has. */
export function joinLogs(
  recorded: Recorded,
  { provider, join, unexplained, processWitnesses }: OtherLogs,
  places: OrdinaryPlaces,
): readonly Finding[] {
  return [
    ...joinProvider(recorded, provider),
    ...unexplainedProcesses(unexplained, places.home),
    // What is expected is noted as seen, so this comes before what no event shows.
    ...beyondWords(join, places),
    ...serviceEvents(join, recorded.sessions),
    ...absentProcesses(join, processWitnesses),
    ...launches(join, recorded),
    ...outliving(join),
  ];
}
