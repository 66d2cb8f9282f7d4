import type { Occasion } from '../../detect/occasion.ts';
import { longestPauseMs } from '../../longest-pause.ts';
import { consent } from '../requests/answers.ts';
import type { Deed } from './deed.ts';

/**
 * Deeds that belong together: they share a call, as the steps of a chain do with what they are; they do the same kind of
 * harm under one instruction without a long pause; or they do it to the same thing on one day, with no other instruction
 * between.
 * @param deeds of all sessions, each session's in time order
 */
export function seriesOf(deeds: readonly Deed[]): readonly (readonly Deed[])[] {
  const groups = new Groups(deeds.length);
  const byCall = new Map<string, number>();
  const byPurpose = new Map<string, number>();
  const byThing = new Map<string, number>();
  const instructionOf = instructions();
  for (const [index, deed] of deeds.entries()) {
    for (const id of deed.occasion.toolCallIds) {
      const call = `${deed.sessionId}\0${id}`;
      groups.join(index, byCall.get(call) ?? index);
      byCall.set(call, index);
    }
    const { key, order } = instructionOf(deed);
    for (const thing of deed.occasion.subjects) {
      const same = [deed.sessionId, order, deed.harm, thing].join('\0');
      const before = byThing.get(same);
      if (before !== undefined && isWithin(dayMs, deeds[before]?.occasion, deed.occasion))
        groups.join(index, before);
      byThing.set(same, index);
    }
    const purpose = [deed.sessionId, key, deed.harm].join('\0');
    const before = byPurpose.get(purpose);
    if (before !== undefined && isSoon(deeds[before]?.occasion, deed.occasion)) groups.join(index, before);
    if (before === undefined || isLater(deed.occasion, deeds[before]?.occasion))
      byPurpose.set(purpose, index);
  }
  return groups.of(deeds);
}

/**
 * The instruction that a deed serves. "Yes" and "go on" begin nothing new, and what stands on disk has no words of its
 * own: both go on with the one before, where that is not long ago.
 */
function instructions(): (deed: Deed) => Instruction {
  let current: (Instruction & { readonly sessionId: string; readonly occasion: Occasion }) | undefined;
  return ({ sessionId, occasion }) => {
    const { prompt, promptEvidence } = occasion;
    const begins = prompt !== undefined && !consent.test(prompt);
    const last = begins || current?.sessionId !== sessionId ? undefined : current;
    const own = promptEvidence ? `${promptEvidence.path}:${promptEvidence.line}` : (prompt ?? '');
    const key = last && isSoon(last.occasion, occasion) ? last.key : own;
    current = { sessionId, key, order: last?.order ?? own, occasion };
    return current;
  };
}

interface Instruction {
  /** The same for deeds without a long pause. */
  readonly key: string;
  /** The same until a human orders something else. */
  readonly order: string;
}

function isSoon(before: Occasion | undefined, occasion: Occasion): boolean {
  return isWithin(longestPauseMs, before, occasion);
}

const dayMs = 24 * 60 * 60_000;

function isWithin(longestMs: number, before: Occasion | undefined, { from }: Occasion): boolean {
  if (before?.to === undefined || from === undefined) return true;
  return Date.parse(from) - Date.parse(before.to) <= longestMs;
}

function isLater({ to }: Occasion, other: Occasion | undefined): boolean {
  return to === undefined || other?.to === undefined || to >= other.to;
}

/** Numbers that are joined to groups. https://en.wikipedia.org/wiki/Disjoint-set_data_structure */
class Groups {
  readonly #first: number[];

  constructor(size: number) {
    this.#first = Array.from({ length: size }, (_, index) => index);
  }

  join(one: number, other: number): void {
    const [a, b] = [this.#rootOf(one), this.#rootOf(other)];
    this.#first[Math.max(a, b)] = Math.min(a, b);
  }

  of<T>(items: readonly T[]): readonly (readonly T[])[] {
    const groups = new Map<number, T[]>();
    for (const [index, item] of items.entries()) {
      const root = this.#rootOf(index);
      const group = groups.get(root);
      if (group) group.push(item);
      else groups.set(root, [item]);
    }
    return [...groups.values()];
  }

  #rootOf(index: number): number {
    let root = index;
    while (this.#first[root] !== root) {
      this.#first[root] = this.#first[this.#first[root] ?? root] ?? root;
      root = this.#first[root] ?? root;
    }
    return root;
  }
}
