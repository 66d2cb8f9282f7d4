import type { LostForGood, PossibleLoss, RollbackPlan, RollbackStep } from '../../assess/rollback/plan.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import { type Block, list } from '../blocks/block.ts';
import { code, reference } from '../markdown.ts';
import { visible } from '../sanitize.ts';

const mostReferences = 3;

type Cite = (evidence: EvidenceReference) => string;

/**
 * What a step is for, what it changes, and how to check and undo it.
 * @param steps one, or several that differ in nothing but what they are about
 * @param cite how the document refers to evidence
 */
export function stepFacts(
  steps: readonly [RollbackStep, ...RollbackStep[]],
  cite: Cite = reference,
): Block<'list'> {
  const [{ changes, risk, check, undo }] = steps;
  return list([
    ...(steps.length === 1
      ? aboutOne(steps[0], cite)
      : [{ text: 'What, and why:', items: aboutEach(steps, cite) }]),
    `Changes: ${changes}`,
    `Risk: ${risk}`,
    `Check: ${check}`,
    `Undo: ${undo}`,
  ]);
}

function aboutOne({ subject, reason, evidence }: RollbackStep, cite: Cite): readonly string[] {
  return [
    ...(subject === undefined ? [] : [`What: ${code(subject)}`]),
    `Why: ${reason}${cited(evidence.slice(0, mostReferences), cite)}`,
  ];
}

/** Those of one thing share a line. */
function aboutEach(steps: readonly RollbackStep[], cite: Cite): readonly string[] {
  const reasons = new Map<string, readonly string[]>();
  for (const { subject = '', reason, evidence } of steps) {
    const said = `${reason}${cited(evidence.slice(0, mostReferences), cite)}`;
    reasons.set(subject, [...(reasons.get(subject) ?? []), said]);
  }
  return [...reasons].map(([subject, said]) => `${code(subject)}: ${said.join('; ')}`);
}

function cited(evidence: readonly EvidenceReference[], cite: Cite): string {
  return evidence.length === 0 ? '' : ` (${evidence.map(cite).join(', ')})`;
}

/** What nothing brings back. */
export function lostList(lost: readonly LostForGood[], cite: Cite = reference): Block<'list'> {
  return list(lost.map(({ what, reason, evidence }) => `${code(what)}: ${reason}${cited(evidence, cite)}`));
}

/** What may be lost, and what would decide it. */
export function possibleList(possible: readonly PossibleLoss[], cite: Cite = reference): Block<'list'> {
  return list(
    possible.map(
      ({ what, reason, decide, evidence }) =>
        `${code(what)}: ${reason}; what decides it: ${visible(decide)}${cited(evidence, cite)}`,
    ),
  );
}

/** What a plan without a step says: that nothing is to be done is not that nothing was lost. */
export function nothingToDo({ lost, possible }: Pick<RollbackPlan, 'lost' | 'possible'>): string {
  return lost.length + possible.length === 0
    ? 'There is nothing to roll back that the evidence knows of.'
    : 'No step brings anything back; what is lost, or may be, stands below.';
}
