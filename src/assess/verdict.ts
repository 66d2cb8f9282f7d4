import type { Finding } from '../detect/finding.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Gap } from '../evidence/gap.ts';
import { compareLevels } from '../level.ts';
import type { Coverage } from '../transcripts/coverage/coverage.ts';
import { limitsOf } from '../transcripts/coverage/coverage-of.ts';
import { byWeight } from './claims.ts';
import type { Consequences } from './consequences.ts';
import { decidedBy, type Situation, type VerdictValue, verdictTable } from './decision-table.ts';

/** Why a decision was taken. */
export interface Reason {
  /** Our words. */
  readonly text: string;
  /** The evidence's words, first few; hostile. */
  readonly quotes: readonly string[];
  /** The words of the human who asked for it; hostile. */
  readonly asked?: string;
  /** What the agent had asked, where the words only answer it: the agent's, never the human's; hostile. */
  readonly question?: string;
  readonly evidence: readonly EvidenceReference[];
  /** The queries whose findings it is made of; absent where it is made of none. */
  readonly queryIds?: readonly string[];
  /** It sums up what is missing. */
  readonly isOfGaps?: true;
}

/** What the evidence says happened, with the reasons, strongest first. */
export interface Verdict {
  readonly value: VerdictValue;
  readonly reasons: readonly Reason[];
}

/** What is known when a decision is taken. */
export interface Assessed {
  readonly consequences: Consequences;
  readonly findings: readonly Finding[];
  /** Those that could hide what a call did; others limit the posture and the way back. */
  readonly gaps: readonly Gap[];
  readonly coverage: Coverage;
}

/**
 * The first row of the table that holds; whatever the verdict, evidence that was destroyed is the first of its reasons.
 *
 * A permission mode that is not recorded decides nothing here: every call is judged by what it did, as if nobody had
 * been asked. It is named with the verdict, because nobody can say then that prompts were on.
 */
export function reachVerdict(assessed: Assessed): Verdict {
  const facts = factsOf(assessed);
  const value = decidedBy(verdictTable, { ...facts, verdict: 'clean' }) ?? 'clean';
  return { value, reasons: reasonsOf[value](assessed, facts) };
}

/** What the tables ask for, but the verdict, which the second one asks for. */
export function factsOf({ consequences, findings, gaps, coverage }: Assessed): Omit<Situation, 'verdict'> {
  return {
    ...consequences,
    notable: findings.filter(({ level }) => compareLevels(level, 'medium') >= 0).sort(byWeight),
    isTampered: gaps.some(isTampering),
    isIncomplete:
      missingReasons(
        gaps.filter((gap) => !isTampering(gap)),
        coverage,
      ).length > 0,
  };
}

type Reasoning = (assessed: Assessed, facts: Omit<Situation, 'verdict'>) => readonly Reason[];

const graveReasons: Reasoning = (assessed, { injected, wayIn, sentOut, destroyed }) =>
  decided([...new Set([...injected, ...wayIn, ...sentOut, ...destroyed])], assessed);

const reasonsOf: Readonly<Record<VerdictValue, Reasoning>> = {
  compromised: graveReasons,
  exposed: graveReasons,
  destructive: graveReasons,
  suspicious: (assessed, { notable }) => decided(notable, assessed),
  undetermined: ({ gaps, coverage }, { notable, unproven }) => [
    ...tamperedReasons(gaps),
    ...openReasons(unproven),
    ...reasonsFrom(notable.filter((finding) => !unproven.includes(finding))),
    ...missingReasons(
      gaps.filter((gap) => !isTampering(gap)),
      coverage,
    ),
  ],
  clean: ({ coverage }) => {
    const nothing = 'no finding of level medium or higher, and no record that could not be read';
    return [nothing, ...coverage.statements].map(plainReason);
  },
};

/** What cannot be excluded, since no result tells of the call. */
export function openReasons(findings: readonly Finding[]): readonly Reason[] {
  return reasonsFrom(findings).map((reason) => ({
    ...reason,
    text: `${reason.text}: it cannot be excluded, and nothing shows that the call ran`,
  }));
}

