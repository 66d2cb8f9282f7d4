import type { FleetSchema } from '../../fleet/fleet-schema.ts';

/** For `clickhouse-client --multiquery`. */
export function schemaSql({ statements }: FleetSchema): string {
  return statements.map((sql) => `${sql};`).join('\n\n');
}
