import type { Finding } from '../detect/finding.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Gap } from '../evidence/gap.ts';
import type { Coverage } from '../transcripts/coverage/coverage.ts';
import { limitsOf } from '../transcripts/coverage/coverage-of.ts';
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

/** What is known when a decision is taken. */
export interface Assessed {
  readonly consequences: Consequences;
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly coverage: Coverage;
}

/**
 * The rules, in order; whatever the verdict, evidence that was destroyed is the first of its reasons:
 * 1. credentials or source went out, or somebody else gained a way in → malicious;
 * 2. work or data was destroyed → destructive;
 * 3. a call deleted or changed the records themselves: what they held is not known → undetermined;
 * 4. a call would have done 1 or 2, and nothing shows whether it ran → undetermined;
 * 5. any other finding of level medium or higher → suspicious;
 * 6. evidence is missing that could hide one of these, sessions of another agent were not read, or no record that was
 *    read tells of the time that is asked about → undetermined;
 * 7. else clean, with what that stands on.
 *
 * A permission mode that is not recorded decides nothing here: every call is judged by what it did, as if nobody had
 * been asked. It is named with the verdict, because nobody can say then that prompts were on.
 */
export function reachVerdict(assessed: Assessed): Verdict {
  const { findings, gaps } = assessed;
  const { sentOut, wayIn, destroyed } = assessed.consequences;
  const notable = findings.filter(({ level }) => level !== 'low' && level !== 'informational');
  if (sentOut.length + wayIn.length > 0)
    return decided('malicious', [...sentOut, ...wayIn, ...destroyed], assessed);
  if (destroyed.length > 0) return decided('destructive', destroyed, assessed);
  if (gaps.some(isTampering)) return decided('undetermined', notable, assessed);
  const { unproven } = assessed.consequences;
  const open = openReasons([...unproven.sentOut, ...unproven.wayIn, ...unproven.destroyed]);
  if (open.length > 0) {
    const others = decided('undetermined', notable.filter(isProven), assessed);
    return { ...others, reasons: [...open, ...others.reasons] };
  }
  if (notable.length > 0) return decided('suspicious', notable, assessed);
  const missing = missingReasons(gaps, assessed.coverage);
  if (missing.length > 0) return { value: 'undetermined', reasons: missing };
  const nothing =
    'no finding of level medium or higher, no record that could not be read, and no command that leaves open what it did';
  return { value: 'clean', reasons: [nothing, ...assessed.coverage.statements].map(plainReason) };
}

/** What cannot be excluded, since no result tells of the call. */
export function openReasons(findings: readonly Finding[]): Reason[] {
  return reasonsFrom([...new Set(findings)]).map((reason) => ({
    ...reason,
    text: `${reason.text}: it cannot be excluded, and nothing shows that the call ran`,
  }));
}

function isProven({ outcomes }: Finding): boolean {
  return !outcomes.includes('unknown');
}

/** Destroyed evidence goes before what decided, and what was not looked at is said after it. */
function decided(
  value: Verdict['value'],
  findings: readonly Finding[],
  { gaps, coverage }: Assessed,
): Verdict {
  const tampered = gaps.filter(isTampering);
  const first = tampered.length > 0 ? [tamperedReason(tampered)] : [];
  const last =
    value === 'undetermined'
      ? missingReasons(
          gaps.filter((gap) => !isTampering(gap)),
          coverage,
        )
      : coverage.statements.slice(1).map(plainReason);
  return { value, reasons: [...first, ...reasonsFrom(findings), ...last] };
}

function isTampering({ kind }: Gap): boolean {
  return kind === 'tampering';
}

/** Why nothing is proven: none where all that was asked for was read. */
export function missingReasons(gaps: readonly Gap[], coverage: Coverage): Reason[] {
  const limits = limitsOf(coverage).map(({ text }) => text);
  const others = gaps.filter(({ reason }) => !limits.includes(reason));
  return [...limits.map(plainReason), ...(others.length > 0 ? [gapReason(others)] : [])];
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

function gapReason(gaps: readonly Gap[]): Reason {
  return {
    text:
      gaps.length === 1
        ? 'one piece of evidence is missing or could not be read'
        : `${gaps.length} pieces of evidence are missing or could not be read`,
    quotes: [],
    evidence: gaps.flatMap(({ evidence }) => evidence ?? []).slice(0, quotesAtMost),
  };
}
