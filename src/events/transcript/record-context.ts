import { type JsonObject, textOf } from './json-object.ts';

/** What a record says about itself; the file's place fills in where it is silent. */
export interface RecordContext {
  readonly sessionId: string;
  readonly agentId?: string;
  readonly cwd?: string;
  readonly gitBranch?: string;
  readonly version?: string;
  readonly entrypoint?: string;
  /** Milliseconds since 1970; absent where the record carries no time that can be read. */
  readonly at?: number;
  /** Made by a subagent: inline to 2.0.28, in agent files since. */
  readonly sidechain: boolean;
}

/** Where a record stands, as far as the place of its file tells. */
export interface RecordPlace {
  readonly sessionId: string;
  readonly agentId?: string;
}

export function contextOf(record: JsonObject, place: RecordPlace): RecordContext {
  const agentId = textOf(record['agentId']) ?? place.agentId;
  const at = timeOf(record['timestamp']);
  const named = {
    cwd: textOf(record['cwd']),
    gitBranch: textOf(record['gitBranch']),
    version: textOf(record['version']) ?? textOf(record['claude_code_version']),
    entrypoint: textOf(record['entrypoint']),
  };
  return {
    sessionId: textOf(record['sessionId']) ?? textOf(record['session_id']) ?? place.sessionId,
    sidechain: record['isSidechain'] === true || agentId !== undefined,
    ...(agentId !== undefined && { agentId }),
    ...(at !== undefined && { at }),
    ...present(named),
  };
}

/** Milliseconds of an ISO 8601 text; absent for anything else. */
export function timeOf(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

function present<T extends Readonly<Record<string, string | undefined>>>(
  fields: T,
): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
