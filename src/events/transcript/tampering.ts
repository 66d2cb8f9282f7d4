import type { Gap } from '../../evidence/gap.ts';
import type { ToolCall } from '../tool-call.ts';
import { isRefusal } from './outcome.ts';

/** What the agent itself keeps of its sessions. */
const ownRecords =
  /[\\/]\.claude[\\/](?:projects|file-history|history\.jsonl|sessions|todos|debug)(?:[\\/]|$)/;
/** A project's notes lie among its transcripts, and are written as a matter of course. */
const notes = /[\\/]memory(?:[\\/]|$)/;

/** A call that wrote to or deleted the records of sessions; needs the call's effects. */
export function tamperingOf(call: ToolCall): Gap[] {
  if (isRefusal(call.outcome)) return [];
  const effect = call.effects.find(
    ({ action, target }) =>
      (action === 'delete' || action === 'write') && ownRecords.test(target) && !notes.test(target),
  );
  if (!effect) return [];
  const verb = effect.action === 'delete' ? 'deleted' : 'wrote to';
  return [
    {
      kind: 'tampering',
      reason: `a call ${verb} the records of sessions: ${effect.target}`,
      evidence: call.evidence,
    },
  ];
}
