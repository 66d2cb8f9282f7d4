import type { FileVersions } from '../../evidence/git/repository-past.ts';
import type { FlagOccurrence, Standing } from '../flag-occurrence.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import { routes } from '../routes.ts';
import { scanFile } from '../scan-file.ts';

/** Places of one file, and how the file stood before. */
interface FilePast {
  readonly places: readonly FlagOccurrence[];
  /** As absolute as it is known. */
  readonly fullPath: string;
  readonly past: FileVersions;
}

const scansAtMost = 40;

/**
 * Since which commit each place of a file stands without a break; absent for one that is not committed. A place is the
 * same where its wording is, or else where the file took its route before: changing the prompt does not make it new.
 */
export function ageOfPlaces({ places, fullPath, past }: FilePast): ReadonlyMap<FlagOccurrence, Standing> {
  const found = new Map<FlagOccurrence, Standing>();
  let standing = places.map((place) => ({ place, wording: wordingOf(place) }));
  let scans = 0;
  for (const [index, { commit, at, text }] of past.versions.entries()) {
    if (text === undefined || standing.length === 0) break;
    const before = past.versions[index + 1]?.text;
    const isLast = index === past.versions.length - 1;
    const isUnchanged =
      !isLast && before !== undefined && signatureOf(text, standing) === signatureOf(before, standing);
    // What a run of versions says alike is judged in the oldest of them.
    if (isUnchanged) continue;
    if (scans >= scansAtMost) {
      for (const { place } of standing)
        found.set(place, { since: at, sinceSource: 'oldest-commit', sinceCommit: commit });
      break;
    }
    scans += 1;
    standing = standingIn(text, { standing, fullPath });
    const source = isLast && past.isCut ? 'oldest-commit' : 'commit';
    for (const { place } of standing)
      found.set(place, { since: at, sinceSource: source, sinceCommit: commit });
  }
  return found;
}

interface StandingPlace {
  readonly place: FlagOccurrence;
  /** As it was in the version that was looked at last. */
  readonly wording: string;
}

/** Those that stand in an older version, with the wording that they have there. */
function standingIn(
  text: string,
  { standing, fullPath }: { readonly standing: readonly StandingPlace[]; readonly fullPath: string },
): StandingPlace[] {
  if (!mayTakeRoute(text)) return [];
  const { occurrences } = scanFile({ path: fullPath, fullPath, text, evidencePath: fullPath });
  const left = occurrences.map((place) => ({ place, wording: wordingOf(place) }));
  const take = (fits: (one: StandingPlace) => boolean): StandingPlace | undefined => {
    const at = left.findIndex(fits);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const same = standing.map((one) =>
    take((old) => isSameWay(old.place, one.place) && old.wording === one.wording),
  );
  return standing.flatMap(({ place }, index) => {
    const old = same[index] ?? take((one) => isSameWay(one.place, place));
    return old ? [{ place, wording: old.wording }] : [];
  });
}

function isSameWay(a: FlagOccurrence, b: FlagOccurrence): boolean {
  return a.agent === b.agent && a.route === b.route && (a.kind === 'mention') === (b.kind === 'mention');
}

function wordingOf({ text }: FlagOccurrence): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Lines that speak of the routes of these places. */
function signatureOf(text: string, standing: readonly StandingPlace[]): string {
  const taken = new Set(standing.map(({ place }) => place.route));
  const patterns = Object.entries(routes).flatMap(([route, { pattern }]) =>
    taken.has(route) ? [pattern] : [],
  );
  const wording = new RegExp([...new Set(patterns.map(({ source }) => source))].join('|'), 'i');
  return text
    .split('\n')
    .filter((line) => wording.test(line))
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n');
}
