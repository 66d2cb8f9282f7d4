import type { EvidenceReference } from '../artifact.ts';
import type { AcceptedEntry } from './case-file.ts';

/** Who answered for a finding, and until when. */
export interface Acceptance extends Pick<AcceptedEntry, 'reason' | 'by' | 'until'> {
  /** It held once, and the finding counts again. */
  readonly hasExpired?: true;
}

/** What an entry is compared with. */
interface Acceptable {
  readonly queryId: string;
  readonly subject: string;
  readonly evidence: readonly EvidenceReference[];
}

/** Who answered for what was found; undefined where nobody did. */
export type AcceptanceOf = (found: Acceptable) => Acceptance | undefined;

/**
 * Compares with the accepted findings of a case file; one that still holds goes before one that has expired.
 * @param now the last day of an entry ends at midnight, UTC
 */
export function acceptanceOf(entries: readonly AcceptedEntry[], now: Date): AcceptanceOf {
  const today = now.toISOString().slice(0, 10);
  const byQuery = new Map<string, AcceptedEntry[]>();
  const newestFirst = [...entries].sort((a, b) => (a.until < b.until ? 1 : -1));
  for (const entry of newestFirst) byQuery.set(entry.query, [...(byQuery.get(entry.query) ?? []), entry]);
  return (found) => {
    const entry = byQuery.get(found.queryId)?.find((one) => isMeant(one, found));
    if (!entry) return undefined;
    const { reason, by, until } = entry;
    return { reason, by, until, ...(until < today && { hasExpired: true as const }) };
  };
}

/** Whether an acceptance takes something out of what counts. */
export function isAccepted(acceptance: Acceptance | undefined): boolean {
  return acceptance !== undefined && acceptance.hasExpired !== true;
}

function isMeant({ subject, reference }: AcceptedEntry, found: Acceptable): boolean {
  if (subject !== undefined && subject !== found.subject) return false;
  return reference === undefined || found.evidence.some((one) => isNamed(one, reference));
}

/** In narrow columns, a report names a transcript without its folders. */
function isNamed({ path, line, pointer }: EvidenceReference, reference: string): boolean {
  const place = line !== undefined ? `:${line}` : pointer ? `#${pointer}` : '';
  const full = `${path}${place}`;
  return full === reference || full.endsWith(`/${reference}`);
}
