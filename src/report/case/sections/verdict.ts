import type { CaseReport } from '../../../assess/case-report.ts';
import type { Coverage } from '../../../transcripts/coverage/coverage.ts';
import { type Block, heading, list, paragraph } from '../../blocks/block.ts';
import { code, counted } from '../../markdown.ts';
import type { Told } from '../told.ts';
import { askedOf, spanOf, titlesOf } from './incident-words.ts';
import { reasonsInShort } from './reasons.ts';

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

/** Verdict and disclosure in one paragraph that a manager understands, and why, a clause each. */
export function verdict(report: CaseReport, { cite }: Told): readonly Block[] {
  const { disclosure, coverage } = report;
  const { value } = report.verdict;
  const isPartial = value === 'clean' && coverage.before.sessions + coverage.after.sessions > 0;
  const meaning = isPartial ? cleanInWindow(coverage) : meanings[value];
  const where = isPartial ? ' in the window alone' : '';
  return [
    heading(2, `Verdict: ${value}${where}. Disclosure: ${disclosure.value}${where}`, 'verdict'),
    paragraph([meaning, disclosure.action, ...gravest(report)].join(' ')),
    list(reasonsInShort(report, cite)),
  ];
}

/** The worst of what happened, in a sentence. */
function gravest({ incidents }: CaseReport): readonly string[] {
  const [first] = incidents;
  if (!first) return [];
  const words = first.prompt ? `: ${code(first.prompt.words, 40)}` : '';
  const all =
    incidents.length === 1 ? 'The incident' : `Of ${counted(incidents.length, 'incident')} the gravest`;
  return [
    `${all}, ${first.id} (${spanOf(first)}, ${first.state}): ${titlesOf(first, 2)}. ${askedOf(first)}${words}.`,
  ];
}
