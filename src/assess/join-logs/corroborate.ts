import type { Finding } from '../../detect/finding.ts';
import type { Sighting } from '../../events/foreign-logs/sighting.ts';
import { isUnproven } from '../claims.ts';
import type { Sightings } from './sightings.ts';

const mostShown = 5;

/**
 * A finding with what other logs saw of its calls. What they show to have run, or to have reached what the finding is
 * about, is confirmed; what they show to have failed was an attempt.
 */
export function corroborate(finding: Finding, sightings: Sightings): Finding {
  const seen = sightings.of(finding.toolCallIds);
  if (seen.length === 0) return finding;
  const seenBy = seen
    .toSorted((a, b) => Number(isAbout(b, finding)) - Number(isAbout(a, finding)))
    .slice(0, mostShown);
  return { ...finding, seenBy, state: stateBy(seen, finding) };
}

function stateBy(seen: readonly Sighting[], finding: Finding): Finding['state'] {
  if (seen.every(({ failed }) => failed)) return 'attempted';
  if (finding.state !== 'possible') return finding.state;
  const about = seen.filter((sighting) => isAbout(sighting, finding));
  if (about.length > 0 && about.every(({ failed }) => failed)) return 'attempted';
  const isShown = seen.some(
    (sighting) => !sighting.failed && (isUnproven(finding) || isAbout(sighting, finding)),
  );
  return isShown ? 'confirmed' : finding.state;
}

/** It names what the finding is about, and not only the call that did it. */
function isAbout({ by, what }: Sighting, { subject, subjects = [] }: Finding): boolean {
  if (by !== 'destination' && by !== 'file') return false;
  const place = what.replace(/:\d+$/, '');
  return place !== '' && [subject, ...subjects].some((text) => text.includes(place));
}
