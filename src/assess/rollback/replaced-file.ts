import type { FileFacts } from './file-facts.ts';
import { doubt } from './file-loss.ts';
import { besideStep, ifReady, restoreStep } from './file-step.ts';
import type { PossibleLoss, RollbackStep } from './plan.ts';

/** What is to be said of a file in whose place git put another version. */
interface ReplacementPlan {
  readonly steps: readonly RollbackStep[];
  readonly possible: readonly PossibleLoss[];
  /** Nothing tells whether there was anything that no commit holds. */
  readonly unsure?: 'untracked' | 'changes';
}

const noLoss: ReplacementPlan = { steps: [], possible: [] };

/** Held against what is known of the content that lay there before: what the session wrote, or what a call had read. */
export function replacementOf(
  facts: FileFacts,
  { stamp, copy }: { readonly stamp: string; readonly copy: string },
): ReplacementPlan {
  const { replaced, record, latest, shown, saved, now } = facts;
  if (!replaced || now.kind !== 'file') return noLoss;
  const isHeld = (blobId: string) => [replaced.blobId, replaced.heldBefore, now.blobId].includes(blobId);
  const isLastEdit = (record.edits.at(-1)?.at ?? '') < (replaced.mark.at ?? '');
  const written = isLastEdit && record.after ? { blobId: record.after.blobId, source: latest[0] } : undefined;
  const known = written ?? shown?.content ?? saved;
  const steps = backToHead(facts, copy);
  if (known && isHeld(known.blobId)) return { ...noLoss, steps };
  if (known?.source)
    return { ...noLoss, steps: [ifReady(besideStep(facts, known.source, stamp), known.source)] };
  if (replaced.heldBefore !== undefined)
    return replaced.isOwn ? noLoss : { steps, possible: [], unsure: 'changes' };
  if (replaced.isOwn) return noLoss;
  if (!shown) return { ...noLoss, unsure: 'untracked' };
  const reason = 'a recorded command put a file of another commit in its place, and git did not track it';
  return { ...noLoss, possible: [doubt(facts, reason)] };
}

/** The file is still as git put it there, and HEAD holds what it was. */
function backToHead(facts: FileFacts, copy: string): RollbackStep[] {
  const { replaced, inHead, committed, now, tracking } = facts;
  const isUntouched = now.kind === 'file' && now.blobId === replaced?.blobId && tracking === 'changed';
  return inHead && isUntouched && committed === replaced?.heldBefore
    ? [restoreStep(facts, inHead, copy)]
    : [];
}
