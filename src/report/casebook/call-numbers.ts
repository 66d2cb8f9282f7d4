import type { CaseCall } from '../../assess/case-calls.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import { referenceText } from '../markdown.ts';

/** Calls of all sessions in time order; one without a time stays behind the one before it. */
export function inTimeOrder(calls: readonly CaseCall[]): readonly CaseCall[] {
  const lastTimes = new Map<string, string>();
  const timed = calls.map((call) => {
    const at = call.startedAt ?? lastTimes.get(call.sessionId) ?? '';
    lastTimes.set(call.sessionId, at);
    return { call, at };
  });
  return timed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ call }) => call);
}

/** Finds the number of a call by what other parts of a case name it by. */
export class CallNumbers {
  readonly #byId = new Map<string, number>();
  readonly #byPlace = new Map<string, number>();

  /** @param calls in the order of their numbers */
  constructor(calls: readonly CaseCall[]) {
    for (const [number, { id, evidence, printed }] of calls.entries()) {
      this.#byId.set(id, number);
      for (const place of [evidence, ...(printed ? [printed.evidence] : [])]) {
        const text = referenceText(place);
        if (!this.#byPlace.has(text)) this.#byPlace.set(text, number);
      }
    }
  }

  ofIds(ids: readonly string[]): readonly number[] {
    return distinct(ids.map((id) => this.#byId.get(id)));
  }

  ofPlaces(places: readonly EvidenceReference[]): readonly number[] {
    return distinct(places.map((place) => this.#byPlace.get(referenceText(place))));
  }
}

function distinct(numbers: readonly (number | undefined)[]): readonly number[] {
  const known = numbers.filter((number) => number !== undefined);
  return [...new Set(known)].sort((a, b) => a - b);
}
