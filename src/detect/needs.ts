import type { NeededTexts } from './text/needed-texts.ts';

/** A text in lower case that has to stand in a field; the field '' means any. */
export interface Need {
  readonly field: string;
  readonly text: string;
}

/** What every event that matches meets: of each group at least one. Empty where nothing is known. */
export type Needs = readonly NeedGroup[];
export type NeedGroup = readonly Need[];

/** More tell little, and each is looked up in every event that meets the first. */
const mostGroups = 4;

export function needsOf(field: string, texts: NeededTexts): Needs {
  return texts?.every((text) => text !== '') ? [texts.map((text) => ({ field, text }))] : [];
}

/** Of conditions that must all hold: the groups that fewest events meet, as far as the length of their texts tells. */
export function allNeeds(parts: readonly Needs[]): Needs {
  const groups = parts.flat();
  if (groups.length <= mostGroups) return groups;
  return groups.toSorted((a, b) => shortest(b) - shortest(a)).slice(0, mostGroups);
}

/** Of conditions of which one is enough. */
export function eitherNeeds(parts: readonly Needs[]): Needs {
  const strongest = parts.map((groups) => groups.toSorted((a, b) => shortest(b) - shortest(a))[0]);
  return parts.length > 0 && strongest.every((group) => group !== undefined) ? [strongest.flat()] : [];
}

function shortest(group: NeedGroup): number {
  return Math.min(...group.map(({ text }) => text.length));
}
