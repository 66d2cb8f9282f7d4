import type { Finding } from '../../detect/finding.ts';
import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
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
    title: 'Commands of which a log that has the others shows no process',
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
  unexplainedProcess: {
    queryId: 'descendant_without_call',
    title: 'A process below the agent that no call explains',
    level: 'low',
    tags: hidden,
    falsePositives: [
      'Hooks, status lines, MCP servers and what the agent runs for itself, which are no tool calls',
    ],
    nextStep:
      'Compare it with the hooks and servers of the posture; look for a deleted or edited transcript.',
  },
  beyondWords: {
    queryId: 'call_did_more_than_its_words',
    title: 'A call reached something that its words do not name',
    level: 'medium',
    tags: ['attack.t1059'],
    falsePositives: ['Packages, builds and tests that fetch what they need', 'Several names of one host'],
    nextStep: 'Read what the processes below the call were, and which file or package started them.',
  },
  unexplainedCloudCall: {
    queryId: 'service_event_without_call',
    title: 'A service logged what a credential of the session did, and no call explains it',
    level: 'medium',
    tags: hidden,
    falsePositives: ['The same credential used by hand, or by a program that goes on in the background'],
    nextStep: 'Ask who else works with the credential; look for a deleted or edited transcript.',
  },
  usedElsewhere: {
    queryId: 'credential_used_elsewhere',
    title: 'A credential of the session was used from another address',
    level: 'medium',
    tags: ['attack.initial-access', 'attack.t1078.004'],
    falsePositives: ['A network or VPN that changed', 'The same credential on another machine of the user'],
    nextStep: 'Revoke the credential; ask the service for everything that it did since.',
  },
  provenLaunch: {
    queryId: 'launch_in_other_log',
    title: 'Another log shows that the session was started with its prompts off',
    level: 'informational',
    tags: [],
    falsePositives: ['Another session of the same folder and time'],
    nextStep: 'Judge the calls of the session as made without prompts.',
  },
  outlives: {
    queryId: 'process_outlives_agent',
    title: 'What the agent started ran on after it had ended',
    level: 'low',
    tags: ['attack.persistence'],
    falsePositives: ['Servers and watchers that were wanted'],
    nextStep: 'See whether it still runs, and who wanted it.',
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

/** Of what a finding lists; the count says how many there were. */
const mostListed = 20;

export interface Match extends Pick<Finding, 'subject' | 'toolCallIds' | 'at' | 'sessionId'> {
  readonly evidence: EvidenceReference;
}

export function ofCall({
  id,
  sessionId,
  argument,
  startedAt,
  evidence,
}: Pick<RecordedCall, 'id' | 'sessionId' | 'argument' | 'startedAt' | 'evidence'>): Match {
  return {
    subject: argument,
    toolCallIds: [id],
    sessionId,
    evidence,
    ...(startedAt !== undefined && { at: startedAt }),
  };
}

const mostChars = 500;

export function ofEvent({ actor, target, atMs, evidence }: ForeignEvent): Match {
  const subject = (actor.commandLine ?? target ?? actor.executable ?? '').slice(0, mostChars);
  return { subject, toolCallIds: [], at: new Date(atMs).toISOString(), evidence };
}

/** One finding of several matches, the first of which it is named for. */
export function groupedFinding(
  kind: Kind,
  matches: readonly [Match, ...Match[]],
  more: Partial<Pick<Finding, 'level' | 'title' | 'context' | 'count' | 'sessionId'>> = {},
): Finding {
  const [first] = matches;
  const subjects = [...new Set(matches.map(({ subject }) => subject))];
  return {
    ...finding(kind, first),
    count: matches.length,
    ...(subjects.length > 1 && { subjects: subjects.slice(0, mostListed) }),
    arguments: subjects.slice(0, 3),
    toolCallIds: [...new Set(matches.flatMap(({ toolCallIds }) => toolCallIds))].slice(0, mostListed),
    evidence: matches.slice(0, mostListed).map(({ evidence }) => evidence),
    ...more,
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
