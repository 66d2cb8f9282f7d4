import type { Gap } from '../../evidence/gap.ts';

/** A transcript with the time of its last write, as the file system has it, and that of its last record. */
export interface DatedFile {
  readonly reference: string;
  /** Milliseconds. */
  readonly modifiedAt: number;
  readonly lastRecordAt: number;
}

/** A record is written a moment after its own time; file systems round by up to two seconds. */
const toleranceMs = 60_000;
const quarterMs = 15 * 60_000;
const farthestZoneMs = 14 * 60 * 60_000;
/** So many files with one time were not written by an agent. */
const fewestAlike = 3;
const namedAtMost = 5;

/**
 * Transcripts that were last written before their last record was made: touched back, or the clock was moved. Copies
 * and archives leave later times, one time for all, or times that are off by a time zone; none of that is reported.
 * @param dated those that may be odd
 * @param modifiedTimes of all transcripts, in milliseconds
 */
export function backdated(dated: readonly DatedFile[], modifiedTimes: readonly number[]): Gap[] {
  const early = dated.filter(({ modifiedAt, lastRecordAt }) => modifiedAt < lastRecordAt - toleranceMs);
  const odd = early.filter((file) => !isSetForMany(file, modifiedTimes));
  if (odd.length === 0 || isZoneShift(early, modifiedTimes.length)) return [];
  return [...odd.slice(0, namedAtMost).map(gapOf), ...rest(odd)];
}

function isSetForMany({ modifiedAt }: DatedFile, modifiedTimes: readonly number[]): boolean {
  const second = Math.floor(modifiedAt / 1000);
  return modifiedTimes.filter((time) => Math.floor(time / 1000) === second).length >= fewestAlike;
}

/** Archives that hold local times move all files by the same quarters of hours. */
function isZoneShift(early: readonly DatedFile[], filesInAll: number): boolean {
  const shifts = early.map(shiftOf);
  const [first] = shifts;
  if (first === undefined || shifts.includes(undefined)) return false;
  return shifts.every((shift) => shift === first) && early.length * 2 > filesInAll;
}

function shiftOf({ modifiedAt, lastRecordAt }: DatedFile): number | undefined {
  const earlierMs = lastRecordAt - modifiedAt;
  const quarters = Math.ceil((earlierMs - 3000) / quarterMs);
  const isWhole = quarters * quarterMs - earlierMs < toleranceMs;
  return isWhole && earlierMs <= farthestZoneMs + toleranceMs ? quarters : undefined;
}

function gapOf({ reference, modifiedAt, lastRecordAt }: DatedFile): Gap {
  const [written, recorded] = [modifiedAt, lastRecordAt].map((at) => new Date(at).toISOString().slice(0, 19));
  return {
    kind: 'tampering',
    reason: `was last written at ${written} and holds a record of ${recorded}: its time was set back, or the clock was moved`,
    evidence: { path: reference },
  };
}

function rest(odd: readonly DatedFile[]): Gap[] {
  const more = odd.length - namedAtMost;
  if (more <= 0) return [];
  return [
    { kind: 'tampering', reason: `${more} more transcripts were last written before their last record` },
  ];
}
