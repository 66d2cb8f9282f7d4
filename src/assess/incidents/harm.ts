import type { Finding } from '../../detect/finding.ts';
import { tagsOf } from '../consequences.ts';

/** What a finding does harm by; the first that holds. */
const harms = ['lost', 'sentOut', 'stays', 'other'] as const;
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

export function harmOf({ tags, queryId }: Finding): Harm {
  const found = harms.find((harm) => harm !== 'other' && tagsOfHarm[harm].some((tag) => tags.includes(tag)));
  return found ?? (leavesBehind.test(queryId) ? 'stays' : 'other');
}

/** What cannot be taken back before what can: data that is out, work that is gone, a secret that was shown. */
export function rankOfHarm(harm: Harm, tags: Finding['tags']): number {
  const ranks = { sentOut: 0, lost: 1, stays: 3, other: 4 } as const;
  return harm === 'other' && tags.includes('attack.credential-access') ? 2 : ranks[harm];
}
