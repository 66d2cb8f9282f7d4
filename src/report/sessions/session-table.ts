import type { SessionInventory, ToolCallRow } from '../../transcripts/session-inventory.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import type { RenderOptions } from '../format.ts';
import { counted, shorten } from '../markdown.ts';
import { type PlaceName, placeNames } from '../place-names.ts';
import { visible } from '../sanitize.ts';
import { renderTable } from '../text-table.ts';
import { secondOf } from '../utc-time.ts';
import { costCell, costOfAll } from './cost-cells.ts';
import { sessionCells, sessionHead, totals } from './session-cells.ts';

/** One line a session, or one a call where the document holds calls. */
export function sessionsTable(document: SessionInventory, options: RenderOptions): string {
  const { sessions, calls, coverage } = document;
  const [standsOn, ...limits] = coverage.statements;
  const isEmpty = (calls ?? sessions).length === 0;
  const said = (isEmpty ? [standsOn ?? '', ...limits] : limits).map(visible);
  const table = calls ? callsTable(document, calls, options) : sessionLines(sessions, options);
  return [table, ...said].join('\n');
}

function sessionLines(sessions: readonly SessionSummary[], options: RenderOptions): string {
  if (sessions.length === 0) return 'No sessions.';
  const withCost = sessions.some(({ cost }) => cost);
  const head = withCost ? [...sessionHead, 'Cost'] : sessionHead;
  const rows = sessions.map((session) => [
    ...sessionCells(session),
    ...(withCost ? [costCell(session)] : []),
  ]);
  const cost = costOfAll(sessions, visible);
  return [renderTable(head, rows, options), totals(sessions), ...(cost ? [cost] : [])].join('\n');
}

const callHead = ['Time (UTC)', 'Tool', 'What', 'Mode', 'Outcome', 'Evidence'];
const argumentWidth = 60;

function callsTable(
  { callsLeftOut = 0 }: SessionInventory,
  calls: readonly ToolCallRow[],
  options: RenderOptions,
): string {
  if (calls.length === 0) return 'No tool calls.';
  const placeOf = placeNames(
    calls.flatMap(({ evidence, found = [] }) => [evidence, ...found.map((one) => one.evidence)]),
  );
  const table = calls.some(({ found }) => found)
    ? renderTable(
        foundHead,
        calls.flatMap((call) => foundCells(call, placeOf)),
        options,
      )
    : renderTable(
        callHead,
        calls.map((call) => callCells(call, placeOf)),
        options,
      );
  if (callsLeftOut === 0) return table;
  return `${table}\nand ${counted(callsLeftOut, 'more call')}; use --format ndjson for all`;
}

const foundHead = ['Time (UTC)', 'Tool', 'In', 'Words', 'Evidence'];

/** A line for each text of the call that holds what was looked for. */
function foundCells({ startedAt, tool, found = [] }: ToolCallRow, placeOf: PlaceName): string[][] {
  return found.map(({ where, excerpt, more, evidence }) => [
    startedAt === undefined ? 'unknown' : secondOf(startedAt),
    tool,
    where,
    `${excerpt.replace(/\s+/g, ' ')}${more === 0 ? '' : ` (and ${counted(more, 'more line')})`}`,
    placeOf(evidence),
  ]);
}

function callCells(
  { startedAt, tool, argument, permissionMode, outcome, evidence, contradicted }: ToolCallRow,
  placeOf: PlaceName,
): string[] {
  return [
    startedAt === undefined ? 'unknown' : secondOf(startedAt),
    tool,
    shorten(argument.replace(/\s+/g, ' '), argumentWidth),
    permissionMode,
    contradicted ? `${outcome}, though refused` : outcome,
    placeOf(evidence),
  ];
}
