import type { EvidenceReference } from './artifact.ts';

/** Why a piece of evidence could not be used, and what that means for a verdict. */
const gapKinds = {
  unreadable: 'exists, but could not be opened or read',
  malformed: 'was read, but part of it has no meaning that can be trusted',
  truncated: 'was cut off: by a crash, by a copy, or by a bound of this program',
  missing: 'is named in other evidence, but is not there',
  'outside-window': 'lies outside the time that the evidence can cover',
  unsupported: 'has a form that this version cannot read',
  tampering: 'has a form that no known writer produces',
} as const;
export type GapKind = keyof typeof gapKinds;

/** Evidence that could not be read, is missing, or is outside the retention window. Never silent, never an exception. */
export interface Gap {
  readonly kind: GapKind;
  /** One sentence for the analyst, without the path. */
  readonly reason: string;
  readonly evidence?: EvidenceReference;
  /** What it limits, where it cannot hide what a call did; absent where it can. */
  readonly limits?: 'results' | 'configuration' | 'work';
  /** How much is not there, where that was counted: sessions as a whole, calls of sessions that are there. */
  readonly absent?: { readonly sessions?: number; readonly calls?: number };
}

/** Collects gaps along one run; stages that read evidence take one as a parameter. */
export type ReportGap = (gap: Gap) => void;
