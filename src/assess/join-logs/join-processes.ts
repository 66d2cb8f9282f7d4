import type { Finding } from '../../detect/finding.ts';
import type { ProcessEvent } from '../../events/foreign-logs/process-event.ts';
import { finding, kinds, ofCall } from './join-findings.ts';
import { isInside, type Recorded, type RecordedCall, ran, spanOf } from './sides.ts';

/** Clocks of one host agree; a log's resolution can be a second, and a start is logged a little later. */
const slackMs = 3_000;
/** Within this time of its start, a session has its first record. */
const firstRecordMs = 3_600_000;

/** Shell calls by time and command line; launches of the agent by time. */
export function joinProcesses(recorded: Recorded, events: readonly ProcessEvent[]): readonly Finding[] {
  if (events.length === 0) return [];
  const sorted = [...events].sort((a, b) => (a.at < b.at ? -1 : 1));
  const covered = spanOf(sorted.map(({ at }) => at));
  const shell = recorded.calls.filter(({ toolKind, outcome }) => toolKind === 'shell' && ran.has(outcome));
  const seen = new Set<ProcessEvent>();
  const unseen = shell.filter((call) => {
    const own = between(sorted, call).filter((event) => carries(event, call));
    for (const event of own) seen.add(event);
    return own.length === 0 && isInside(call.startedAt, covered);
  });
  const others = sorted.filter((event) => !seen.has(event));
  return [
    ...unseen.map((call) => finding(kinds.noProcess, ofCall(call))),
    ...others.filter(isAgentShell).map((event) => finding(kinds.unrecordedProcess, ofEvent(event))),
    ...withoutRepeats(others.filter((event) => isLaunch(event) && !hasSession(event, recorded))).map(
      (event) => finding(kinds.unrecordedLaunch, ofEvent(event)),
    ),
  ];
}

/** Events near a call, found by halving: an endpoint logs many. */
function between(
  events: readonly ProcessEvent[],
  { startedAt = '', endedAt }: RecordedCall,
): readonly ProcessEvent[] {
  if (startedAt === '') return [];
  const from = shifted(startedAt, -slackMs);
  const to = shifted(endedAt ?? startedAt, slackMs);
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

/** The agent itself, with its prompts off. https://code.claude.com/docs/en/cli-reference */
function isLaunch({ commandLine }: ProcessEvent): boolean {
  return (
    /(?:^|[\s/\\"'@-])claude(?:$|[\s"'./\\-])/.test(commandLine) &&
    /--dangerously-skip-permissions|--permission-mode[= ]bypassPermissions/.test(commandLine)
  );
}

function hasSession({ at }: ProcessEvent, { sessions }: Recorded): boolean {
  const from = shifted(at, -slackMs);
  const to = shifted(at, firstRecordMs);
  return sessions.some(
    ({ startedAt, endedAt }) => startedAt !== undefined && startedAt <= to && (endedAt ?? startedAt) >= from,
  );
}

/** A wrapper, a shell and the program itself are one launch. */
function withoutRepeats(events: readonly ProcessEvent[]): readonly ProcessEvent[] {
  return events.filter(({ at }, index) => {
    const before = events[index - 1];
    return before === undefined || at > shifted(before.at, slackMs);
  });
}

function ofEvent({ commandLine, at, evidence }: ProcessEvent) {
  return { subject: commandLine, toolCallIds: [], at, evidence };
}

function shifted(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}
