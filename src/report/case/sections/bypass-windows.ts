import type { CaseReport } from '../../../assess/case-report.ts';
import type { Coverage } from '../../../transcripts/coverage/coverage.ts';
import type { SessionSummary } from '../../../transcripts/session-summary.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { localTime } from '../../local-time.ts';
import { code, counted, reference } from '../../markdown.ts';

const launchesAtMost = 20;

/** When sessions ran with permission prompts off. */
export function bypassWindows({ sessions, coverage, subject: { timeZone } }: CaseReport): readonly Block[] {
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
  const notes = [
    sessions.some(({ launchConfiguration }) => launchConfiguration) ? inference : '',
    rows.length === 0 ? noWindow(sessions, coverage) : '',
    notRecorded(sessions),
  ];
  const head = [
    'From (UTC)',
    'To (UTC)',
    ...(timeZone === undefined ? [] : [`From (${timeZone})`]),
    'Calls',
    'Session',
    'Folder',
    'Source',
  ];
  return [heading(2, 'Bypass windows'), table(head, rows), ...notes.map(paragraph), ...launches(sessions)];
}

/** That none is recorded says something only of what has a recorded mode. */
function noWindow(sessions: readonly SessionSummary[], { calls, modes: { recorded } }: Coverage): string {
  const off = sessions.reduce((sum, { callsByMode }) => sum + (callsByMode['bypassPermissions'] ?? 0), 0);
  if (off > 0) return `${counted(off, 'call')} without a time ran with permission prompts off.`;
  if (calls === 0) return 'No call was recorded, so no transcript shows in which mode one would have run.';
  if (recorded === 0) return 'No record says in which mode any session ran.';
  const which = recorded === calls ? 'Every call has' : `${recorded} of ${counted(calls, 'call')} have`;
  return `${which} a recorded permission mode, and none of them ran with permission prompts off.`;
}

function notRecorded(sessions: readonly SessionSummary[]): string {
  const unknown = sessions.filter(({ callsByMode }) => (callsByMode['unknown'] ?? 0) > 0).length;
  return unknown === 0
    ? ''
    : `${counted(unknown, 'session')} with calls whose permission mode the transcript does not record: for those, absence proves nothing.`;
}

const inference =
  'Windows with the source launch-configuration are inferred, not recorded: the session ran on a CI runner, and every job of its repository that starts the agent switches the prompts off, as the job stood when the session began, or, without a history of the repository, as it stands now.';

/** Where sessions whose mode is not recorded may have been started; the first ones. */
function launches(sessions: readonly SessionSummary[]): readonly Block[] {
  const rows = sessions.flatMap(({ sessionId, launchConfiguration, mayHaveBypassed }) =>
    (launchConfiguration ?? mayHaveBypassed ?? []).map(({ scope, route, at, evidence }) => [
      code(sessionId),
      launchConfiguration ? 'every job' : 'possibly',
      `${scope}: ${route}${at === undefined ? '' : `, ${at}`}`,
      reference(evidence),
    ]),
  );
  if (rows.length === 0) return [];
  const left = rows.length - launchesAtMost;
  return [
    paragraph(
      'Places that start sessions with permission prompts off, and from which these may have been started. Jobs of CI are read as they stood when the session began, where a history tells it, all else as it stands now; they prove nothing about a session:',
    ),
    table(['Session', 'Started so', 'Place', 'Where'], rows.slice(0, launchesAtMost)),
    paragraph(left > 0 ? `${counted(left, 'further place')} not shown; \`--format json\` has them all.` : ''),
  ];
}
