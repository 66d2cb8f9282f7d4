import type { CaseReport } from '../../../assess/case-report.ts';
import { localTime } from '../../local-time.ts';
import { code, counted, markdownTable } from '../../markdown.ts';

/** When sessions ran with permission prompts off. */
export function bypassWindows({ sessions, subject: { timeZone } }: CaseReport): string {
  const rows = sessions.flatMap((session) =>
    session.bypassWindows.map(({ from, to, calls, source }) => [
      from,
      to,
      ...(timeZone === undefined ? [] : [localTime(from, timeZone)]),
      String(calls),
      code(session.sessionId),
      code(session.cwds[0] ?? session.project),
      source,
    ]),
  );
  const unknown = sessions.filter(({ callsByMode }) => (callsByMode['unknown'] ?? 0) > 0).length;
  const notes = [
    rows.length === 0 ? 'No record proves a session with permission prompts off.' : '',
    unknown === 0
      ? ''
      : `${counted(unknown, 'session')} with calls whose permission mode the transcript does not record: for those, absence proves nothing.`,
  ];
  const table = markdownTable(
    [
      'From (UTC)',
      'To (UTC)',
      ...(timeZone === undefined ? [] : [`From (${timeZone})`]),
      'Calls',
      'Session',
      'Folder',
      'Source',
    ],
    rows,
  );
  return ['## Bypass windows', table, ...notes].filter((text) => text !== '').join('\n\n');
}
