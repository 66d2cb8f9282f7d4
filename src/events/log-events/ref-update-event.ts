import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { CallOfEvent, FieldValue, LogEvent } from './log-event.ts';

/** What a reflog entry or a commit says, and which call made it. */
export interface RefUpdate {
  readonly repository: string;
  readonly ref: string;
  readonly action: string;
  readonly sha: string;
  readonly previousSha?: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly author?: string;
  readonly subject?: string;
  readonly message?: string;
  readonly attribution: string;
  readonly forced?: boolean;
  readonly reachable: boolean;
  readonly previousReachable?: boolean;
  readonly lostOfOthers?: readonly string[];
  readonly sessionId?: string;
  /** No call made it, and prompts were off then. */
  readonly promptsOff?: true;
  readonly evidence: EvidenceReference;
}

/**
 * One movement of a ref as an event of Sigma's product `git`, category `ref_update`.
 * @param call the recorded call that made it
 */
export function refUpdateEvent(update: RefUpdate, call: CallOfEvent | undefined): LogEvent {
  const { ref, action, sha, evidence } = update;
  return {
    logsource: { products: ['git'], category: 'ref_update' },
    fields: fieldsOf(update, call),
    subject: `${action} ${ref} ${sha.slice(0, 10)}${update.subject === undefined ? '' : ` ${update.subject}`}`,
    // A chain orders its steps by time, and a movement's own time is more exact than its call's.
    ...(update.lostOfOthers && { lost: update.lostOfOthers }),
    ...(call && { call: { ...call, startedAt: update.at } }),
    evidence,
  };
}

function fieldsOf(update: RefUpdate, call: CallOfEvent | undefined): LogEvent['fields'] {
  const fields: Record<string, FieldValue | undefined> = {
    repository: update.repository,
    ref: update.ref,
    action: update.action,
    attribution: update.attribution,
    forced: update.forced,
    author: update.author,
    sha: update.sha,
    previous_sha: update.previousSha,
    reachable: update.reachable,
    previous_reachable: update.previousReachable,
    lost_of_others: update.lostOfOthers && true,
    subject: update.subject,
    message: update.message,
    session_id: update.sessionId,
    permission_mode: call?.permissionMode ?? (update.promptsOff && 'bypassPermissions'),
  };
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, FieldValue] => entry[1] !== undefined),
  );
}
