import { compareAgentVersions, parseAgentVersion } from '../permissions/agent-version.ts';
import type { HardenedKey } from './hardening.ts';
import { holds } from './settings-tree.ts';

/** Settings of which more is stricter: what an administrator has set higher stays. */
const ordered: Readonly<Record<string, (found: unknown, wanted: unknown) => boolean>> = {
  cleanupPeriodDays: (found, wanted) =>
    typeof found === 'number' && typeof wanted === 'number' && found >= wanted,
  requiredMinimumVersion: (found, wanted) => {
    const [standing, floor] = [found, wanted].map((text) => parseAgentVersion(String(text)));
    return standing !== undefined && floor !== undefined && compareAgentVersions(standing, floor) >= 0;
  },
};

/** Is what stands there what is wanted, or stricter? */
export function isAsStrict(found: unknown, { path, value }: Pick<HardenedKey, 'path' | 'value'>): boolean {
  const compare = path.length === 1 ? ordered[path[0] ?? ''] : undefined;
  return compare ? compare(found, value) : holds(found, value);
}
