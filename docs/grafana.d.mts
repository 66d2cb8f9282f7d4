import type { Engine, endOf, partInDialect } from '../src/fleet/hunts/dialect.ts';
import type { Hunt } from '../src/fleet/hunts/hunt.ts';
import type { Level } from '../src/level.ts';

export interface Dialects {
  readonly partInDialect: typeof partInDialect;
  readonly endOf: typeof endOf;
  /** From the lowest. */
  readonly levels: readonly Level[];
}

export function grafanaDashboard(hunts: readonly Hunt[], engine: Engine, dialects: Dialects): string;
