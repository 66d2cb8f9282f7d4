import { schemaStatements } from '../../fleet/clickhouse/schema.ts';
import { defaultDatabase, identifier } from '../../fleet/clickhouse/server-address.ts';
import type { FleetSchema } from '../../fleet/fleet-schema.ts';
import type { Command } from '../command.ts';

/** What `fleet load --clickhouse` would make, for who makes tables by other means. Nothing is sent anywhere. */
export const run: Command<'cluster' | 'keepDays', FleetSchema> = async ({ operands, options }) => {
  const database = identifier(operands[0] ?? defaultDatabase);
  const { cluster, keepDays } = options;
  const statements = schemaStatements({
    database,
    ...(cluster !== undefined && { cluster: identifier(cluster) }),
    ...(keepDays !== undefined && { retentionDays: keepDays }),
  });
  const document: FleetSchema = { schemaVersion: 1, database, statements: statements.map(({ sql }) => sql) };
  return { shape: 'document', document, status: { level: 'none', gaps: [] } };
};
