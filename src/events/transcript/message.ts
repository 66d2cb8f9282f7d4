import type { RecordView } from '../../evidence/transcripts/scanner/record-view.ts';
import type { IdHash, ScannedValue } from '../../evidence/transcripts/scanner/scanned-value.ts';
import { listOf, objectOf, textOf } from './json-object.ts';

/**
 * A message inside a record. `agent_progress` records of 2.1.9 to 2.1.83 carry a subagent's whole message, which is
 * its only trace where the agent's own file is missing.
 */
export interface Message {
  /** Role and content as the model saw them. */
  readonly body: ScannedValue;
  readonly copy: 'record' | 'progress';
  /** Of the record it stands in: milliseconds, NaN for none. */
  readonly at: number;
  /** What the program that ran the tool recorded of it besides the result. */
  readonly structured: ScannedValue | undefined;
  readonly denialKind: boolean;
}

/** Every message of one record. */
export function messagesOf(record: RecordView): Message[] {
  const messages: Message[] = [];
  const own = record.value('message');
  if (own?.isObject) {
    messages.push({
      body: own,
      copy: 'record',
      at: record.time('timestamp'),
      structured: record.value('toolUseResult') ?? record.value('tool_use_result'),
      denialKind: record.has('toolDenialKind'),
    });
  }
  const inner = record.value('data')?.member('message');
  const copied = inner?.member('message');
  if (inner && copied?.isObject) {
    messages.push({
      body: copied,
      copy: 'progress',
      at: inner.member('timestamp')?.time() ?? Number.NaN,
      structured: inner.member('toolUseResult') ?? inner.member('tool_use_result'),
      denialKind: inner.member('toolDenialKind') !== undefined,
    });
  }
  return messages;
}

/** A `tool_use` block. https://docs.claude.com/en/api/messages */
export interface ToolUse {
  /** Absent for a block without an id, which no known writer makes. */
  readonly id: ScannedValue | undefined;
  readonly name: string;
  readonly input: ScannedValue | undefined;
}

export interface ToolResultBlock {
  readonly id: IdHash;
  readonly idText: () => string;
  readonly content: ScannedValue | undefined;
  readonly isError: boolean;
}

/** The calls and the results of one message, in the order of their kind. */
export interface Blocks {
  readonly uses: readonly ToolUse[];
  readonly results: readonly ToolResultBlock[];
}

export function blocksOf(body: ScannedValue): Blocks {
  const uses: ToolUse[] = [];
  const results: ToolResultBlock[] = [];
  for (const block of body.member('content')?.elements() ?? []) {
    const type = block.member('type')?.text();
    if (type === 'tool_use') uses.push(toolUse(block));
    else if (type === 'tool_result') results.push(...toolResult(block));
  }
  return { uses, results };
}

function toolUse(block: ScannedValue): ToolUse {
  return {
    id: block.member('id'),
    name: block.member('name')?.text() ?? '',
    input: block.member('input'),
  };
}

function toolResult(block: ScannedValue): ToolResultBlock[] {
  const name = block.member('tool_use_id');
  const id = name?.id();
  if (!id) return [];
  return [
    {
      id,
      idText: () => name?.text() ?? '',
      content: block.member('content'),
      isError: block.member('is_error')?.isTrue === true,
    },
  ];
}

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
