import type { Finding } from '../detect/finding.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Level } from '../level.ts';
import type { Outcome } from '../transcripts/tool-call.ts';
import { consequencesOf, isSending } from './consequences.ts';

/** One kind of thing that calls did. */
export interface AnswerRow {
  readonly level: Level;
  readonly state: Finding['state'];
  /** Our words. */
  readonly what: string;
  readonly count: number;
  /** The calls' words, first few; hostile. */
  readonly quotes: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly evidence: readonly EvidenceReference[];
}

/** An analyst's question, answered on one screen. */
export interface Answer {
  readonly question: string;
  /** Worst first; the first ones only. */
  readonly rows: readonly AnswerRow[];
  /** How many rows there are besides. */
  readonly more: number;
}

const rowsAtMost = 15;

/** From findings of level medium and higher whose calls ran. */
export function answersOf(findings: readonly Finding[]): Answer[] {
  const { erased, destroyed, sentOut, open, unproven } = consequencesOf(findings, 'medium');
  // Erased records come first: what else happened may have stood in them.
  const gone = [...new Set([...erased, ...destroyed, ...unproven.filter((finding) => !isSending(finding))])];
  return [
    answer('What was destroyed?', gone),
    answer('What was sent out?', [...sentOut, ...open.filter(isSending), ...unproven.filter(isSending)]),
  ];
}

function answer(question: string, findings: readonly Finding[]): Answer {
  const rows = findings.slice(0, rowsAtMost).map(answerRow);
  return { question, rows, more: findings.length - rows.length };
}

export function answerRow({
  level,
  state,
  title,
  count,
  outcomes,
  evidence,
  ...finding
}: Finding): AnswerRow {
  return {
    level,
    state,
    what: title,
    count,
    quotes: finding.arguments.length > 0 ? finding.arguments.slice(0, 2) : [finding.subject],
    outcomes,
    evidence: evidence.slice(0, 1),
  };
}
