import type { FileFacts } from './file-facts.ts';
import { doubt, whetherShown } from './file-loss.ts';
import { besideStep, ifReady } from './file-step.ts';
import type { PossibleLoss, RollbackStep } from './plan.ts';

/** What is to be said of a file that a command wrote over. */
interface OverwritePlan {
  readonly steps: readonly RollbackStep[];
  readonly possible: readonly PossibleLoss[];
  /** Nothing tells that a file was there at all. */
  readonly unsure?: 'written';
}

const noLoss: OverwritePlan = { steps: [], possible: [] };

/** What a file held before a command wrote over it, which no editing tool recorded. */
export function overwriteOf(facts: FileFacts, stamp: string): OverwritePlan {
  const { record, now, tracking, committed, shown, saved, inHead } = facts;
  // Git tracks the link, and not what was written through it.
  const isLinked = facts.link === record.path;
  const isStanding = now.kind === 'file' || now.kind === 'absent' || isLinked;
  const isCommitted = tracking === 'committed' && !isLinked;
  if (!record.overwritten || !isStanding || isCommitted || tracking === 'removed') return noLoss;
  const content = shown?.content ?? saved;
  const isHeld = now.kind === 'file' && now.blobId === content?.blobId;
  if (content) {
    if (isHeld || committed === content.blobId) return noLoss;
    return { ...noLoss, steps: [ifReady(besideStep(facts, content.source, stamp), content.source)] };
  }
  const reason = 'a recorded command wrote over it';
  if (committed !== undefined || tracking === 'missing') {
    const decide =
      'whether it had changes that were never staged: what git holds of it, and what the command did, show the rest';
    const steps = inHead && now.kind === 'file' ? [besideStep(facts, inHead, stamp)] : [];
    return { steps, possible: [doubt(facts, reason, whetherShown(facts) ?? decide)] };
  }
  if (!shown && !record.overwritten.wasThere) return { ...noLoss, unsure: 'written' };
  return { ...noLoss, possible: [doubt(facts, reason, whetherShown(facts))] };
}
