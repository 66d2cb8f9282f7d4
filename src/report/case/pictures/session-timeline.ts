import type { CaseReport } from '../../../assess/case-report.ts';
import { compareLevels, isGrave, type Level } from '../../../level.ts';
import type { SessionSummary } from '../../../transcripts/session-summary.ts';
import { counted } from '../../markdown.ts';
import { minuteOf } from '../../utc-time.ts';
import { mermaidLabel } from './mermaid.ts';
import type { Picture } from './picture.ts';
import { svgPicture, svgRect, svgText } from './svg.ts';

const sessionsAtMost = 12;
const width = 960;
const left = 190;
const right = 20;
const rowHeight = 66;
/** Room for the legend and the marks of the first session. */
const top = 42;
const barHeight = 16;

/** Each session on a scale of its own: how long prompts were off, how busy it was, where findings and commits lie. */
export const sessionTimeline: Picture = {
  title: 'Sessions',
  words(report) {
    const shown = shownSessions(report).length;
    const all = report.sessions.length;
    const { sessions: off, inferredSessions } = report.coverage.promptsOff;
    const further = inferredSessions === 0 ? '' : `, ${inferredSessions} as their jobs say`;
    const drawn = shown === all ? '' : `; drawn are ${shown}, those with the gravest findings first`;
    return `${counted(all, 'session')}, ${off} with permission prompts off for a time${further}${drawn}; marks above show findings, the graver the taller; marks below show commits.`;
  },
  svg(report) {
    const shown = shownSessions(report);
    if (shown.length === 0) return '';
    const height = top + shown.length * rowHeight;
    return svgPicture({ width, height, title: this.title, words: this.words(report) }, [
      ...legend(),
      ...shown.flatMap((session, index) => row(session, top + index * rowHeight, report)),
    ]);
  },
  mermaid(report) {
    const shown = shownSessions(report);
    if (shown.length === 0) return '';
    const lines = shown.flatMap((session) => ganttSection(session, report));
    return ['gantt', '  dateFormat YYYY-MM-DDTHH:mm:ss', '  axisFormat %m-%d %H:%M', ...lines].join('\n');
  },
};

/** Those that matter first: with findings, then with prompts off, then the later ones; in time order. */
function shownSessions({ sessions, findings }: CaseReport): readonly SessionSummary[] {
  const weights = new Map<string, number>();
  for (const { sessionId, level } of findings) {
    if (sessionId === undefined) continue;
    const weight = { informational: 0, low: 1, medium: 10, high: 100, critical: 1000 }[level];
    weights.set(sessionId, (weights.get(sessionId) ?? 0) + weight);
  }
  const weight = (session: SessionSummary) =>
    (weights.get(session.sessionId) ?? 0) + (session.bypassWindows.length > 0 ? 5 : 0);
  return sessions
    .filter(({ startedAt, endedAt }) => startedAt !== undefined && endedAt !== undefined)
    .sort((a, b) => weight(b) - weight(a) || ((a.startedAt ?? '') > (b.startedAt ?? '') ? -1 : 1))
    .slice(0, sessionsAtMost)
    .sort((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
}

function legend(): string[] {
  const entries = [
    ['band', 'session'],
    ['bypass', 'prompts off'],
    ['calls', 'calls'],
    ['level-critical', 'critical'],
    ['level-high', 'high'],
    ['level-medium', 'medium'],
    ['move', 'commit or ref move'],
  ] as const;
  return entries.flatMap(([kind, words], index) => [
    svgRect({ x: left + index * 105, y: 6, width: 10, height: 10 }, kind),
    svgText(words, { x: left + index * 105 + 14, y: 15, kind: 'small' }),
  ]);
}

function row(session: SessionSummary, y: number, { findings, moves, activity }: CaseReport): string[] {
  const { sessionId, startedAt = '', endedAt = '', bypassWindows, toolCalls } = session;
  const from = Date.parse(startedAt);
  const span = Math.max(1, Date.parse(endedAt) - from);
  const scale = (at: string) =>
    left + Math.min(1, Math.max(0, (Date.parse(at) - from) / span)) * (width - left - right);
  const own = findings
    .filter((finding) => finding.sessionId === sessionId && finding.at !== undefined)
    // The worst on top, where several lie on one moment.
    .sort((a, b) => compareLevels(a.level, b.level));
  const commits = moves.filter((move) => move.sessionId === sessionId);
  const rhythm = activity.rhythms.find((given) => given.sessionId === sessionId);
  return [
    svgText(sessionId.slice(0, 8), { x: 0, y: y + 12 }),
    svgText(`${minuteOf(startedAt)}, ${minutes(span)}`, {
      x: 0,
      y: y + 26,
      kind: 'small',
    }),
    svgText(counted(toolCalls, 'call'), { x: 0, y: y + 39, kind: 'small' }),
    svgRect({ x: left, y, width: width - left - right, height: barHeight }, 'band'),
    ...bypassWindows.map(({ from: begin, to, calls, source }) => {
      const x = scale(begin);
      const size = { x, y, width: Math.max(2, scale(to) - x), height: barHeight };
      return svgRect(size, 'bypass', `prompts off (${source}), ${counted(calls, 'call')}, ${begin} to ${to}`);
    }),
    ...(rhythm ? bars(rhythm, y + 36, scale) : []),
    ...own
      .filter(({ level }) => level !== 'informational' && level !== 'low')
      .map(({ level, title, at = '' }) =>
        svgRect(
          { x: scale(at) - 3, y: y - 1 - heightOf(level), width: 6, height: heightOf(level) },
          `level-${level}`,
          `${level}: ${title}, ${at}`,
        ),
      ),
    ...commits.map(({ at, action }) =>
      svgRect({ x: scale(at) - 1, y: y + 38, width: 3, height: 8 }, 'move', `git ${action}, ${at}`),
    ),
  ];
}

function heightOf(level: Level): number {
  if (level === 'critical') return 14;
  return level === 'high' ? 10 : 6;
}

function bars(
  { from, to, counts }: CaseReport['activity']['rhythms'][number],
  bottom: number,
  scale: (at: string) => number,
): string[] {
  const most = Math.max(1, ...counts);
  const start = scale(from);
  const step = Math.max(0.5, (scale(to) - start) / counts.length);
  return counts.flatMap((count, index) => {
    if (count === 0) return [];
    const height = 2 + (count / most) * 14;
    return svgRect(
      { x: start + index * step, y: bottom - height, width: Math.max(1, step - 1), height },
      'calls',
    );
  });
}

function minutes(ms: number): string {
  return ms < 5_400_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`;
}

function ganttSection(session: SessionSummary, { findings }: CaseReport): string[] {
  const { sessionId, startedAt = '', endedAt = '', bypassWindows } = session;
  const notable = findings
    .filter((finding) => finding.sessionId === sessionId && isGrave(finding.level))
    .slice(0, 5);
  return [
    `  section ${mermaidLabel(sessionId, 8)}`,
    `  session : ${moment(startedAt)}, ${moment(endedAt)}`,
    ...bypassWindows
      .slice(0, 5)
      .map(({ from, to }) => `  prompts off : active, ${moment(from)}, ${moment(to)}`),
    ...notable.flatMap(({ at, title }) =>
      at === undefined ? [] : `  ${mermaidLabel(title)} : crit, milestone, ${moment(at)}, 0m`,
    ),
  ];
}

function moment(at: string): string {
  return at.slice(0, 19);
}
