import type { AnalysedCall } from './effects/call-analyser.ts';
import type { InventoryAccount } from './inventory.ts';

/** A call with its effects filled in. */
export type CallWithEffects = Pick<AnalysedCall, 'call'>;

/**
 * One question to the calls of a home: it sees every call once, in the order of the inventory, and answers when there
 * are no more.
 */
export interface CallWatcher<Result, Seen = AnalysedCall> {
  call(seen: Seen): void;
  /** Asked once, after the last call. @param account what else the transcripts say */
  result(account: InventoryAccount): Result;
}
