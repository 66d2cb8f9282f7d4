import type { CaseReport } from '../../../assess/case-report.ts';
import type { Reason } from '../../../assess/verdict.ts';
import { type Block, heading, list, paragraph } from '../../blocks/block.ts';
import { code, counted, firstFew } from '../../markdown.ts';
import type { Cite } from '../cite.ts';
import { quoted, said } from '../quoted.ts';
import type { OnScreen, Told } from '../told.ts';
import { underHome } from '../under-home.ts';

const mostOfDisclosure = 1;

/** Why, a clause and a reference each: what no incident on the screen tells, and no other line of it. Of a clean case, which has no other place for them, all stand whole. */
export function reasonsInShort(report: CaseReport, onScreen: OnScreen): readonly string[] {
  const { cite, detail } = onScreen;
  const { ofVerdict, ofDisclosure } = reasonsOf(report);
  if (report.verdict.value === 'clean') return ofVerdict.map((reason) => inFull(reason, cite));
  const isOther = isUntold(report.incidents.slice(0, detail.incidents + detail.named));
  const limits = new Set(report.coverage.statements);
  const { action } = report.disclosure;
  const isNew = (reason: Reason) =>
    isOther(reason) && !reason.isOfGaps && !limits.has(reason.text) && !action.includes(reason.text);
  const [verdict, disclosure] = [ofVerdict.filter(isNew), ofDisclosure.filter(isNew)];
  const shown = [
    ...verdict.slice(0, detail.reasons),
    ...disclosure.slice(0, Math.min(mostOfDisclosure, detail.reasons)).map(forDisclosure),
  ];
  const left = verdict.length + disclosure.length - shown.length;
  return [
    ...shown.map((reason) => `${inShort(reason, onScreen)}${whoAsked(reason, report, onScreen)}`),
    ...(left === 0 ? [] : [`${counted(left, 'further reason')}, see "All reasons"`]),
  ];
}

function forDisclosure(reason: Reason): Reason {
  return { ...reason, text: `for the disclosure: ${reason.text}` };
}

/** What no incident tells, with what it quotes and the words of the human who asked, where the first screen has not all of it. */
export function allReasons(report: CaseReport, { cite }: Told): readonly Block[] {
  const { ofVerdict, ofDisclosure } = reasonsOf(report);
  const isOther = isUntold(report.incidents);
  const [verdict, disclosure] = [ofVerdict.filter(isOther), ofDisclosure.filter(isOther)];
  if (verdict.length + disclosure.length === 0) return [];
  const told = (words: string, reasons: readonly Reason[]) =>
    reasons.length === 0 ? [] : [paragraph(words), list(reasons.map((reason) => inFull(reason, cite)))];
  return [
    heading(2, 'All reasons'),
    ...told('What no incident tells, for the verdict:', verdict),
    ...told('For the disclosure decision:', disclosure),
  ];
}

/** Whether no finding of an incident is of all the queries that a reason is made of. */
function isUntold(incidents: CaseReport['incidents']): (reason: Reason) => boolean {
  const told = new Set(incidents.flatMap(({ findings }) => findings.map(({ queryId }) => queryId)));
  return ({ queryIds }) => queryIds === undefined || queryIds.some((id) => !told.has(id));
}

interface Reasons {
  readonly ofVerdict: readonly Reason[];
  /** What the verdict does not rest on anyway. */
  readonly ofDisclosure: readonly Reason[];
}

function reasonsOf({ verdict: { value, reasons }, disclosure }: CaseReport): Reasons {
  const { value: decision } = disclosure;
  const known = new Set(reasons.map(({ text }) => text));
  const others = disclosure.reasons.filter(({ text }) => !known.has(text));
  return {
    ofVerdict: together(reasons),
    ofDisclosure: value === 'clean' || decision === 'none' ? [] : together(others),
  };
}

/** Reasons that quote the same words from the same place share a line. */
function together(reasons: readonly Reason[]): readonly Reason[] {
  const shared = new Map<string, Reason>();
  for (const reason of reasons) {
    const key = reason.quotes.length === 0 ? reason.text : JSON.stringify([reason.quotes, reason.evidence]);
    const known = shared.get(key);
    shared.set(key, known ? joined(known, reason) : reason);
  }
  return [...shared.values()];
}

function joined(known: Reason, { text, queryIds = [] }: Reason): Reason {
  return { ...known, text: `${known.text}; ${text}`, queryIds: [...(known.queryIds ?? []), ...queryIds] };
}

function inShort(
  { text, quotes, evidence: [place] }: Reason,
  { cite, home, detail: { quote, claims } }: OnScreen,
): string {
  const words = quotes.map((one) => quoted(underHome(one, home), quote));
  const told = words.length === 0 ? '' : `: ${firstFew(words, claims)}`;
  return `${text}${told}${place === undefined ? '' : ` (${cite(place)})`}`;
}

/** What a reason of calls has of the words before them; those of places on disk have none. */
function whoAsked(
  { queryIds = [] }: Reason,
  { findings, witnesses = [] }: CaseReport,
  { detail: { words } }: OnScreen,
): string {
  const own = findings.filter(({ queryId, level }) => queryIds.includes(queryId) && level !== 'low');
  const spoken = own.find(({ request }) => request) ?? own.find(({ prompt }) => prompt !== undefined);
  if (spoken?.prompt !== undefined) {
    const answer = { yes: 'yes', against: 'forbidden', no: 'no', unclear: 'not clear' }[spoken.requested];
    return `. Asked for: ${answer}: ${said(spoken.request?.words ?? spoken.prompt, words)}`;
  }
  const logs = new Set(witnesses.map(({ path }) => path));
  const isDone = ({ toolCallIds, evidence }: (typeof own)[number]) =>
    toolCallIds.length > 0 || evidence.some(({ path }) => logs.has(path));
  return own.some(isDone) ? '. Asked for: no record of a human’s words' : '';
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
