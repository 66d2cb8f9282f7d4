import type { CaseReport } from '../../../assess/case-report.ts';
import type { SessionSummary, TokenUsage } from '../../../transcripts/session-summary.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted } from '../../markdown.ts';
import { costCell, costOfAll } from '../../sessions/cost-cells.ts';

const sessionsAtMost = 10;
const loopsAtMost = 10;
/** Where a message has no last record, as in most transcripts of versions up to 2.1.88. */
const openCounts =
  'Not every message has a record of the count that it ended with: more may have been written.';

/** What it cost, and where an agent ran on without getting on: a place where nobody looked. */
export function cost({ sessions }: CaseReport): readonly Block[] {
  const spent = sessions.filter(({ tokens }) => tokens.output > 0);
  const loops = sessions.flatMap((session) => session.loops.map((loop) => ({ ...loop, session })));
  if (spent.length + loops.length === 0) return [];
  const isLowerBound = sessions.some(({ tokens }) => tokens.isLowerBound);
  const priced = sessions.some(({ cost: estimate }) => estimate);
  const rows = [...spent]
    .sort((a, b) => b.tokens.output - a.tokens.output)
    .slice(0, sessionsAtMost)
    .map((session) => [...row(session), ...(priced ? [costCell(session)] : [])]);
  const repeated = [...loops]
    .sort((a, b) => b.times - a.times)
    .slice(0, loopsAtMost)
    .map(({ times, failed, tool, argument, from, to, outputTokens, session }) => [
      String(times),
      String(failed),
      code(`${tool}: ${argument}`, 100),
      [from, to].filter((at) => at !== undefined).join(' to '),
      String(outputTokens),
      code(session.sessionId.slice(0, 8)),
    ]);
  return [
    heading(2, 'Cost and runaway loops'),
    paragraph(
      `${isLowerBound ? 'At least ' : ''}${counted(sum(sessions, 'output'), 'token')} written, ${counted(sum(sessions, 'input'), 'token')} read, ${counted(sum(sessions, 'cacheRead'), 'token')} read from the cache. ${isLowerBound ? `${openCounts} ` : ''}${prices(sessions)}`,
    ),
    table(
      ['Session', 'Written', 'Read', 'Longest time without a human', ...(priced ? ['Estimate'] : [])],
      rows,
    ),
    ...(repeated.length === 0
      ? []
      : [
          paragraph('The same call, over and over:'),
          table(['Times', 'Failed', 'Call', 'When (UTC)', 'Tokens', 'Session'], repeated),
        ]),
  ];
}

function row({ sessionId, tokens, longestUnattended }: SessionSummary): string[] {
  const stretch = longestUnattended
    ? `${Math.round(longestUnattended.durationMs / 60_000)} min, ${counted(longestUnattended.calls, 'call')}, from ${longestUnattended.from}`
    : '';
  const written = `${tokens.isLowerBound ? 'at least ' : ''}${tokens.output}`;
  return [code(sessionId), written, String(tokens.input), stretch];
}

function prices(sessions: readonly SessionSummary[]): string {
  const estimate = costOfAll(sessions, (model) => code(model));
  const known = estimate === undefined ? 'Transcripts hold no prices' : `Together ${estimate}`;
  return `${known}; compare with the usage report of the provider.`;
}

function sum(sessions: readonly SessionSummary[], kind: keyof TokenUsage): number {
  return sessions.reduce((total, { tokens }) => total + tokens[kind], 0);
}
