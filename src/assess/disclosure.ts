import { chainSign } from '../chain-sign.ts';
import type { Finding } from '../detect/finding.ts';
import type { Gap } from '../evidence/gap.ts';
import { hostOf } from '../shell/hosts.ts';
import type { Coverage } from '../transcripts/coverage/coverage.ts';
import { leavesOut, limitsOf } from '../transcripts/coverage/coverage-of.ts';
import { isLeaving } from './consequences.ts';
import { type DisclosureValue, decidedBy, disclosureTable, type VerdictValue } from './decision-table.ts';
import {
  type Assessed,
  factsOf,
  missingReasons,
  openReasons,
  plainReason,
  type Reason,
  rankOfGap,
  reasonsFrom,
  tamperedReasons,
  unreadReasons,
} from './verdict.ts';

/** Whether anyone must be told, with the reasons and what would settle an open question. */
export interface Disclosure {
  readonly value: DisclosureValue;
  readonly reasons: readonly Reason[];
  /** For the reader who acts: a sentence or two. */
  readonly action: string;
  /** Evidence that would settle an `undetermined`. */
  readonly settledBy: readonly string[];
}

/**
 * The first row of the table that holds.
 * @param verdict what was reached for the same case
 * @param hasLeft whether anything is known to have left the machine, wanted or not: no decision passes over it
 */
export function decideDisclosure(assessed: Assessed, verdict: VerdictValue, hasLeft: boolean): Disclosure {
  const situation = { ...factsOf(assessed), verdict };
  const value = decidedBy(disclosureTable, situation) ?? 'undetermined';
  return { value, settledBy: [], ...decisions[value](assessed, hasLeft) };
}

type Decision = (
  assessed: Assessed,
  hasLeft: boolean,
) => Omit<Disclosure, 'value' | 'settledBy'> & Partial<Disclosure>;

/** In the words of the line that names it. */
const outside = 'outside has what "Left the machine" names: who receives or installs it may have to be told';

const decisions: Readonly<Record<DisclosureValue, Decision>> = {
  escalate: ({ consequences: { injected, wayIn, sentOut } }) => ({
    reasons: reasonsFrom([...new Set([...injected, ...wayIn, ...sentOut])]),
    action: 'Hand the case to the incident response lead and open the breach playbook now.',
  }),
  undetermined: ({ gaps, coverage, consequences: { open, unproven, unread } }, hasLeft) => {
    const reasons = [
      ...tamperedReasons(gaps),
      ...openReasons(unproven.filter(isLeaving)),
      ...unreadReasons(unread),
      ...missingReasons(
        gaps.filter(({ kind }) => kind !== 'tampering'),
        coverage,
      ),
      ...reasonsFrom(open),
    ];
    const others = settlementsOf(gaps, coverage, unproven.some(isLeaving));
    const own = unread.length > 0 ? [ofUnread] : [];
    // In the order of the reasons: destroyed records come before an unread program, and missing ones after it.
    const isFirst = others[0] !== settlements.tampering;
    const settledBy = isFirst ? [...own, ...others] : [...others.slice(0, 1), ...own, ...others.slice(1)];
    return { reasons, settledBy, action: notToClose(reasons[0]?.text, hasLeft) };
  },
  review: ({ consequences: { open } }) => ({
    reasons: reasonsFrom(open),
    action: questionOf(open),
  }),
  'near-miss': ({ consequences: { nearly, destroyed }, coverage }, hasLeft) => {
    const told = hasLeft ? outside : `nothing${windowOf(coverage)} shows data leaving the machine`;
    return {
      reasons: reasonsFrom([...nearly, ...destroyed]),
      action: `Write it up for the postmortem; ${told}.`,
    };
  },
  none: ({ coverage }, hasLeft) => {
    const where = windowOf(coverage);
    if (hasLeft)
      return {
        reasons: [plainReason(`something left the machine, and nothing${where} shows a secret in it`)],
        action: `${outside.charAt(0).toUpperCase()}${outside.slice(1)}; nothing shows a secret in it.`,
      };
    const nothing = `nothing${where} shows data leaving the machine, and no record leaves that open`;
    return {
      reasons: [plainReason(nothing)],
      action:
        where === ''
          ? 'Nobody outside has to be told.'
          : `Nobody outside has to be told of what lies${where}.`,
    };
  },
};

