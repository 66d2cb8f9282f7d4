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

export function harmOf({ tags }: Finding): Harm {
  const found = harms.find((harm) => harm !== 'other' && tagsOfHarm[harm].some((tag) => tags.includes(tag)));
  return found ?? 'other';
}
