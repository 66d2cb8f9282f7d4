import type { Finding } from '../../detect/finding.ts';
import type { UnreadCommands } from '../../transcripts/coverage/coverage.ts';
import { leavesOut } from '../../transcripts/coverage/coverage-of.ts';
import { isDeletion, isLocal, isOld, type NextStep, type NextStepInput, subjectsOf } from './next-step.ts';

/** Nothing that happened weighs enough for an incident, and nothing that left or is missing is open. */
export function isSlight({ verdict, disclosure, incidents }: NextStepInput): boolean {
  const isCalm = verdict.value === 'suspicious' && ['none', 'near-miss'].includes(disclosure.value);
  return isCalm && incidents.every(({ state }) => state === 'attempted');
}

/** What a program of which only the name is known did, somebody has to confirm. */
function closing({ calls, names = [] }: UnreadCommands = { calls: 0, promptsOff: 0 }): NextStep {
  if (calls === 0)
    return { what: 'Nothing for this case', subjects: [], why: 'Nothing of concern was found.' };
  return {
    what: 'Have somebody who knows these programs confirm them, then close the case',
    subjects: names,
    why: 'Their text is not among the evidence: what they did, only their names tell.',
  };
}

/** Of a clean case, and of one of which a word with whoever ran it is enough. */
export function nothingHeavy(input: NextStepInput): NextStep[] {
  const { verdict, coverage } = input;
  if (verdict.value === 'clean' && !leavesOut(coverage)) return [closing(coverage.unreadCommands)];
  if (!isSlight(input)) return [];
  return [
    {
      what: 'Ask whoever ran the sessions whether the reasons above are ordinary work, and write down the answer; no copy of the machine is needed',
      subjects: [],
      why: 'No deed among them weighs enough for an incident.',
    },
  ];
}

/** A copy of files does not hold what was deleted, and neither does a disk that was written to for months. */
export function preserve(input: NextStepInput): NextStep[] {
  const { sessions, verdict } = input;
  if (sessions.length === 0 || verdict.value === 'clean' || isSlight(input)) return [];
  const image = isOld(input)
    ? 'Copy the home with its time stamps: after so long, an image of the disk brings little back'
    : 'Image the disk before anything else is written to it: deleted files may still be there';
  return [
    {
      what: isGoneFromDisk(input) ? image : 'Copy the home with its time stamps',
      subjects: [],
      why: 'Starting it can delete transcripts older than the retention period; what is written can overwrite deleted files.',
    },
  ];
}

function isGoneFromDisk({ consequences: { destroyed, erased } }: NextStepInput): boolean {
  const isHere = (finding: Finding) => subjectsOf([finding]).some(isLocal);
  return (
    destroyed.some((finding) => isDeletion(finding) && isHere(finding)) ||
    destroyed.some(({ queryId }) => queryId === 'git_recovery_destroyed') ||
    erased.some(isHere)
  );
}
