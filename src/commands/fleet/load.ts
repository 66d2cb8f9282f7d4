import { resolve } from 'node:path';
import { TriageError } from '../../errors.ts';
import type { Gap } from '../../evidence/gap.ts';
import { loadSpools } from '../../fleet/duckdb/load-spools.ts';
import { openDatabase } from '../../fleet/duckdb/open-database.ts';
import { type RefusedCount, refusedCounts } from '../../fleet/duckdb/refused-counts.ts';
import type { FleetLoad } from '../../fleet/fleet-load.ts';
import type { Command } from '../command.ts';

/** Makes one database of any number of hosts' spools, or adds what is new in them. */
export const run: Command<FleetLoad> = async ({ operands, options, cwd, now, progress }) => {
  const { database: path, memory, threads } = options;
  if (path === undefined)
    throw new TriageError('no database given', 'yolo-triage fleet load <spool…> --database <file>');
  if (operands.length === 0)
    throw new TriageError('no spool given', 'yolo-triage fleet load <spool…> --database <file>');
  const database = await openDatabase({
    path,
    access: 'write',
    ...(memory !== undefined && { memoryLimit: memory }),
    ...(threads !== undefined && { threads }),
  });
  try {
    const places = operands.map((operand) => resolve(cwd, operand));
    const { files, rows, unknownColumns } = await loadSpools(database, { places, now, progress });
    const refused = await refusedCounts(database);
    const document: FleetLoad = {
      schemaVersion: 1,
      database: path,
      files,
      rows: [...rows].map(([stream, counts]) => ({ stream, ...counts })),
      refused,
      unknownColumns,
    };
    return { shape: 'document', document, status: { level: 'none', gaps: refused.map(gapOf) } };
  } finally {
    database.close();
  }
};

function gapOf({ reason, meaning, count, path, line }: RefusedCount): Gap {
  return {
    kind: reason === 'unfinished' ? 'truncated' : reason === 'unreadable' ? 'unreadable' : 'malformed',
    reason: `${count} refused as ${reason}, this one first: ${meaning}`,
    evidence: line === 0 ? { path } : { path, line },
  };
}
