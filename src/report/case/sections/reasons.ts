import type { CaseReport } from '../../../assess/case-report.ts';
import type { Reason } from '../../../assess/verdict.ts';
import { type Block, heading, list, paragraph } from '../../blocks/block.ts';
import { code, counted } from '../../markdown.ts';
import type { Cite } from '../cite.ts';
import type { Told } from '../told.ts';

const mostOfVerdict = 3;
const mostOfDisclosure = 1;
/** Columns, without the reference. */
const lineLength = 82;
/** Shorter ones say nothing. */
const leastQuote = 16;

/** Why, a clause and a reference each: the first few. A clean case has no other place for them: there all stand whole. */
export function reasonsInShort(report: CaseReport, cite: Cite): readonly string[] {
  const { ofVerdict, ofDisclosure } = reasonsOf(report);
  if (report.verdict.value === 'clean') return ofVerdict.map((reason) => inFull(reason, cite));
  const left = ofVerdict.length + ofDisclosure.length - shownOf(report);
  return [
    ...ofVerdict.slice(0, mostOfVerdict).map((reason) => inShort(reason, cite)),
    ...ofDisclosure.slice(0, mostOfDisclosure).map((reason) => inShort(forDisclosure(reason), cite)),
    ...(left === 0 ? [] : [`${counted(left, 'further reason')}, see "All reasons"`]),
  ];
}

function forDisclosure(reason: Reason): Reason {
  return { ...reason, text: `for the disclosure: ${reason.text}` };
}

/** Where the first screen has not all of them: each with what it quotes, and the words of the human who asked. */
export function allReasons(report: CaseReport, { cite }: Told): readonly Block[] {
  const { ofVerdict, ofDisclosure } = reasonsOf(report);
  if (ofVerdict.length + ofDisclosure.length === shownOf(report)) return [];
  const whole = (reason: Reason) => inFull(reason, cite);
  return [
    heading(2, 'All reasons'),
    paragraph('Why this verdict:'),
    list(ofVerdict.map(whole)),
    ...(ofDisclosure.length === 0
      ? []
      : [paragraph('Why this disclosure decision:'), list(ofDisclosure.map(whole))]),
  ];
}

interface Reasons {
  readonly ofVerdict: readonly Reason[];
  /** What the verdict does not rest on anyway. */
  readonly ofDisclosure: readonly Reason[];
}

function reasonsOf({ verdict: { value, reasons }, disclosure }: CaseReport): Reasons {
  const known = new Set(reasons.map(({ text }) => text));
  const others = disclosure.reasons.filter(({ text }) => !known.has(text));
  return { ofVerdict: together(reasons), ofDisclosure: value === 'clean' ? [] : together(others) };
}

function shownOf(report: CaseReport): number {
  const { ofVerdict, ofDisclosure } = reasonsOf(report);
  return Math.min(ofVerdict.length, mostOfVerdict) + Math.min(ofDisclosure.length, mostOfDisclosure);
}

/** Reasons that quote the same words from the same place share a line. */
function together(reasons: readonly Reason[]): readonly Reason[] {
  const shared = new Map<string, Reason>();
  for (const reason of reasons) {
    const key = reason.quotes.length === 0 ? reason.text : JSON.stringify([reason.quotes, reason.evidence]);
    const known = shared.get(key);
    shared.set(key, known ? { ...known, text: `${known.text}; ${reason.text}` } : reason);
  }
  return [...shared.values()];
}

/** A line of the first screen: what is quoted has the room that our words leave. */
function inShort({ text, quotes: [quote], evidence: [place] }: Reason, cite: Cite): string {
  const room = lineLength - text.length;
  const quoted = quote === undefined || room < leastQuote ? '' : `: ${code(quote, room)}`;
  return `${text}${quoted}${place === undefined ? '' : ` (${cite(place)})`}`;
}

function inFull({ text, quotes, asked, question, evidence }: Reason, cite: Cite): string {
  const quoted = quotes.length === 0 ? '' : `: ${quotes.map((quote) => code(quote)).join(', ')}`;
  const wanted = asked === undefined ? '' : ` – ${wordsOf(asked, question)}`;
  const references = evidence.length === 0 ? '' : ` (${evidence.map(cite).join(', ')})`;
  return `${text}${quoted}${wanted}${references}`;
}

/** The end of a question is what was asked. */
function wordsOf(asked: string, question: string | undefined): string {
  const answer = `the human’s words: ${code(asked, 200)}`;
  return question === undefined
    ? answer
    : `the agent had asked ${code(question.slice(-160), 160)}, ${answer}`;
}
