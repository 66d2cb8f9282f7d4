import type { CaseCall } from '../../assess/case-calls.ts';
import { oneLine, placeInside } from '../markdown.ts';
import { Dictionary } from './dictionary.ts';
import type { BookRows } from './payload.ts';

/** Numbers of what many calls share, before there is one. */
export function newDictionaries() {
  return {
    tools: new Dictionary(),
    agents: new Dictionary(),
    modes: new Dictionary(),
    outcomes: new Dictionary(),
    zones: new Dictionary(),
    actions: new Dictionary(),
    paths: new Dictionary(),
    sessions: new Dictionary(),
  };
}

export type RowDictionaries = ReturnType<typeof newDictionaries>;

const longestArgument = 200;

/** What is known of each call at a glance. */
export function rowsOf(calls: readonly CaseCall[], numbers: RowDictionaries): BookRows {
  return {
    times: differences(
      calls.map(({ startedAt }) => (startedAt === undefined ? null : Date.parse(startedAt))),
    ),
    sessions: calls.map(({ sessionId }) => numbers.sessions.numberOf(sessionId)),
    tools: calls.map(({ tool }) => numbers.tools.numberOf(tool)),
    agents: calls.map(({ agent }) => numbers.agents.numberOf(agent)),
    modes: calls.map(({ permissionMode }) => numbers.modes.numberOf(permissionMode)),
    outcomes: calls.map(({ outcome }) => numbers.outcomes.numberOf(outcome)),
    zones: calls.map(({ effects }) => bits(effects.map(({ zone }) => numbers.zones.numberOf(zone)))),
    actions: calls.map(({ effects }) => bits(effects.map(({ action }) => numbers.actions.numberOf(action)))),
    prompts: calls.map(({ prompt = -1 }) => prompt),
    paths: calls.map(({ evidence }) => numbers.paths.numberOf(evidence.path)),
    places: calls.map(({ evidence }) => placeInside(evidence)),
    arguments: calls.map(({ argument }) => oneLine(argument).slice(0, longestArgument)),
    bySubagents: calls.flatMap(({ agentId }, index) => (agentId === undefined ? [] : [index])),
  };
}

function bits(places: readonly number[]): number {
  return places.reduce((mask, place) => mask | (1 << place), 0);
}

/** Each after the last one that is known. */
function differences(times: readonly (number | null)[]): (number | null)[] {
  let last = 0;
  return times.map((time) => {
    if (time === null || Number.isNaN(time)) return null;
    const difference = time - last;
    last = time;
    return difference;
  });
}
