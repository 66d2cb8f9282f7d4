import { listOf, objectOf, textOf } from '../../digest/json-object.ts';
import type { IdHash, ScannedValue } from '../../scanner/scanned-value.ts';
import type { BlockView, MessageView } from './message-view.ts';
import type { RecordView } from './record-view.ts';

/**
 * A message inside a record. `agent_progress` records of 2.1.9 to 2.1.83 carry a subagent's whole message, which is
 * its only trace where the agent's own file is missing.
 */
export interface Message {
  /** Role and content as the model saw them. */
  readonly body: MessageView;
  readonly copy: 'record' | 'progress';
  /** Of the record it stands in: milliseconds, NaN for none. */
  readonly at: number;
  /** What the program that ran the tool recorded of it besides the result. */
  readonly structured: ScannedValue | undefined;
  readonly denialKind: boolean;
  /** Of a copy. */
  readonly agentId: string | undefined;
}

/** Every message of one record. */
export function eachMessage(record: RecordView, visit: (message: Message) => void): void {
  const body = record.message;
  if (body) {
    const { at, structured, hasDenialKind: denialKind } = record;
    visit({ body, copy: 'record', at, structured, denialKind, agentId: undefined });
  }
  const { copied } = record;
  const copy = copied?.message;
  if (copied && copy) {
    const { at, structured, hasDenialKind: denialKind, agentId } = copied;
    visit({ body: copy, copy: 'progress', at, structured, denialKind, agentId });
  }
}

/** Visits the calls, the results and, where it is wanted, the text of one message. */
export function eachToolBlock(
  body: MessageView,
  visit: {
    use(block: BlockView): void;
    result(block: BlockView, id: IdHash): void;
    text?(block: BlockView): void;
  },
): void {
  body.eachBlock((block) => {
    const { type } = block;
    if (type === 'tool_use') visit.use(block);
    else if (type === 'tool_result') {
      const id = block.callId;
      if (id) visit.result(block, id);
    } else if (type === 'text') visit.text?.(block);
  });
}

/**
 * Visits the calls that a record lists in `wireToolInputs` (2.1.287 and later) and not in its message: copies of calls
 * of other records, or all that is left of them.
 */
export function eachWiredCall(
  record: RecordView,
  visit: (id: ScannedValue, input: ScannedValue) => void,
): void {
  const wired = record.wireToolInputs;
  if (!wired) return;
  const own = new Set<string>();
  eachMessage(record, ({ body }) =>
    body.eachBlock(({ idText }) => {
      if (idText !== undefined) own.add(idText);
    }),
  );
  for (const { name, value } of wired.members()) {
    const id = name.text();
    if (id !== undefined && !own.has(id)) visit(name, value);
  }
}

/** The name of a tool that no record tells. */
export const unknownTool = 'unknown';

/** How a call without an id is named: by its place. */
export function placedId(sessionId: string, line: number, ordinal: number): string {
  return `${sessionId}:${line}:${ordinal}`;
}

/** The text of a content field: a string, or the text blocks of a list. Its beginning is enough. */
export function contentText(content: ScannedValue | undefined, longest: number): string {
  if (!content) return '';
  if (content.isString) return content.text(longest) ?? '';
  return listOf(content.json())
    .map((block) => (typeof block === 'string' ? block : textOf(objectOf(block)?.['text'])))
    .filter((text) => text !== undefined)
    .join('\n')
    .slice(0, longest);
}
