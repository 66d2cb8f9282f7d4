import type { FleetHunts } from '../../fleet/hunts/fleet-hunts.ts';
import { visible } from '../sanitize.ts';

/** The statements themselves, for a console of the engine or for a SIEM. */
export function huntSql({ hunts }: FleetHunts): string {
  return hunts.map(({ id, title, sql }) => `-- ${visible(id)}: ${visible(title)}\n${sql};\n`).join('\n');
}
