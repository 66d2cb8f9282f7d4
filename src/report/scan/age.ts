import type { FlagOccurrence, SinceSource } from '../../scan/flag-occurrence.ts';

const says: Readonly<Record<SinceSource, (at: string, commit: string) => string>> = {
  commit: (at, commit) => `since ${day(at)} (${commit.slice(0, 8)})`,
  'oldest-commit': (at) => `since ${day(at)} or longer`,
  'file-time': (at) => `file written ${day(at)}`,
  history: (at) => `typed ${at}`,
};

/** Since when a place stands, in a few words; empty where it is not known. */
export function ageOf({ since, sinceSource, sinceCommit = '' }: FlagOccurrence): string {
  return since === undefined || sinceSource === undefined ? '' : says[sinceSource](since, sinceCommit);
}

/** In UTC. */
function day(at: string): string {
  return at.slice(0, 10);
}
