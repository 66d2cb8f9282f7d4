import type { ColumnData } from '../digest/columns.ts';
import { Columns } from '../digest/columns.ts';
import { callLayout, type KnownGroup } from '../digest/group-digest.ts';
import type { MergedSession, TurnRow } from '../join/merge-groups.ts';
import type { CallRow } from './call-list.ts';
import { TurnBefore } from './turn-before.ts';

/** A call's row and the prompt before it; `promptLength` is 0 where there is none. */
const planLayout = {
  ...callLayout,
  /** 0 for a call that is only read because later ones build on what it wrote. */
  selected: Uint8Array,
  agent: Uint32Array,
  promptFile: Uint32Array,
  promptLine: Uint32Array,
  promptOffset: Float64Array,
  promptLength: Uint32Array,
} as const;

/** Which calls of a session to read again, in order: all that a worker needs to know. */
export interface ReadPlan {
  readonly project: string;
  readonly sessionId: string;
  /** Names of subagents that the column `agent` indexes; index 0 stands for none. */
  readonly agents: readonly string[];
  readonly calls: ColumnData<typeof planLayout>;
}

export interface PlannedCall extends CallRow {
  readonly selected: boolean;
}

type CallField = keyof typeof callLayout;
const callFields = Object.keys(callLayout) as CallField[];

/** @param calls rows of the session, in the order in which they are to be read, and whether they are wanted */
export function planReading(
  groups: readonly KnownGroup[],
  session: MergedSession,
  { calls, project }: { readonly calls: readonly PlannedCall[]; readonly project: string },
): ReadPlan {
  const table = new Columns(planLayout);
  const agents = [''];
  const turns = new TurnBefore(groups, session);
  for (const { group, row, selected } of calls) {
    const digest = groups[group];
    if (!digest) continue;
    const to = table.push();
    for (const field of callFields) copyField(table, { field, to }, digest.calls.column[field][row]);
    table.column.selected[to] = Number(selected);
    const agent = digest.names[digest.calls.column.agentName[row] ?? 0] ?? '';
    const known = agents.indexOf(agent);
    table.column.agent[to] = known === -1 ? agents.push(agent) - 1 : known;
    setPrompt(groups, table, { to, turn: turns.of({ group, row }) });
  }
  return { project, sessionId: session.sessionId, agents, calls: table.data() };
}

type Table = Columns<typeof planLayout>;

function copyField(
  table: Table,
  { field, to }: { field: CallField; to: number },
  value: number | bigint | undefined,
): void {
  // Which of the two it is stands in the layout, the same for both tables.
  (table.column[field] as { [index: number]: number | bigint })[to] = value ?? 0;
}

function setPrompt(
  groups: readonly KnownGroup[],
  table: Table,
  { to, turn }: { to: number; turn: TurnRow | undefined },
): void {
  const turns = turn && groups[turn.group]?.turns.column;
  if (!turns) return;
  table.column.promptFile[to] = turns.file[turn.row] ?? 0;
  table.column.promptLine[to] = turns.line[turn.row] ?? 0;
  table.column.promptOffset[to] = turns.offset[turn.row] ?? 0;
  table.column.promptLength[to] = turns.length[turn.row] ?? 0;
}
