import type { CaseWithCalls } from '../../assess/case-calls.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import { type CaseOption, investigation } from '../investigation.ts';
import { CallGatherer } from './gather-calls.ts';

/** The whole runbook, with the calls that a reader may look at. @param isPriced what the tokens cost is estimated */
export async function investigateWithCalls(
  invocation: Invocation<CaseOption>,
  isPriced = false,
): Promise<CaseWithCalls> {
  const steps = investigation(invocation, isPriced);
  const gatherer = new CallGatherer();
  for (let step = await steps.next(); ; step = await steps.next()) {
    if (step.done) {
      const { report } = step.value;
      return { ...report, calls: gatherer.result(report) };
    }
    gatherer.take(step.value);
  }
}
