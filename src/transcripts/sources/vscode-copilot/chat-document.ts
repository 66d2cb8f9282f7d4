import type { ReportGap } from '../../../evidence/gap.ts';
import { readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { readJsonText } from '../../../evidence/lines/read-json-text.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { isChange, JournalState } from './journal-state.ts';
import type { PlacedRequest } from './placed-request.ts';

/** A conversation as it was at last, with the turns that were taken out of it. */
export interface ChatDocument {
  readonly head: JsonObject;
  readonly requests: readonly PlacedRequest[];
  /** Members of a form that is not known. */
  readonly strange: readonly PlacedRequest[];
}

const opening = /\{\s*"requestId"\s*:/g;

/** One document, or since 1.109 a journal of its changes, one a line. */
export function readChat(file: TranscriptFile, reportGap: ReportGap): ChatDocument {
  return file.path.endsWith('.jsonl') ? fromJournal(file, reportGap) : fromDocument(file, reportGap);
}

function fromDocument(file: TranscriptFile, reportGap: ReportGap): ChatDocument {
  const { value, saved } = readJsonText(file, opening, reportGap);
  const head = objectOf(value) ?? {};
  const isStrange = value !== undefined && !Array.isArray(head['requests']);
  const requests = listOf(head['requests']).map((one, index) => ({
    request: objectOf(one) ?? {},
    place: { pointer: `/requests/${index}` },
  }));
  return {
    head,
    requests: [...requests, ...saved.map((request) => ({ request, place: {} }))],
    strange: isStrange ? [{ request: objectOf(value) ?? { value }, place: {} }] : [],
  };
}

function fromJournal(file: TranscriptFile, reportGap: ReportGap): ChatDocument {
  const state = new JournalState();
  const strange: PlacedRequest[] = [];
  for (const { object, line } of readJsonLines(file, reportGap)) {
    if (isChange(object)) state.apply(object, line);
    else if (textOf(object['requestId']) !== undefined) state.add(object, line);
    else strange.push({ request: object, place: { line } });
  }
  return { head: state.head, requests: state.requests(), strange };
}
