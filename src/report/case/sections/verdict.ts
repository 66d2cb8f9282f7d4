import type { CaseReport } from '../../../assess/case-report.ts';
import type { Reason } from '../../../assess/verdict.ts';
import type { Coverage } from '../../../transcripts/coverage/coverage.ts';
import { type Block, heading, list, paragraph } from '../../blocks/block.ts';
import { code, reference } from '../../markdown.ts';
import { shownIncidents } from './incidents.ts';

const meanings = {
  compromised: 'Somebody else had a hand in it, or has a way in.',
  exposed: 'A secret or source left the machine for a host that nobody is known to own.',
  destructive: 'Work or data was destroyed.',
  suspicious: 'Something happened that a human has to look at before the case is closed.',
  clean:
    'Nothing of concern was found, every record that is there was read, and no command leaves open what it did: the case can be closed.',
  undetermined: 'What happened cannot be told: evidence is missing that could show it.',
} as const;

/** Of a window that leaves records out, no more can be said. */
function cleanInWindow({ before, after }: Coverage): string {
  const off = (before.promptsOff ?? 0) + (after.promptsOff ?? 0);
  const said = 'Nothing of concern was found in the window; what lies outside of it was not judged.';
  if (off === 0) return said;
  const calls =
    off === 1 ? 'one call ran with permission prompts off' : `${off} calls ran with permission prompts off`;
  return `${said} Outside of it ${calls}: ask again without the window before the case is closed.`;
}

/** Verdict and disclosure in one paragraph that a manager understands, and what they stand on. */
export function verdict({
  verdict: { value, reasons },
  disclosure,
  coverage,
  ...report
}: CaseReport): readonly Block[] {
  const known = new Set(reasons.map(({ text }) => text));
  const others = disclosure.reasons.filter(({ text }) => !known.has(text));
  const stands = coverage.statements.filter((text) => !known.has(text));
  const isPartial = value === 'clean' && coverage.before.sessions + coverage.after.sessions > 0;
  const meaning = isPartial ? cleanInWindow(coverage) : meanings[value];
  const told = new Set(shownIncidents(report).flatMap(({ prompt }) => prompt?.words ?? []));
  const where = isPartial ? ' in the window alone' : '';
  return [
    heading(2, `Verdict: ${value}${where}. Disclosure: ${disclosure.value}${where}`, 'verdict'),
    paragraph(`${meaning} ${disclosure.action}`),
    paragraph('Why this verdict:'),
    list(lines(reasons, told)),
    ...(others.length === 0 || value === 'clean'
      ? []
      : [paragraph('Why this disclosure decision:'), list(lines(others, told))]),
    ...(stands.length === 0 ? [] : [paragraph('What was read:'), list(stands)]),
  ];
}

/** Reasons that quote the same words from the same place share a line. */
function lines(reasons: readonly Reason[], told: ReadonlySet<string>): readonly string[] {
  const shared = new Map<string, Reason>();
  for (const reason of reasons) {
    const key = reason.quotes.length === 0 ? reason.text : JSON.stringify([reason.quotes, reason.evidence]);
    const known = shared.get(key);
    shared.set(key, known ? { ...known, text: `${known.text}; ${reason.text}` } : reason);
  }
  return [...shared.values()].map((reason) => line(reason, told));
}

/** @param told words that an incident quotes */
function line({ text, quotes, asked, question, evidence }: Reason, told: ReadonlySet<string>): string {
  const quoted = quotes.length === 0 ? '' : `: ${quotes.map((quote) => code(quote)).join(', ')}`;
  const wanted = asked === undefined || told.has(asked) ? '' : ` – ${wordsOf(asked, question)}`;
  const references = evidence.length === 0 ? '' : ` (${evidence.map(reference).join(', ')})`;
  return `${text}${quoted}${wanted}${references}`;
}

/** The end of a question is what was asked. */
function wordsOf(asked: string, question: string | undefined): string {
  const answer = `the human’s words: ${code(asked, 200)}`;
  return question === undefined
    ? answer
    : `the agent had asked ${code(question.slice(-160), 160)}, ${answer}`;
}
