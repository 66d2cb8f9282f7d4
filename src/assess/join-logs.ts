import type { Finding } from '../detect/finding.ts';
import type { ProcessEvent } from '../events/foreign-logs/process-event.ts';
import type { ProviderCall } from '../events/foreign-logs/provider-call.ts';
import type { ToolCall } from '../events/tool-call.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Level } from '../level.ts';

/** What a join needs of a call. */
export type RecordedCall = Pick<
  ToolCall,
  | 'id'
  | 'sessionId'
  | 'tool'
  | 'argument'
  | 'startedAt'
  | 'endedAt'
  | 'outcome'
  | 'permissionMode'
  | 'evidence'
>;

export interface ForeignLogs {
  readonly providerCalls: readonly ProviderCall[];
  readonly processEvents: readonly ProcessEvent[];
}

/** Clocks of one host agree; a log's resolution can be a second, and a start is logged a little later. */
const slackMs = 3_000;

/** What only one side has: the transcripts, the provider's log, or the endpoint's processes. */
export function joinLogs(calls: readonly RecordedCall[], logs: ForeignLogs): readonly Finding[] {
  return [...joinProvider(calls, logs.providerCalls), ...joinProcesses(calls, logs.processEvents)];
}

function joinProvider(calls: readonly RecordedCall[], logged: readonly ProviderCall[]): readonly Finding[] {
  if (logged.length === 0) return [];
  const recorded = new Set(calls.map(({ id }) => id));
  const known = new Set(logged.map(({ toolCallId }) => toolCallId));
  const sessions = new Set(logged.map(({ sessionId }) => sessionId));
  const covered = spanOf(logged.flatMap(({ at }) => at ?? []));
  const onlyLogged = logged.filter(({ toolCallId }) => !recorded.has(toolCallId));
  const onlyRecorded = calls.filter(
    ({ id, sessionId, startedAt, outcome }) =>
      !known.has(id) && sessions.has(sessionId) && outcome !== 'not-run' && isInside(startedAt, covered),
  );
  return [
    ...onlyLogged.map(({ toolCallId, tool, argument, at, sessionId, evidence }) =>
      finding(kinds.unrecorded, {
        subject: [tool, argument].filter((part) => part !== undefined).join(': ') || toolCallId,
        toolCallIds: [toolCallId],
        evidence,
        ...(at !== undefined && { at }),
        ...(sessionId !== undefined && { sessionId }),
      }),
    ),
    ...onlyRecorded.map((call) => finding(kinds.unlogged, ofCall(call))),
  ];
}

function joinProcesses(calls: readonly RecordedCall[], events: readonly ProcessEvent[]): readonly Finding[] {
  if (events.length === 0) return [];
  const sorted = [...events].sort((a, b) => (a.at < b.at ? -1 : 1));
  const covered = spanOf(sorted.map(({ at }) => at));
  const shell = calls.filter(
    ({ tool, outcome }) => (tool === 'Bash' || tool === 'PowerShell') && ran.has(outcome),
  );
  const seen = new Set<ProcessEvent>();
  const unseen = shell.filter((call) => {
    const own = between(sorted, call).filter((event) => carries(event, call));
    for (const event of own) seen.add(event);
    return own.length === 0 && isInside(call.startedAt, covered);
  });
  const agents = sorted.filter((event) => !seen.has(event) && isAgentShell(event));
  return [
    ...unseen.map((call) => finding(kinds.noProcess, ofCall(call))),
    ...agents.map(({ commandLine, at, evidence }) =>
      finding(kinds.unrecordedProcess, { subject: commandLine, toolCallIds: [], at, evidence }),
    ),
  ];
}

const ran: ReadonlySet<ToolCall['outcome']> = new Set(['succeeded', 'failed', 'background', 'interrupted']);

/** Events near a call, found by halving: an endpoint logs many. */
function between(
  events: readonly ProcessEvent[],
  { startedAt = '', endedAt }: RecordedCall,
): readonly ProcessEvent[] {
  const from = new Date(Date.parse(startedAt) - slackMs).toISOString();
  const to = new Date(Date.parse(endedAt ?? startedAt) + slackMs).toISOString();
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.at ?? '') < from) low = middle + 1;
    else high = middle;
  }
  const near: ProcessEvent[] = [];
  for (let index = low; (events[index]?.at ?? '~') <= to; index++) {
    const event = events[index];
    if (event) near.push(event);
  }
  return near;
}

/** The shell's own command line has the command inside, quoted in one way or another; else one of its programs shows. */
function carries({ commandLine }: ProcessEvent, { argument }: RecordedCall): boolean {
  const [bare, command] = [plain(commandLine), plain(argument)];
  return command !== '' && (bare.includes(command) || (bare.length > 3 && command.includes(bare)));
}

function plain(text: string): string {
  return text
    .replace(/['"\\\s]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Each shell that the agent starts sources a snapshot of the user's. https://code.claude.com/docs/en/claude-directory */
function isAgentShell({ commandLine }: ProcessEvent): boolean {
  return /[/\\]\.claude[/\\]shell-snapshots[/\\]/.test(commandLine);
}

function spanOf(times: readonly string[]): readonly [from: string, to: string] {
  const sorted = [...times].sort();
  return [sorted[0] ?? '', sorted.at(-1) ?? ''];
}

function isInside(at: string | undefined, [from, to]: readonly [string, string]): boolean {
  return at !== undefined && from <= at && at <= to;
}

interface Kind {
  readonly queryId: string;
  readonly title: string;
  readonly level: Level;
  readonly tags: readonly string[];
  readonly falsePositives: readonly string[];
  readonly nextStep: string;
}

const hidden = ['attack.stealth', 'attack.t1070.004'];
const kinds = {
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
} as const satisfies Record<string, Kind>;

interface Match extends Pick<Finding, 'subject' | 'toolCallIds' | 'at' | 'sessionId'> {
  readonly evidence: EvidenceReference;
}

function ofCall({ id, sessionId, argument, startedAt, evidence }: RecordedCall): Match {
  return {
    subject: argument,
    toolCallIds: [id],
    sessionId,
    evidence,
    ...(startedAt !== undefined && { at: startedAt }),
  };
}

function finding(kind: Kind, { evidence, ...match }: Match): Finding {
  return {
    ...kind,
    ...match,
    context: [],
    count: 1,
    arguments: [match.subject],
    permissionModes: [],
    outcomes: [],
    evidence: [evidence],
  };
}
