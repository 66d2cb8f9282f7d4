import type { Finding } from '../../detect/finding.ts';
import { tagsOf } from '../consequences.ts';

/** What a finding does harm by; the first that holds. */
const harms = ['sentOut', 'lost', 'stays', 'other'] as const;
export type Harm = (typeof harms)[number];

/** Sigma tags of ATT&CK: https://attack.mitre.org/tactics/enterprise/ */
const tagsOfHarm: Readonly<Record<Exclude<Harm, 'other'>, readonly string[]>> = {
  lost: [...tagsOf.destroyed, ...tagsOf.erased],
  sentOut: tagsOf.sentOut,
  stays: ['attack.persistence', ...tagsOf.wayIn],
};

/** What is left behind in settings, of this machine or another, whatever technique a tag names. */
const leavesBehind =
  /^(?:agent_(?:settings|configuration_written)|mcp_|remote_system_changed|command_setting|hook_)/;

/** A release is no exfiltration; what is in it is out all the same. */
export const publishes: ReadonlySet<string> = new Set(['package_published']);

/** What one record has and another has not: that a record is missing is told, and no thing of this name is lost. */
export const onOneSide = /_without_(?:transcript|call)$/;

export function harmOf({ tags, queryId }: Finding): Harm {
  const erased: readonly string[] = onOneSide.test(queryId) ? tagsOf.erased : [];
  const told = tags.filter((tag) => !erased.includes(tag));
  const found = harms.find((harm) => harm !== 'other' && tagsOfHarm[harm].some((tag) => told.includes(tag)));
  if (found) return found;
  if (publishes.has(queryId)) return 'sentOut';
  return leavesBehind.test(queryId) ? 'stays' : 'other';
}

/** What cannot be taken back before what can: data that is out, work that is gone, a secret that was shown. */
export function rankOfHarm(harm: Harm, tags: Finding['tags']): number {
  const ranks = { sentOut: 0, lost: 1, stays: 3, other: 4 } as const;
  return harm === 'other' && tags.includes('attack.credential-access') ? 2 : ranks[harm];
}
