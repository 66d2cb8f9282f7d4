import { TriageError } from '../../errors.ts';
import { openDatabase } from '../../fleet/duckdb/open-database.ts';
import type { FleetReport } from '../../fleet/report/fleet-report.ts';
import { makeFleetReport } from '../../fleet/report/make-report.ts';
import { highestLevel } from '../../level.ts';
import type { Command } from '../command.ts';

/** The organisation's report. */
export const run: Command<FleetReport> = async ({ options, now, version, progress }) => {
  const { database: path, memory, threads } = options;
  if (path === undefined)
    throw new TriageError('no database given', 'yolo-triage fleet report --database <file>');
  const database = await openDatabase({
    path,
    access: 'read',
    ...(memory !== undefined && { memoryLimit: memory }),
    ...(threads !== undefined && { threads }),
  });
  try {
    const document = await makeFleetReport(database, { now, version, progress });
    const level = highestLevel(document.hunts.filter(({ rows }) => rows > 0).map((hunt) => hunt.level));
    return { shape: 'document', document, status: { level, gaps: [] } };
  } finally {
    database.close();
  }
};
