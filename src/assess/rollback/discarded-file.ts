import type { FileFacts } from './file-facts.ts';
import { goneOf, lossOf, whetherShown } from './file-loss.ts';
import { besideStep, ifReady } from './file-step.ts';
import type { LostForGood, PossibleLoss, RollbackStep } from './plan.ts';

type Discard = NonNullable<FileFacts['discard']>;

/** What is to be said of a file whose changes git wrote over. */
interface DiscardPlan {
  readonly steps: readonly RollbackStep[];
  readonly lost: readonly LostForGood[];
  readonly possible: readonly PossibleLoss[];
}

const noLoss: DiscardPlan = { steps: [], lost: [], possible: [] };

/** Git wrote the committed content over changes that no commit held. */
export function discardOf(facts: FileFacts, discard: Discard, stamp: string): DiscardPlan {
  const { record, original, latest, exact } = facts;
  // The session's first edit found what git put back: the changes were its own.
  if ((exact ?? record.before)?.blobId === discard.blobId) return noLoss;
  const first = record.before === undefined ? original[0] : undefined;
  const source = exact?.source ?? latest[0] ?? otherThan(discard, facts) ?? first;
  if (source) return { ...noLoss, steps: [ifReady(besideStep(facts, source, stamp), source)] };
  const reason = 'its uncommitted changes were thrown away';
  const decide = doubtOf(facts, discard);
  if (decide === undefined) return { ...noLoss, ...goneOf(facts, `${reason}, and nothing holds them`) };
  return { ...noLoss, possible: [{ ...lossOf(facts, reason), decide }] };
}

/** Adds what was thrown away of a file before the session's first edit of it, of which that edit says nothing. */
export function withEarlier<T extends DiscardPlan>(facts: FileFacts, plan: T, stamp: string): T {
  const { earlier, record } = facts;
  const isOwn = record.edits.some(({ at }) => (at ?? '') < (earlier?.mark.at ?? ''));
  if (!earlier || isOwn) return plan;
  const source = otherThan(earlier, facts);
  if (source) return { ...plan, steps: [...plan.steps, ifReady(besideStep(facts, source, stamp), source)] };
  const loss = lossOf(facts, 'its uncommitted changes were thrown away before the session edited it');
  const decide =
    doubtOf(facts, earlier) ?? 'what it held before that call: a backup, or the history of an editor';
  return { ...plan, possible: [...plan.possible, { ...loss, decide }] };
}

/** What a result or an editor held of the file that is not what git put in its place. */
function otherThan({ blobId }: Discard, { shown, saved }: FileFacts) {
  return [shown?.content, saved].find((held) => held && held.blobId !== blobId)?.source;
}

/** What speaks against a loss. */
function doubtOf(
  facts: FileFacts,
  { stashes, contents, isOwn, isPatch, cleanBy }: Discard,
): string | undefined {
  if (isPatch)
    return 'whether the patch that was taken back is still there, or was printed: git apply <patch>';
  if (stashes.length > 0) {
    return `whether the stash ${stashes.map((sha) => sha.slice(0, 10)).join(', ')} holds them: git diff HEAD <stash> -- <file>`;
  }
  if (contents > 0) return 'whether one of the contents without a name, which a step writes out, is it';
  const own = 'whether anybody but the session had changed the file: recorded calls had';
  if (cleanBy !== undefined)
    return `whether anybody changed it after call ${cleanBy}, which found nothing changed`;
  return whetherShown(facts) ?? (isOwn ? own : undefined);
}
