import type { SessionSummary } from '../../transcripts/session-summary.ts';
import { counted, shorten } from '../markdown.ts';
import { minuteOf } from '../utc-time.ts';

export const sessionHead = [
  'Started (UTC)',
  'Lasted',
  'Session',
  'Where',
  'Calls',
  'Bypass',
  'Failed',
  'Not run',
  'Asked for',
];

const placeWidth = 20;
const promptWidth = 28;

export function sessionCells(session: SessionSummary): string[] {
  const { callsByOutcome, startedAt, sessionId, cwds, project, toolCalls, firstPrompt = '' } = session;
  return [
    startedAt === undefined ? 'unknown' : minuteOf(startedAt),
    lasted(session),
    sessionId.slice(0, 8),
    shorten(cwds[0]?.split(/[/\\]/).findLast((part) => part !== '') ?? project, placeWidth),
    String(toolCalls),
    bypassShare(session),
    shown(callsByOutcome.failed),
    shown((callsByOutcome.denied ?? 0) + (callsByOutcome['not-run'] ?? 0)),
    shorten(firstPrompt.replace(/\s+/g, ' '), promptWidth),
  ];
}

/** What all sessions together did. */
export function totals(sessions: readonly SessionSummary[]): string {
  const calls = sum(sessions, ({ toolCalls }) => toolCalls);
  const bypass = sum(sessions, recordedBypass);
  const inferred = sum(sessions, ({ callsByMode }) => callsByMode['bypassPermissions'] ?? 0) - bypass;
  const unknown = sum(sessions, ({ callsByMode }) => callsByMode['unknown'] ?? 0);
  const loops = sum(sessions, (session) => session.loops.length);
  const possible = sessions.filter(({ mayHaveBypassed }) => mayHaveBypassed).length;
  const parts = [`${bypass} with prompts off`, `${unknown} in a mode that is not recorded`];
  if (inferred > 0) parts.splice(1, 0, `${inferred} with prompts off by the jobs that started them`);
  const idle = sessions.filter((session) => recordedBypass(session) === 0 && isIdleBypass(session)).length;
  if (idle > 0) parts.push(`${counted(idle, 'session')} with prompts off and no call meanwhile`);
  if (possible > 0) parts.push(`${counted(possible, 'session')} possibly started with prompts off`);
  if (loops > 0) parts.push(`${counted(loops, 'run')} of the same call over and over`);
  return `${counted(sessions.length, 'session')}, ${counted(calls, 'tool call')}: ${parts.join(', ')}`;
}

/**
 * Nothing where the session made no calls, `unknown` where no call tells; `prompts` where prompts were off and no call
 * was made meanwhile; `inferred` and `possible` where only places that start sessions tell.
 */
function bypassShare(session: SessionSummary): string {
  const { callsByMode, toolCalls, launchConfiguration, mayHaveBypassed } = session;
  const calls = recordedBypass(session);
  if (calls > 0) return `${Math.max(1, Math.round((calls / toolCalls) * 100))} %`;
  if (isIdleBypass(session)) return 'prompts';
  if (toolCalls === 0) return '';
  if (launchConfiguration) return 'inferred';
  if (mayHaveBypassed) return 'possible';
  return callsByMode['unknown'] === toolCalls ? 'unknown' : '0 %';
}

function isIdleBypass({ bypassWindows }: SessionSummary): boolean {
  return bypassWindows.some(({ calls }) => calls === 0);
}

/** Calls of which a record of the session says so. */
function recordedBypass({ callsByMode, launchConfiguration, bypassWindows }: SessionSummary): number {
  const all = callsByMode['bypassPermissions'] ?? 0;
  if (!launchConfiguration) return all;
  const recorded = bypassWindows.filter(({ source }) => source !== 'launch-configuration');
  return recorded.reduce((total, { calls }) => total + calls, 0);
}

const minuteMs = 60_000;
const minutesAtMost = 120;
const hoursAtMost = 48;

function lasted({ startedAt, endedAt }: SessionSummary): string {
  if (startedAt === undefined || endedAt === undefined) return '';
  const minutes = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / minuteMs);
  if (minutes < minutesAtMost) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < hoursAtMost ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

function sum(sessions: readonly SessionSummary[], number: (session: SessionSummary) => number): number {
  return sessions.reduce((total, session) => total + number(session), 0);
}

function shown(count: number | undefined): string {
  return count ? String(count) : '';
}
