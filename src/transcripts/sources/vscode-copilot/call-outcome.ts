import { type JsonObject, objectOf } from '../../../json-object.ts';
import type { Outcome } from '../../tool-call.ts';

/** What the records hold of the end of a call. */
export interface RecordedEnd {
  readonly shown: JsonObject;
  readonly turn: JsonObject;
  /** What it gave back. */
  readonly text: string;
  readonly hasResult: boolean;
  readonly isShell: boolean;
  /** What was said where it was asked for. */
  readonly answer: 'yes' | 'no' | 'none';
}

/** Words of the editor and of the extension. */
const skipped = /^The user (?:chose to skip|rejected|declined|denied)\b/;
const cancelled = /^(?:The user|User) cancel+ed\b/;
const failed = /^(?:ERROR\b|Error:|Sorry, )/;
const exitCode = /^Command exited with code (-?\d{1,10})$/m;
const stopped = 2;

/** @returns undefined where nothing tells what became of it */
export function outcomeOf(end: RecordedEnd): Outcome | undefined {
  const { shown, turn, text, hasResult, isShell, answer } = end;
  if (answer === 'no' || skipped.test(text)) return 'denied';
  // Whoever cancels a call that was let through may have done so while it ran.
  if (cancelled.test(text)) return answer === 'yes' ? 'interrupted' : 'denied';
  if (objectOf(shown['resultDetails'])?.['isError'] === true) return 'failed';
  if (isShell) return outcomeOfCommand(end);
  if (hasResult) return failed.test(text) ? 'failed' : 'succeeded';
  return isStopped(turn) ? 'interrupted' : undefined;
}

/** Versions before 1.107 keep no exit code but where it is not 0, and none where the terminal did not tell it. */
function outcomeOfCommand({ shown, turn, text, hasResult }: RecordedEnd): Outcome | undefined {
  const data = objectOf(shown['toolSpecificData']);
  const code = objectOf(data?.['terminalCommandState'])?.['exitCode'];
  if (typeof code === 'number') return code === 0 ? 'succeeded' : 'failed';
  const printed = exitCode.exec(text)?.[1];
  if (printed !== undefined) return printed === '0' ? 'succeeded' : 'failed';
  if (data?.['isBackground'] === true) return 'background';
  if (failed.test(text)) return 'failed';
  return !hasResult && isStopped(turn) ? 'interrupted' : 'unknown';
}

function isStopped(turn: JsonObject): boolean {
  return turn['isCanceled'] === true || objectOf(turn['modelState'])?.['value'] === stopped;
}
