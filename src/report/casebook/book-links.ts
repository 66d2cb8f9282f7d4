import type { CaseReport } from '../../assess/case-report.ts';
import { referenceText } from '../markdown.ts';
import type { CallNumbers } from './call-numbers.ts';
import type { BookLink } from './payload.ts';

/** Commits, credentials and steps back, each with the calls that it has to do with. */
export function linksOf(
  { moves, rotations, plan }: Pick<CaseReport, 'moves' | 'rotations' | 'plan'>,
  numbers: CallNumbers,
): readonly BookLink[] {
  const commits = moves.flatMap(({ toolCallId, action, sha, subject, attribution, repository }) =>
    numbers.ofIds(toolCallId === undefined ? [] : [toolCallId]).map((call) => ({
      call,
      kind: 'commit' as const,
      text: [action, subject, `${attribution}, ${repository}`].filter(Boolean).join(' · '),
      reference: sha,
    })),
  );
  const credentials = rotations.flatMap(({ toolCallId, kind, what, action }) =>
    numbers.ofIds(toolCallId === undefined ? [] : [toolCallId]).map((call) => ({
      call,
      kind: 'credential' as const,
      text: `${kind}: ${what}. ${action}`,
    })),
  );
  const steps = plan.steps.flatMap(({ title, subject, evidence, commands }, index) =>
    numbers.ofPlaces(evidence).map((call) => ({
      call,
      kind: 'step' as const,
      text: [`${index + 1}. ${title}`, subject].filter(Boolean).join(': '),
      reference: referenceText(evidence[0] ?? { path: '' }),
      commands,
    })),
  );
  return [...commits, ...credentials, ...steps];
}
