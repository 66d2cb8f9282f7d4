import { resolve } from 'node:path';
import { TriageError } from '../../errors.ts';
import type { Gap } from '../../evidence/gap.ts';
import { loadIntoServer } from '../../fleet/clickhouse/load-into-server.ts';
import { parseServerAddress } from '../../fleet/clickhouse/server-address.ts';
import { loadIntoFile } from '../../fleet/duckdb/load-into-file.ts';
import type { FleetLoad } from '../../fleet/fleet-load.ts';
import type { LoadSettings } from '../../fleet/load/load-spools.ts';
import type { RefusedCount } from '../../fleet/load/refused-count.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import type { Command } from '../command.ts';
import { engineLimits, type FleetOption } from './open-fleet.ts';

const usage = 'yolo-triage fleet load <spool…> --database <file>, or --clickhouse <url>';

/** Makes one database of any number of hosts' spools, or adds what is new in them. */
export const run: Command<FleetOption | 'clickhouse', FleetLoad> = async (invocation) => {
  const { operands, cwd, now, progress } = invocation;
  if (operands.length === 0) throw new TriageError('no spool given', usage);
  const places = operands.map((operand) => resolve(cwd, operand));
  const document = await loaded(invocation, { places, now, progress });
  return { shape: 'document', document, status: { level: 'none', gaps: document.refused.map(gapOf) } };
};

async function loaded(
  { options, env }: Invocation<FleetOption | 'clickhouse'>,
  settings: LoadSettings,
): Promise<FleetLoad> {
  const { database, clickhouse } = options;
  if (database !== undefined && clickhouse !== undefined)
    throw new TriageError('one database at a time', usage);
  if (clickhouse !== undefined) return loadIntoServer(parseServerAddress(clickhouse, env), settings);
  if (database === undefined) throw new TriageError('no database given', usage);
  return loadIntoFile({ path: database, access: 'write', ...engineLimits(options) }, settings);
}

function gapOf({ reason, meaning, count, path, line }: RefusedCount): Gap {
  return {
    kind: reason === 'unfinished' ? 'truncated' : reason === 'unreadable' ? 'unreadable' : 'malformed',
    reason: `${count} refused as ${reason}, this one first: ${meaning}`,
    evidence: line === 0 ? { path } : { path, line },
  };
}
