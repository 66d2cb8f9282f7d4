import type { FleetDatabase, FleetRow } from '../duckdb/open-database.ts';
import { refusedCounts } from '../duckdb/refused-counts.ts';
import type { Hunt } from '../hunts/hunt.ts';
import { huntRows } from '../hunts/hunt-rows.ts';
import { loadHunts } from '../hunts/load-hunts.ts';
import { readCoverage } from './coverage.ts';
import type { FleetPart, FleetReport, HuntCount } from './fleet-report.ts';
import { type PartSource, sections } from './sections.ts';
import { readTrend } from './trend.ts';

/** Of one table in the report; the rest is what hunts are for. */
const rowsAtMost = 50;

export interface ReportSettings {
  readonly now: Date;
  readonly version: string;
  readonly progress: (line: string) => void;
}

/** Asks everything, each hunt once. */
export async function makeFleetReport(
  database: FleetDatabase,
  { now, version, progress }: ReportSettings,
): Promise<FleetReport> {
  const answers = new Map<string, FleetPart>();
  const hunts: HuntCount[] = [];
  for (const hunt of loadHunts()) {
    progress(hunt.title);
    const part = await answer(hunt, database, now);
    answers.set(hunt.id, part);
    hunts.push({ id: hunt.id, title: hunt.title, level: hunt.level, rows: part.total });
  }
  const huntOf = (id: string): FleetPart => {
    const part = answers.get(id);
    if (!part) throw new Error(`the report wants a hunt that is not there: ${id}`);
    return part;
  };
  const partOf = async (source: PartSource): Promise<FleetPart> =>
    'hunt' in source ? huntOf(source.hunt) : await answer(asHunt(source), database, now);
  return {
    schemaVersion: 1,
    generatedAt: now.toISOString(),
    tool: { name: 'yolo-triage', version },
    coverage: { ...(await readCoverage(database, now)), hostsWithGaps: huntOf('coverage_gaps').total },
    trend: await readTrend(database),
    sections: await inTurn(sections, async ({ title, parts }) => ({
      title,
      parts: await inTurn(parts, partOf),
    })),
    hunts,
    refused: await refusedCounts(database),
  };
}

/** A connection has one answer at a time. */
async function inTurn<From, To>(given: readonly From[], change: (item: From) => Promise<To>): Promise<To[]> {
  const changed: To[] = [];
  for (const item of given) changed.push(await change(item));
  return changed;
}

type Question = Pick<Hunt, 'id' | 'title' | 'sql' | 'nextStep'> & Partial<Pick<Hunt, 'level'>>;

async function answer(hunt: Question, database: FleetDatabase, now: Date): Promise<FleetPart> {
  const rows: FleetRow[] = [];
  let total = 0;
  for await (const row of huntRows(hunt, database, now)) {
    total += 1;
    if (rows.length < rowsAtMost) rows.push(row);
  }
  const { title, level, nextStep } = hunt;
  return { question: title, ...(level && { level }), rows, total, nextStep };
}

function asHunt({ question, sql, nextStep }: Extract<PartSource, { sql: string }>): Question {
  return { id: 'report', title: question, sql, nextStep };
}
