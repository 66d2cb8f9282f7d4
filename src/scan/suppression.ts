import { type AcceptanceOf, isAccepted } from '../evidence/case-file/acceptance.ts';
import type { FlagOccurrence } from './flag-occurrence.ts';

/** Who said that a place is known and accepted. */
type SuppressedBy = 'baseline' | 'ignore-file' | 'comment' | 'case-file';

/** A place that is listed, but counts as no finding. */
export interface SuppressedOccurrence extends FlagOccurrence {
  readonly suppressedBy: SuppressedBy;
  /** The words of whoever suppressed it, or where they stand. */
  readonly justification: string;
}

/** What accepts places from outside of the files. */
export interface Acceptance {
  /** Fingerprints of an earlier scan. */
  readonly baseline: ReadonlySet<string>;
  /** Why a place is ignored, by its path or fingerprint; undefined where it is not. */
  readonly ignored: (path: string, fingerprint: string) => string | undefined;
  /** Who answered for a place in a case file. */
  readonly acceptanceOf?: AcceptanceOf;
}

/** Parts places that count from those that someone has accepted. */
export function suppress(
  occurrences: readonly FlagOccurrence[],
  { baseline, ignored, acceptanceOf }: Acceptance,
): { readonly counting: readonly FlagOccurrence[]; readonly suppressed: readonly SuppressedOccurrence[] } {
  const suppressed = occurrences.flatMap((occurrence): SuppressedOccurrence[] => {
    const { kind, path, fingerprint, allowedBecause } = occurrence;
    if (kind === 'mention') return [];
    if (allowedBecause !== undefined)
      return [{ ...occurrence, suppressedBy: 'comment', justification: allowedBecause }];
    const reason = ignored(path, fingerprint);
    if (reason !== undefined) return [{ ...occurrence, suppressedBy: 'ignore-file', justification: reason }];
    const accepted = acceptanceOf && acceptanceIn(occurrence, acceptanceOf);
    if (accepted) return [{ ...occurrence, suppressedBy: 'case-file', justification: accepted }];
    if (!baseline.has(fingerprint)) return [];
    return [{ ...occurrence, suppressedBy: 'baseline', justification: 'stands in the baseline' }];
  });
  const gone = new Set(suppressed.map(({ fingerprint }) => fingerprint));
  return { counting: occurrences.filter(({ fingerprint }) => !gone.has(fingerprint)), suppressed };
}

/** A place is named by its route, and by its words, its path or its fingerprint. */
function acceptanceIn(
  { route, text, path, fingerprint, line, evidence }: FlagOccurrence,
  acceptanceOf: AcceptanceOf,
): string | undefined {
  const places = [evidence, { path, line }];
  const accepted = [text, path, fingerprint]
    .map((subject) => acceptanceOf({ queryId: route, subject, evidence: places }))
    .find(isAccepted);
  return accepted && `${accepted.reason}, by ${accepted.by}, until ${accepted.until}`;
}

interface Allowance {
  readonly because: string;
  /** The line on which it stands; counted from 1. */
  readonly line: number;
}

/** `yolo-triage:allow <reason>` on a line or the one before; without a reason it does not count. */
export function allowanceAt(lines: readonly string[], line: number): Allowance | undefined {
  for (const at of [line, line - 1]) {
    const reason = /yolo-triage:allow\s+([^\s].{2,300})/.exec(lines[at - 1] ?? '')?.[1];
    if (reason === undefined) continue;
    return { because: reason.replace(/\s*(?:-->|\*\/|#\}|["',;]+)\s*$/, '').trim(), line: at };
  }
  return undefined;
}
