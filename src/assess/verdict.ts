import type { Finding } from '../detect/finding.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Gap } from '../evidence/gap.ts';
import type { Consequences } from './consequences.ts';

export const verdicts = ['malicious', 'destructive', 'suspicious', 'clean', 'undetermined'] as const;

/** Why a decision was taken. */
export interface Reason {
  /** Our words. */
  readonly text: string;
  /** The evidence's words, first few; hostile. */
  readonly quotes: readonly string[];
  readonly evidence: readonly EvidenceReference[];
}

/** What the evidence says happened, with the reasons, strongest first. */
export interface Verdict {
  readonly value: (typeof verdicts)[number];
  readonly reasons: readonly Reason[];
}

/**
 * The rules, in order; whatever the verdict, evidence that was destroyed is the first of its reasons:
 * 1. credentials or source went out, or somebody else gained a way in → malicious;
 * 2. work or data was destroyed → destructive;
 * 3. a call deleted or changed the records themselves: what they held is not known → undetermined;
 * 4. any other finding of level medium or higher → suspicious;
 * 5. evidence is missing that could hide one of these → undetermined;
 * 6. else clean.
 */
export function reachVerdict(
  consequences: Consequences,
  findings: readonly Finding[],
  gaps: readonly Gap[],
): Verdict {
  const { sentOut, wayIn, destroyed } = consequences;
  const tampered = gaps.filter(({ kind }) => kind === 'tampering');
  const first = tampered.length > 0 ? [tamperedReason(tampered)] : [];
  if (sentOut.length + wayIn.length > 0) {
    return { value: 'malicious', reasons: [...first, ...reasonsFrom([...sentOut, ...wayIn, ...destroyed])] };
  }
  if (destroyed.length > 0) return { value: 'destructive', reasons: [...first, ...reasonsFrom(destroyed)] };
  const notable = findings.filter(({ level }) => level !== 'low' && level !== 'informational');
  if (tampered.length > 0) {
    const others = gaps.filter(({ kind }) => kind !== 'tampering');
    const last = others.length > 0 ? [gapReason(others)] : [];
    return { value: 'undetermined', reasons: [...first, ...reasonsFrom(notable), ...last] };
  }
  if (notable.length > 0) return { value: 'suspicious', reasons: reasonsFrom(notable) };
  if (gaps.length > 0) return { value: 'undetermined', reasons: [gapReason(gaps)] };
  return {
    value: 'clean',
    reasons: [plainReason('no finding of level medium or higher, and all evidence could be read')],
  };
}

const reasonsAtMost = 5;
const quotesAtMost = 3;

/** One reason for each distinct title, in the given order. */
export function reasonsFrom(findings: readonly Finding[]): readonly Reason[] {
  const titles = [...new Set(findings.map(({ title }) => title))].slice(0, reasonsAtMost);
  return titles.map((text) => {
    const alike = findings.filter(({ title }) => title === text);
    const quotes = alike.flatMap(({ arguments: words, subject }) => (words.length > 0 ? words : subject));
    return {
      text,
      quotes: [...new Set(quotes)].slice(0, quotesAtMost),
      evidence: alike.flatMap(({ evidence }) => evidence).slice(0, quotesAtMost),
    };
  });
}

export function plainReason(text: string): Reason {
  return { text, quotes: [], evidence: [] };
}

/** What they held is not known, so no other reason weighs more. */
function tamperedReason(tampered: readonly Gap[]): Reason {
  return {
    text: 'evidence was deleted, moved, changed or hidden: what it held is not known',
    quotes: [...new Set(tampered.map(({ reason }) => reason))].slice(0, quotesAtMost),
    evidence: tampered.flatMap(({ evidence }) => evidence ?? []).slice(0, quotesAtMost),
  };
}

export function gapReason(gaps: readonly Gap[]): Reason {
  return {
    text:
      gaps.length === 1
        ? 'one piece of evidence is missing or could not be read'
        : `${gaps.length} pieces of evidence are missing or could not be read`,
    quotes: [],
    evidence: gaps.flatMap(({ evidence }) => evidence ?? []).slice(0, quotesAtMost),
  };
}
