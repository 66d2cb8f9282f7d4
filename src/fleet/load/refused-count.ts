import { type RefusalReason, refusalReasons } from './refusal.ts';

/** Everything that is refused for one reason. */
export interface RefusedCount {
  readonly reason: RefusalReason;
  readonly meaning: string;
  readonly count: number;
  /** Where the first stands; line 0 is the file itself. */
  readonly path: string;
  readonly line: number;
  readonly detail: string;
}

/** A row of the table `refused`, summed up. */
export interface RefusedSum {
  readonly reason: unknown;
  readonly lines: unknown;
  readonly path: unknown;
  readonly line: unknown;
  readonly detail: unknown;
}

/** @returns undefined for a reason of a later version */
export function refusedCount({ reason, lines, path, line, detail }: RefusedSum): RefusedCount | undefined {
  if (!isReason(reason)) return undefined;
  return {
    reason,
    meaning: refusalReasons[reason],
    count: Number(lines),
    path: String(path),
    line: Number(line),
    detail: String(detail),
  };
}

function isReason(word: unknown): word is RefusalReason {
  return typeof word === 'string' && Object.hasOwn(refusalReasons, word);
}
