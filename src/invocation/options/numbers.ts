import { TriageError } from '../../errors.ts';

/** @throws {TriageError} where it is no version */
export function agentVersionOf(word: string): string {
  if (/^\d+\.\d+\.\d+$/.test(word)) return word;
  throw new TriageError(`not a version of Claude Code: ${word}`, 'give three numbers: 2.1.240');
}

/** 0 to 1. */
export function shareOf(word: string): number {
  const share = Number(word);
  if (/^\d+(?:\.\d+)?$/.test(word) && share <= 100) return share / 100;
  throw new TriageError(`not a percentage: ${word}`, 'give a number from 0 to 100');
}

/** @throws {TriageError} where it is no size */
export function memorySizeOf(word: string): string {
  if (/^[1-9]\d{0,5}(?:MB|GB)$/.test(word)) return word;
  throw new TriageError(`not a size: ${word}`, 'give megabytes or gigabytes: 512MB, 4GB');
}

/** Above zero. @throws {TriageError} for any other word */
export function wholeNumberOf(word: string): number {
  if (/^[1-9]\d{0,4}$/.test(word)) return Number(word);
  throw new TriageError(`not a whole number above zero: ${word}`);
}
