import type { EventView } from './event-view.ts';
import { allNeeds, eitherNeeds, type Needs } from './needs.ts';

/** A compiled part of a query. */
export interface Matcher {
  readonly test: (event: EventView) => boolean;
  /** Somewhere in the event's fields; the index skips a query whose needs an event does not meet. */
  readonly needs: Needs;
}

export function allOf(parts: readonly Matcher[]): Matcher {
  const tests = parts.map(({ test }) => test);
  return {
    test: (event) => {
      for (const test of tests) if (!test(event)) return false;
      return true;
    },
    needs: allNeeds(parts.map(({ needs }) => needs)),
  };
}

export function anyOf(parts: readonly Matcher[]): Matcher {
  const tests = parts.map(({ test }) => test);
  return {
    test: (event) => {
      for (const test of tests) if (test(event)) return true;
      return false;
    },
    needs: eitherNeeds(parts.map(({ needs }) => needs)),
  };
}

export function not({ test }: Matcher): Matcher {
  return { test: (event) => !test(event), needs: [] };
}
