import type { Gap } from '../evidence/gap.ts';
import type { Coverage } from '../transcripts/coverage/coverage.ts';
import { leavesOut, limitsOf } from '../transcripts/coverage/coverage-of.ts';
import {
  type Assessed,
  missingReasons,
  openReasons,
  plainReason,
  type Reason,
  reasonsFrom,
} from './verdict.ts';

/** Whether anyone must be told, with the reasons and what would settle an open question. */
export interface Disclosure {
  readonly value: 'escalate' | 'near-miss' | 'none' | 'undetermined';
  readonly reasons: readonly Reason[];
  /** For the reader who acts: one sentence. */
  readonly action: string;
  /** Evidence that would settle an `undetermined`. */
  readonly settledBy: readonly string[];
}

/**
 * The rules, in order:
 * 1. credentials or source went out, or somebody else gained a way in → escalate;
 * 2. a call would have done so, and nothing shows whether it ran; or what could not be read, or was not there to be
 *    read, could hide that → undetermined;
 * 3. something was destroyed, nothing went out → near-miss;
 * 4. else none.
 */
export function decideDisclosure({ consequences, gaps, coverage }: Omit<Assessed, 'findings'>): Disclosure {
  const { sentOut, wayIn, destroyed, unproven } = consequences;
  if (sentOut.length + wayIn.length > 0) {
    return {
      value: 'escalate',
      reasons: reasonsFrom([...sentOut, ...wayIn]),
      action: 'Hand the case to the incident response lead and open the breach playbook now.',
      settledBy: [],
    };
  }
  const open = openReasons([...unproven.sentOut, ...unproven.wayIn]);
  const missing = [...open, ...missingReasons(gaps, coverage)];
  if (missing.length > 0) {
    return {
      value: 'undetermined',
      reasons: missing,
      action: 'Do not close the case: the missing evidence could show data leaving the machine.',
      settledBy: [...(open.length > 0 ? [otherWitness] : []), ...settlementsOf(gaps, coverage)],
    };
  }
  const where = leavesOut(coverage) ? ' in the window that was asked for' : '';
  if (destroyed.length > 0) {
    return {
      value: 'near-miss',
      reasons: reasonsFrom(destroyed),
      action: `Write it up for the postmortem; nothing${where} shows data leaving the machine.`,
      settledBy: [],
    };
  }
  return {
    value: 'none',
    reasons: [
      plainReason(
        `nothing${where} shows data leaving the machine, and no record and no command leaves that open`,
      ),
    ],
    action: where === '' ? 'Nobody has to be told.' : `Nobody has to be told of what lies${where}.`,
    settledBy: [],
  };
}

const otherWitness = 'an independent record of the same time: endpoint, network or provider logs';

/** What an analyst would look for, by the kind of gap. */
const settlements: Readonly<Record<Gap['kind'], string>> = {
  unreadable: 'the unreadable files, read with sufficient rights',
  malformed: 'an undamaged copy of the malformed files: a backup or a snapshot',
  truncated: 'a complete copy of the files that were cut off: a backup or a snapshot',
  missing: 'the missing files, from a backup, a snapshot or the provider’s records',
  'outside-window': 'provider or network records of the time before the evidence begins',
  unsupported: 'the files of unknown form, read by their own program on another machine',
  tampering: otherWitness,
};

function settlementsOf(gaps: readonly Gap[], coverage: Coverage): string[] {
  const limits = limitsOf(coverage);
  const others = gaps.filter(({ reason }) => !limits.some(({ text }) => text === reason));
  return [
    ...new Set([...limits.map(({ settledBy }) => settledBy), ...others.map(({ kind }) => settlements[kind])]),
  ];
}
