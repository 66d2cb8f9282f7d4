import type { Finding } from '../../detect/finding.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { Level } from '../../level.ts';
import type { RecordedCall } from './sides.ts';

interface Kind {
  readonly queryId: string;
  readonly title: string;
  readonly level: Level;
  readonly tags: readonly string[];
  readonly falsePositives: readonly string[];
  readonly nextStep: string;
}

const hidden = ['attack.stealth', 'attack.t1070.004'];
/** What only one side has. */
export const kinds = {
  unrecorded: {
    queryId: 'provider_log_without_transcript',
    title: 'The provider logged a call that no transcript has',
    level: 'high',
    tags: hidden,
    falsePositives: [
      'Transcripts that were deleted after the retention period',
      'A log of more users or machines',
    ],
    nextStep:
      'Look for a deleted or edited transcript: backups, file system journal, other machines of the user.',
  },
  unlogged: {
    queryId: 'transcript_without_provider_log',
    title: 'A transcript has a call that the provider did not log',
    level: 'medium',
    tags: hidden,
    falsePositives: ['Telemetry that was switched off or lost on the way', 'A log that was cut'],
    nextStep: 'Compare both logs around the time: an invented record would stand in the transcript alone.',
  },
  noProcess: {
    queryId: 'transcript_without_process',
    title: 'A command that no process event shows',
    level: 'medium',
    tags: hidden,
    falsePositives: [
      'Endpoint detection that samples or leaves built-in commands out',
      'A command in a container or on another host',
    ],
    nextStep: 'See whether the endpoint logs every process; if so, the transcript may not say what ran.',
  },
  unrecordedProcess: {
    queryId: 'process_without_transcript',
    title: 'A shell of the agent that no transcript records',
    level: 'high',
    tags: hidden,
    falsePositives: ['Hooks and status lines, which are no tool calls'],
    nextStep:
      'Read the command and its children in the endpoint log; look for a deleted or edited transcript.',
  },
  refused: {
    queryId: 'provider_refusal_that_ran',
    title: 'A call that the agent reported as refused ran, by its transcript',
    level: 'high',
    tags: hidden,
    falsePositives: ['A call that was refused first and allowed when it was asked again under the same id'],
    nextStep: 'Compare the result in the transcript with the files: one of the two records was changed.',
  },
  unrecordedSession: {
    queryId: 'provider_session_without_transcript',
    title: 'The provider logged a session that no transcript has',
    level: 'high',
    tags: hidden,
    falsePositives: [
      'Transcripts that were deleted after the retention period, or were never kept',
      'A log of more users or machines',
    ],
    nextStep: 'Look for a deleted transcript: backups, file system journal, other machines of the user.',
  },
  unrecordedLaunch: {
    queryId: 'launch_without_transcript',
    title: 'The agent was started with its prompts off, and no session of that time is recorded',
    level: 'high',
    tags: hidden,
    falsePositives: ['A session that was closed before anything was asked', 'A session of another user'],
    nextStep:
      'See under which user and in which folder it ran; look for its transcript, and for a deleted one.',
  },
} as const satisfies Record<string, Kind>;

export interface Match extends Pick<Finding, 'subject' | 'toolCallIds' | 'at' | 'sessionId'> {
  readonly evidence: EvidenceReference;
}

export function ofCall({ id, sessionId, argument, startedAt, evidence }: RecordedCall): Match {
  return {
    subject: argument,
    toolCallIds: [id],
    sessionId,
    evidence,
    ...(startedAt !== undefined && { at: startedAt }),
  };
}

export function finding(kind: Kind, { evidence, ...match }: Match): Finding {
  return {
    ...kind,
    ...match,
    state: 'confirmed',
    context: [],
    count: 1,
    arguments: [match.subject],
    permissionModes: [],
    outcomes: [],
    requested: 'unclear',
    evidence: [evidence],
  };
}
