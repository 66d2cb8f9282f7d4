import type { EvidenceReference } from '../evidence/artifact.ts';
import { placeInside } from './markdown.ts';

const shortest = 8;
/** Transcripts are named for ids: `7c1f6a52-3d7e-….jsonl`, `agent-a4be0d17….jsonl`, `rollout-2026-….jsonl`. */
const namedForId = /^(?:[a-z]+-)?(?=[0-9a-f-]*\d)[0-9a-f][0-9a-f-]{7,}/;

/** A place as a narrow column has it. */
export type PlaceName = (place: EvidenceReference) => string;

/**
 * Names of files for a narrow column, as `show` takes them: the beginning of an id that no other of the files has, else
 * the name where no other has it, else the whole path.
 */
export function placeNames(places: Iterable<EvidenceReference>): PlaceName {
  const paths = [...new Set([...places].map(({ path }) => path))];
  const names = new Map<string, string>();
  for (const path of paths) {
    const others = paths.filter((other) => other !== path).map(nameOf);
    names.set(path, shortName(path, others));
  }
  return ({ path, ...inside }) => `${names.get(path) ?? path}${placeInside(inside)}`;
}

function shortName(path: string, others: readonly string[]): string {
  const name = nameOf(path);
  const [id] = name.endsWith('.jsonl') ? (namedForId.exec(name) ?? []) : [];
  const prefix = id === undefined ? 0 : (/^(?:[a-z]+-)?/.exec(name)?.[0].length ?? 0);
  for (let length = prefix + shortest; id !== undefined && length <= id.length; length += 1) {
    const beginning = name.slice(0, length);
    if (!others.some((other) => other.startsWith(beginning))) return beginning;
  }
  return name.includes('.') && !others.includes(name) ? name : path;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
