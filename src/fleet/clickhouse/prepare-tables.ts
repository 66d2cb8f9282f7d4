import { columnsOf, streams } from '../streams.ts';
import { text } from './answer-row.ts';
import { addColumn, schemaStatements } from './schema.ts';
import type { Server } from './server.ts';
import { ServerError } from './server-error.ts';

/**
 * Makes the tables that are not there, and adds the columns that tables of an earlier version lack. Where all is
 * there, nothing but questions is sent, so that a user who may only insert can load.
 * @throws {ServerError}
 */
export async function prepareTables(server: Server): Promise<void> {
  const columns = await existingColumns(server);
  for (const { name, sql } of schemaStatements({ database: server.database })) {
    const exists = name === undefined ? columns.size > 0 : columns.has(name);
    if (!exists) await server.execute(sql);
  }
  for (const stream of Object.values(streams)) {
    const present = columns.get(stream.name);
    const missing = present ? columnsOf(stream).filter(({ name }) => !present.has(name)) : [];
    if (missing.length > 0 && columns.has(`${stream.name}_local`)) {
      const names = missing.map(({ name }) => name).join(', ');
      throw new ServerError(`${stream.name} lacks ${names}: add them on the cluster`, 'give-up');
    }
    for (const column of missing) await server.execute(addColumn(stream.name, column, server.database));
  }
}

async function existingColumns(server: Server): Promise<Map<string, Set<string>>> {
  const rows = await server.query(
    `SELECT table, name FROM system.columns WHERE database = '${server.database}'`,
  );
  const columns = new Map<string, Set<string>>();
  for (const row of rows) {
    const table = text(row, 'table');
    columns.set(table, (columns.get(table) ?? new Set()).add(text(row, 'name')));
  }
  return columns;
}
