import type { Finding } from '../../detect/finding.ts';
import type { PostureItem } from '../../events/posture-item.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { InstalledAgent } from '../../evidence/posture/installed-agents.ts';
import type { EffectivePermissions } from './effective-settings.ts';

/** What keeps acting after the sessions, and what still guards. */
export interface Posture {
  readonly schemaVersion: 1;
  readonly home: string;
  readonly items: readonly PostureItem[];
  readonly permissions: EffectivePermissions;
  readonly agents: readonly InstalledAgent[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}
