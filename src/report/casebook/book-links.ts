import type { CaseReport } from '../../assess/case-report.ts';
import { referenceText } from '../markdown.ts';
import type { CallNumbers } from './call-numbers.ts';
import type { BookLink } from './payload.ts';

/** Commits that calls made, credentials and steps back, each with the calls that it has to do with. */
export function linksOf(
  { moves, rotations, plan }: Pick<CaseReport, 'moves' | 'rotations' | 'plan'>,
  numbers: CallNumbers,
): readonly BookLink[] {
  const commits = moves.map(({ toolCallId, action, sha, subject, attribution, repository }) => ({
    kind: 'commit' as const,
    text: [action, subject, `${attribution}, ${repository}`].filter(Boolean).join(' · '),
    reference: sha,
    calls: numbers.ofIds(toolCallId === undefined ? [] : [toolCallId]),
  }));
  const credentials = rotations.map(({ toolCallId, kind, what, action }) => ({
    kind: 'credential' as const,
    text: `${kind}: ${what}. ${action}`,
    calls: numbers.ofIds(toolCallId === undefined ? [] : [toolCallId]),
  }));
  const steps = plan.steps.map(({ title, subject, evidence, commands }, index) => ({
    kind: 'step' as const,
    text: [`${index + 1}. ${title}`, subject].filter(Boolean).join(': '),
    reference: referenceText(evidence[0] ?? { path: '' }),
    commands,
    calls: numbers.ofPlaces(evidence),
  }));
  return [...commits.filter(({ calls }) => calls.length > 0), ...credentials, ...steps];
}