/** The gravest that is open; the other reasons, and what would settle them, stand beside it. */
function notToClose(open: string | undefined, hasLeft: boolean): string {
  const because = open === undefined ? '' : ` (${open.split('; ')[0]})`;
  const may = hasLeft ? 'more than "Left the machine" names may be out' : 'data may have left the machine';
  return `Do not close the case: ${may}${because}.`;
}

function windowOf(coverage: Coverage): string {
  return leavesOut(coverage) ? ' in the window that was asked for' : '';
}

const hostsAtMost = 3;

/** Where no host is in question, by query. */
const questions: ReadonlyMap<string, string> = new Map([
  [
    'secret_published_to_own_place',
    'Ask whoever owns the project who can read the place where a credential was published: where others can, it is out and has to be revoked.',
  ],
  [
    'image_published_elsewhere',
    'Ask whoever owns the project whether the account that an image was pushed to is theirs; a case file records the answer.',
  ],
]);

/** One question to one person, and the option that records the answer. */
function questionOf(open: readonly Finding[]): string {
  const [queryId = '', ...others] = new Set(open.map((finding) => finding.queryId));
  const known = others.length === 0 ? questions.get(queryId) : undefined;
  if (known !== undefined) return known;
  const hosts = [...new Set(open.flatMap(hostsIn))];
  const named = hosts.slice(0, hostsAtMost);
  if (named.length === 0)
    return 'Ask whoever ran the session whether it was wanted, and write down the answer.';
  const more = hosts.length > named.length ? ` and ${hosts.length - named.length} more` : '';
  const [are, options] = [
    hosts.length === 1 ? 'Is' : 'Are',
    named.map((host) => `--allow-host ${host}`).join(' '),
  ];
  return `Ask whoever owns the project: ${are} ${named.join(', ')}${more} yours? ${options} records a yes.`;
}

/** Hosts of the subjects; a chain names what was read before where it went. */
function hostsIn({ subject, subjects = [subject] }: Finding): readonly string[] {
  return subjects.flatMap((words) => hostOf(words.split(chainSign).at(-1) ?? words) ?? []);
}

/** What an analyst would look for, by the kind of gap. */
const settlements: Readonly<Record<Gap['kind'], string>> = {
  unreadable: 'the unreadable files, read with sufficient rights',
  malformed: 'an undamaged copy of the malformed files: a backup or a snapshot',
  truncated: 'a complete copy of the files that were cut off: a backup or a snapshot',
  missing: 'the missing files, from a backup, a snapshot or the provider’s records',
  'outside-window': 'provider or network records of the time before the evidence begins',
  unsupported: 'the files of unknown form, read by their own program on another machine',
  tampering:
    'the deleted records from a backup or snapshot, or other records of that time: endpoint, network, provider logs',
};

/** What runs beside the agent leaves its traces elsewhere. */
const ofUnread = 'what the program did, from endpoint, network and provider logs of that time';

/** A session or calls that others speak of: their time may have other witnesses. */
const ofTranscripts =
  'the missing transcripts, from a backup, a snapshot or the machine on which the sessions ran, or the provider’s records of them';

/** In the order of the reasons: what was destroyed, what nobody saw run, what was not looked at, what is missing. */
function settlementsOf(gaps: readonly Gap[], coverage: Coverage, isUnproven: boolean): string[] {
  const limits = limitsOf(coverage);
  const others = gaps.filter(({ reason }) => !limits.some(({ text }) => text === reason));
  const isTampered = isUnproven || others.some(({ kind }) => kind === 'tampering');
  const ranked = others
    .filter(({ kind }) => kind !== 'tampering')
    .sort((a, b) => rankOfGap(a) - rankOfGap(b));
  return [
    ...new Set([
      ...(isTampered ? [settlements.tampering] : []),
      ...limits.map(({ settledBy }) => settledBy),
      ...ranked.map(({ kind, absent }) => (absent === undefined ? settlements[kind] : ofTranscripts)),
    ]),
  ];
}
