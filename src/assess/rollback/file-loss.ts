import type { FileFacts } from './file-facts.ts';
import type { LostForGood, PossibleLoss } from './plan.ts';

/** That a file, or what it held, is gone: told by the call that took it. */
export function lossOf(
  { record, deletion, discard, earlier, replaced }: FileFacts,
  reason: string,
): LostForGood {
  const mark =
    discard?.mark ?? earlier?.mark ?? replaced?.mark ?? deletion ?? record.overwritten ?? record.edits[0];
  return {
    what: record.path,
    ...(mark?.at !== undefined && { lostAt: mark.at }),
    reason,
    evidence: mark ? [mark.evidence] : [],
  };
}

/** A loss that the records cannot prove; without a time where not even that there was something is sure. */
export function doubt(
  facts: FileFacts,
  reason: string,
  decide = 'what was there before: a backup, a listing, or the history of a shell',
): PossibleLoss {
  const { lostAt, ...rest } = lossOf(facts, reason);
  const { seenBefore, overwritten } = facts.record;
  const wasThere = seenBefore || overwritten?.wasThere === true || facts.shown !== undefined;
  return { ...rest, ...(wasThere && lostAt !== undefined && { lostAt }), decide };
}

/** What nothing holds is lost for good, unless an editor left something of it. */
export function goneOf(facts: FileFacts, reason: string) {
  if (facts.traces.length > 0) {
    const decide = `what the editor that left ${facts.traces.join(', ')} gives back of it`;
    return { lost: [], possible: [doubt(facts, reason, decide)] };
  }
  return { lost: [lossOf(facts, reason)], possible: [] };
}

/** What a result showed may be all that there was. */
export function whetherShown({ shown }: FileFacts): string | undefined {
  return shown && `whether the result of call ${shown.by.callId}, which showed the file, is what it held`;
}
