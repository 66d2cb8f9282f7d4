import type { FleetReport } from '../../fleet/report/fleet-report.ts';
import { makeFleetReport } from '../../fleet/report/make-report.ts';
import { highestLevel } from '../../level.ts';
import type { Command } from '../command.ts';
import { type FleetOption, openFleet } from './open-fleet.ts';

/** The organisation's report. */
export const run: Command<FleetOption, FleetReport> = async ({ options, now, version, progress }) => {
  const database = await openFleet(options, 'yolo-triage fleet report --database <file>');
  try {
    const document = await makeFleetReport(database, { now, version, progress });
    const level = highestLevel(document.hunts.filter(({ rows }) => rows > 0).map((hunt) => hunt.level));
    return { shape: 'document', document, status: { level, gaps: [] } };
  } finally {
    database.close();
  }
};
