import type { SessionInventory } from '../../events/session-inventory.ts';
import type { SessionSummary } from '../../events/session-summary.ts';
import type { RenderOptions } from '../format.ts';
import { renderTable } from '../table.ts';

const head = [
  'Started (UTC)',
  'Lasted',
  'Session',
  'Where',
  'Calls',
  'Bypass',
  'Failed',
  'Denied',
  'Asked for',
];

/** One line a session. */
export function sessionsTable({ sessions }: SessionInventory, options: RenderOptions): string {
  if (sessions.length === 0) return 'No sessions.';
  const table = renderTable(head, sessions.map(cells), options);
  return `${table}\n${totals(sessions)}`;
}

function cells(session: SessionSummary): string[] {
  const { callsByOutcome } = session;
  return [
    session.startedAt?.slice(0, 16).replace('T', ' ') ?? 'unknown',
    lasted(session),
    session.sessionId.slice(0, 8),
    session.cwds[0]?.split(/[/\\]/).at(-1) ?? session.project,
    String(session.toolCalls),
    bypassShare(session),
    shown(callsByOutcome.failed),
    shown((callsByOutcome.denied ?? 0) + (callsByOutcome['not-run'] ?? 0)),
    firstLine(session.firstPrompt ?? ''),
  ];
}

function bypassShare({ callsByMode, toolCalls }: SessionSummary): string {
  if (toolCalls === 0) return '';
  const calls = callsByMode['bypassPermissions'] ?? 0;
  if (calls > 0) return `${Math.round((calls / toolCalls) * 100)} %`;
  return callsByMode['unknown'] === toolCalls ? 'unknown' : '0 %';
}

function lasted({ startedAt, endedAt }: SessionSummary): string {
  if (startedAt === undefined || endedAt === undefined) return '';
  const minutes = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000);
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2 * 24 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} d`;
}

function totals(sessions: readonly SessionSummary[]): string {
  const calls = sum(sessions.map(({ toolCalls }) => toolCalls));
  const bypass = sum(sessions.map(({ callsByMode }) => callsByMode['bypassPermissions'] ?? 0));
  const unknown = sum(sessions.map(({ callsByMode }) => callsByMode['unknown'] ?? 0));
  return `${sessions.length} sessions, ${calls} tool calls: ${bypass} with prompts off, ${unknown} in a mode that the version does not record`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function shown(count: number | undefined): string {
  return count ? String(count) : '';
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.slice(0, 60) ?? '';
}
