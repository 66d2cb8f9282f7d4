import type { ShownCalls } from '../assess/shown-calls.ts';
import { TriageError } from '../errors.ts';
import type { Gap } from '../evidence/gap.ts';
import { openEvidence } from '../investigation/configuration/open-evidence.ts';
import { showCalls } from '../investigation/show/show-calls.ts';
import { inventorySettings } from '../invocation/inventory-selection.ts';
import type { Command } from './command.ts';

const aroundByDefault = 5;
/** Characters of an input or a result: what fits on a screen. */
const lengthByDefault = 1500;

/** The calls around a reference that any output prints. */
export const run: Command<'repo' | 'map' | 'around' | 'full' | 'queries' | 'allowHost', ShownCalls> = async (
  invocation,
) => {
  const [reference] = invocation.operands;
  if (reference === undefined)
    throw new TriageError('no reference to show', 'give one as a report prints it: show <path>:<line>');
  const { options } = invocation;
  const { evidence, gaps } = openEvidence(invocation);
  const shown = await showCalls(reference, evidence, {
    ...inventorySettings(invocation),
    options,
    around: options.around ?? aroundByDefault,
    lengthAtMost: options.full ? Number.POSITIVE_INFINITY : lengthByDefault,
  });
  const document = { ...shown, gaps: [...gaps] satisfies readonly Gap[] };
  return { shape: 'document', document, status: { level: 'none', gaps: document.gaps } };
};
