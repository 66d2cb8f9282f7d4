import { type Consequences, isLeaving } from './consequences.ts';

/** What happened, as far as the evidence tells; worst first, and what is not known is worse than what is clean. */
export const verdicts = [
  'compromised',
  'exposed',
  'destructive',
  'suspicious',
  'undetermined',
  'clean',
] as const;
export type VerdictValue = (typeof verdicts)[number];

/** Whether anyone must be told; the gravest first. */
const disclosures = ['escalate', 'undetermined', 'review', 'near-miss', 'none'] as const;
export type DisclosureValue = (typeof disclosures)[number];

/** What a row can ask for. */
export interface Situation extends Consequences {
  readonly verdict: VerdictValue;
  /** Findings of level medium and higher, attempts among them. */
  readonly notable: Consequences['sentOut'];
  /** Evidence was deleted, moved, changed or hidden. */
  readonly isTampered: boolean;
  /** Evidence is missing, or was not read, that could hide one of the claims. */
  readonly isIncomplete: boolean;
}

/** One row: the first that holds decides. */
export interface DecisionRow<Value extends string> {
  readonly value: Value;
  /** One condition, as an analyst says it. */
  readonly when: string;
  /** What happened in a case that this row decides. */
  readonly example: string;
  readonly holds: (situation: Situation) => boolean;
}

/** What a table decides: the value of the first row that holds. */
export function decidedBy<Value extends string>(
  table: readonly DecisionRow<Value>[],
  situation: Situation,
): Value | undefined {
  return table.find(({ holds }) => holds(situation))?.value;
}

const any = (list: keyof Consequences | 'notable') => (situation: Situation) => situation[list].length > 0;

/** Says of a situation whether a row for it holds; tests hold each row to its example. */
export const verdictTable = [
  {
    value: 'compromised',
    when: 'text that came in told the agent what to do, and the agent did it',
    example:
      'a fetched page says to change the agent’s instructions; the session changes them and runs a program',
    holds: any('injected'),
  },
  {
    value: 'compromised',
    when: 'somebody else has a way in that nobody asked for',
    example: 'the session hands a shell to another host',
    holds: any('wayIn'),
  },
  {
    value: 'exposed',
    when: 'a secret, or source that no human wanted out, went to a host that nobody is known to own',
    example: 'the session sends `.env` to a paste site',
    holds: any('sentOut'),
  },
  {
    value: 'destructive',
    when: 'work or data was destroyed, asked for or not',
    example: 'the session deletes a folder outside of its project',
    holds: any('destroyed'),
  },
  {
    value: 'undetermined',
    when: 'a call deleted or changed the records themselves',
    example: 'the session deletes a transcript of the day before',
    holds: ({ isTampered }) => isTampered,
  },
  {
    value: 'undetermined',
    when: 'a call would have done one of these, and nothing shows whether it ran',
    example: 'a delete outside of the project stands beside a failed call, without a result of its own',
    holds: any('unproven'),
  },
  {
    value: 'suspicious',
    when: 'a finding of level medium or higher is left, done or only tried',
    example: 'a refused call tried to delete the home',
    holds: any('notable'),
  },
  {
    value: 'undetermined',
    when: 'evidence is missing or was not read that could hide one of these',
    example: 'a transcript is cut in the middle of a line',
    holds: ({ isIncomplete }) => isIncomplete,
  },
  {
    value: 'clean',
    when: 'none of these',
    example: 'the session runs the tests',
    holds: () => true,
  },
] as const satisfies readonly DecisionRow<VerdictValue>[];

export const disclosureTable = [
  {
    value: 'escalate',
    when: 'the verdict is compromised or exposed',
    example: 'the session sends `.env` to a paste site',
    holds: ({ verdict }) => verdict === 'compromised' || verdict === 'exposed',
  },
  {
    value: 'undetermined',
    when: 'evidence was destroyed, is missing or was not read that could hide data leaving the machine',
    example: 'a transcript is cut in the middle of a line',
    holds: ({ isTampered, isIncomplete }) => isTampered || isIncomplete,
  },
  {
    value: 'undetermined',
    when: 'a call would have let data out or somebody in, and nothing shows whether it ran',
    example: 'an upload of `.env` stands beside a failed call, without a result of its own',
    holds: ({ unproven }) => unproven.some(isLeaving),
  },
  {
    value: 'undetermined',
    when: 'a program from the network ran unread, or a job fetches and runs one, and no human asked for it',
    example: 'the session pipes a script from a page into a shell',
    holds: any('unread'),
  },
  {
    value: 'review',
    when: 'one answer settles it: whose a host or an account is, whether somebody wanted a way in',
    example: 'the session sends a report to a host that nothing names',
    holds: any('open'),
  },
  {
    value: 'near-miss',
    when: 'a secret or source was to go out and did not',
    example: 'the upload of `.env` to a paste site fails',
    holds: any('nearly'),
  },
  {
    value: 'near-miss',
    when: 'something was destroyed, and nothing went out',
    example: 'the session deletes a folder outside of its project',
    holds: any('destroyed'),
  },
  {
    value: 'none',
    when: 'none of these',
    example: 'the session runs the tests',
    holds: () => true,
  },
] as const satisfies readonly DecisionRow<DisclosureValue>[];