/** What a program did that nobody read is in no record of the session. */
export function unreadReasons(findings: readonly Finding[]): readonly Reason[] {
  if (findings.length === 0) return [];
  return [
    {
      text: 'a program from the network ran unread: what it did is in no record',
      quotes: [...new Set(findings.map(({ subject }) => subject))].slice(0, quotesAtMost),
      evidence: findings.flatMap(({ evidence }) => evidence).slice(0, quotesAtMost),
      queryIds: [...new Set(findings.map(({ queryId }) => queryId))],
    },
  ];
}

/** Destroyed evidence goes before what decided, and what was not looked at is said after it. */
function decided(findings: readonly Finding[], { gaps, coverage }: Assessed): readonly Reason[] {
  const last = coverage.statements.slice(1).map(plainReason);
  return [...tamperedReasons(gaps), ...reasonsFrom(findings), ...last];
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

/** One reason for each distinct statement, in the given order. */
export function reasonsFrom(findings: readonly Finding[]): readonly Reason[] {
  const texts = [...new Set(findings.map(statementOf))].slice(0, reasonsAtMost);
  return texts.map((text) => {
    const alike = findings.filter((finding) => statementOf(finding) === text);
    const quotes = alike.flatMap(({ arguments: words, subject }) => (words.length > 0 ? words : subject));
    const request = alike.find(({ requested }) => requested === 'yes')?.request;
    return {
      text,
      quotes: [...new Set(quotes)].slice(0, quotesAtMost),
      ...(request && { asked: request.words }),
      ...(request?.question !== undefined && { question: request.question }),
      evidence: alike.flatMap(({ evidence }) => evidence).slice(0, quotesAtMost),
      queryIds: [...new Set(alike.map(({ queryId }) => queryId))],
    };
  });
}

const requestWords: Readonly<Record<Finding['requested'], string>> = {
  yes: ', at a human’s request',
  unclear: '',
  no: '',
  against: ', against what a human said',
};

/** A finding in our words: what was only tried is told as an attempt. */
function statementOf(finding: Finding): string {
  const lead = { attempted: 'attempted: ', possible: 'possibly: ', confirmed: '' }[finding.state];
  return `${lead}${finding.title}${requestWords[finding.requested]}`;
}

export function plainReason(text: string): Reason {
  return { text, quotes: [], evidence: [] };
}

/** What they held is not known, so no other reason weighs more. */
export function tamperedReasons(gaps: readonly Gap[]): readonly Reason[] {
  const tampered = gaps.filter(isTampering);
  if (tampered.length === 0) return [];
  return [
    {
      text: 'evidence was deleted, moved, changed or hidden: what it held is not known',
      quotes: [...new Set(tampered.map(({ reason }) => reason))].slice(0, quotesAtMost),
      evidence: tampered.flatMap(({ evidence }) => evidence ?? []).slice(0, quotesAtMost),
    },
  ];
}

/** What hides whole sessions before what hides calls, results or a line, each counted in its own words. */
function gapReason(gaps: readonly Gap[]): Reason {
  const ranked = [...gaps].sort((a, b) => rankOfGap(a) - rankOfGap(b));
  return {
    text: holesIn(gaps).join('; '),
    isOfGaps: true,
    quotes: [...new Set(ranked.map(({ reason }) => reason))].slice(0, quotesAtMost),
    evidence: ranked.flatMap(({ evidence }) => evidence ?? []).slice(0, quotesAtMost),
  };
}

function holesIn(gaps: readonly Gap[]): readonly string[] {
  const sessions = gaps.reduce((sum, { absent }) => sum + (absent?.sessions ?? 0), 0);
  const calls = gaps.reduce((sum, { absent }) => sum + (absent?.calls ?? 0), 0);
  const others = gaps.filter(({ absent }) => absent === undefined).length;
  const before = sessions + calls > 0 ? 'further ' : '';
  return [
    sessions === 1 ? 'a session has no transcript here' : `${sessions} sessions have no transcript here`,
    calls === 1
      ? 'a call of a subagent is in no transcript'
      : `${calls} calls of subagents are in no transcript`,
    others === 1
      ? `one ${before}piece of evidence is missing or could not be read`
      : `${others} ${before}pieces of evidence are missing or could not be read`,
  ].filter((_, index) => [sessions, calls, others][index] !== 0);
}

/** What hides whole sessions comes first. */
export function rankOfGap({ kind, limits, absent }: Gap): number {
  const hidden = absent?.sessions !== undefined ? 0 : kind === 'missing' ? 1 : 2;
  return (limits === undefined ? 0 : 3) + hidden;
}
