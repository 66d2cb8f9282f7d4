import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonText } from '../../../evidence/lines/read-json-text.ts';
import { listOf, objectOf, textOf } from '../../../json-object.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { Entry } from '../../entries/entry.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { completionEntries } from '../completion-messages.ts';
import { type BlockForm, timeIn } from '../message-blocks.ts';

const opening = /\{\s*"role"\s*:/g;

/** The words of a result are all that tells. */
const form: BlockForm = {
  outcomeOf({ text }) {
    const start = text.slice(0, 500);
    if (/\b(?:rejected|denied) (?:by )?(?:the )?user\b|\bpermission (?:was )?denied\b/i.test(start))
      return 'denied';
    const code = /<(?:exited|shellId: \S+ completed) with exit code (-?\d{1,10})>/.exec(text)?.[1];
    if (code !== undefined) return code === '0' ? 'succeeded' : 'failed';
    return 'unknown';
  },
};

/**
 * The first form: `history-session-state/session_<id>_<time>.json` with `chatMessages`.
 * https://github.com/kenn-io/agentsview/blob/main/internal/parser/copilot.go
 */
export function* readHistory(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const { value, saved } = readJsonText(file, opening, reportGap);
  const session = objectOf(value);
  const head = contextOf({ sessionId: textOf(session?.['sessionId']) ?? file.sessionId });
  yield { ...head, ...timeIn(session?.['startTime']), place: {} };
  if (value !== undefined && !Array.isArray(session?.['chatMessages']))
    yield { kind: 'unclaimed', type: 'no conversation', mayHoldCall: true, place: {} };
  for (const [index, message] of listOf(session?.['chatMessages']).entries())
    for (const entry of completionEntries(objectOf(message) ?? {}, form))
      yield { ...entry, place: { pointer: `/chatMessages/${index}` } };
  for (const message of saved)
    for (const entry of completionEntries(message, form)) yield { ...entry, place: {} };
}
