import type { CaseReport } from '../../../assess/case-report.ts';
import type { Coverage } from '../../../transcripts/coverage/coverage.ts';
import { type Block, heading, list, paragraph } from '../../blocks/block.ts';
import { code, counted, firstFew } from '../../markdown.ts';
import type { OnScreen } from '../told.ts';
import { underHome } from '../under-home.ts';
import { reasonsInShort } from './reasons.ts';
import { screenIncidents } from './screen-incidents.ts';

const meanings = {
  compromised: 'Somebody else had a hand in it, or has a way in.',
  destructive: 'Work or data was destroyed.',
  suspicious: 'Something happened that a human has to look at before the case is closed.',
  undetermined: 'What happened cannot be told: evidence is missing that could show it.',
} as const;

const mostNames = 4;

/** A host that is not known to be the project’s own is foreign as far as the evidence tells. */
function exposed({ rotations }: CaseReport): string {
  const what = rotations.some(({ reason }) => reason === 'sent') ? 'A secret' : 'Source or data';
  return `${what} left the machine for a host that nothing shows to be yours.`;
}

/** A program whose text is not here did what only its name tells: ordinary, and said. */
function clean({ calls: all, unreadCommands }: Coverage, { home, detail }: OnScreen): string {
  const { calls = 0, names = [] } = unreadCommands ?? {};
  const found = 'Nothing of concern was found, and every record that is there was read';
  if (calls === 0) return `${found}: the case can be closed.`;
  const shown = names.map((name) => code(underHome(name, home), detail.thing));
  const which = shown.length === 0 ? '' : `: ${firstFew(shown, mostNames)}`;
  return `${found}, but what ${calls} of ${counted(all, 'call')} ran is known by name alone${which}. Once somebody who knows these names has confirmed them, the case can be closed.`;
}

/** Of a window that leaves records out, no more can be said. */
function cleanInWindow({ before, after }: Coverage): string {
  const off = (before.promptsOff ?? 0) + (after.promptsOff ?? 0);
  const said = 'Nothing of concern was found in the window; what lies outside of it was not judged.';
  if (off === 0) return said;
  const calls =
    off === 1 ? 'one call ran with permission prompts off' : `${off} calls ran with permission prompts off`;
  return `${said} Outside of it ${calls}: ask again without the window before the case is closed.`;
}

/** A loss is no near miss: that word is about data that was to leave. Nor is there nothing to say of what is out. */
function disclosureWords({ disclosure: { value }, keyFacts: { sentOut } }: CaseReport): string {
  return value === 'none' && sentOut.length > 0 ? 'no leak shown (none)' : told[value];
}

const told = {
  escalate: 'escalate',
  undetermined: 'undetermined',
  review: 'review',
  'near-miss': 'no leak shown (near-miss)',
  none: 'none',
} as const satisfies Record<CaseReport['disclosure']['value'], string>;

/** Where there is no room for it, the step that gets it says it alone. */
function settled({ disclosure: { settledBy } }: CaseReport, { detail }: OnScreen): string {
  const [first] = settledBy;
  return first === undefined || !detail.holes ? '' : ` To settle it: ${first}.`;
}

function meaningOf(report: CaseReport, onScreen: OnScreen): string {
  const { value } = report.verdict;
  if (value === 'clean') return clean(report.coverage, onScreen);
  return value === 'exposed' ? exposed(report) : meanings[value];
}

/** Verdict and disclosure in one paragraph that a manager understands, what happened, and why else. */
export function verdict(report: CaseReport, onScreen: OnScreen): readonly Block[] {
  const { disclosure, coverage } = report;
  const { value } = report.verdict;
  const isPartial = value === 'clean' && coverage.before.sessions + coverage.after.sessions > 0;
  const meaning = isPartial ? cleanInWindow(coverage) : meaningOf(report, onScreen);
  const where = isPartial ? ' in the window alone' : '';
  return [
    heading(2, `Verdict: ${value}${where}. Disclosure: ${disclosureWords(report)}${where}`, 'verdict'),
    // The first steps hand an escalated case over: nothing is said twice.
    paragraph(
      disclosure.value === 'escalate'
        ? meaning
        : `${meaning} ${disclosure.action}${settled(report, onScreen)}`,
    ),
    list([...screenIncidents(report, onScreen), ...reasonsInShort(report, onScreen)]),
  ];
}
