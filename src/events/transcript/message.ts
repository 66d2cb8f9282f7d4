import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from './json-object.ts';

/**
 * A message inside a record. `agent_progress` records of 2.1.9 to 2.1.83 carry a subagent's whole message, which is
 * its only trace where the agent's own file is missing.
 */
export interface Message {
  /** Role and content as the model saw them. */
  readonly body: JsonObject;
  /** The record it stands in, or the inner record of an `agent_progress`. */
  readonly holder: JsonObject;
  readonly copy: 'record' | 'progress';
}

/** Every message of one record. */
export function messagesOf(record: JsonObject): Message[] {
  const messages: Message[] = [];
  const own = objectOf(record['message']);
  if (own) messages.push({ body: own, holder: record, copy: 'record' });
  const inner = objectOf(objectOf(record['data'])?.['message']);
  const copied = objectOf(inner?.['message']);
  if (inner && copied) messages.push({ body: copied, holder: inner, copy: 'progress' });
  return messages;
}

/** A `tool_use` block. https://docs.claude.com/en/api/messages */
export interface ToolUse {
  readonly id: string | undefined;
  readonly name: string;
  readonly input: JsonObject;
}

/** A block without an id, which no known writer makes, gets `undefined`. */
export function toolUsesOf(body: JsonObject): ToolUse[] {
  return blocksOf(body, 'tool_use').map((block) => ({
    id: textOf(block['id']),
    name: textOf(block['name']) ?? '',
    input: inputOf(block['input']),
  }));
}

/** How a call without an id is named: by its place. */
export function placedId(sessionId: string, line: number, ordinal: number): string {
  return `${sessionId}:${line}:${ordinal}`;
}

export interface ToolResultBlock {
  readonly id: string;
  readonly content: unknown;
  readonly isError: boolean;
}

export function toolResultsOf(body: JsonObject): ToolResultBlock[] {
  return blocksOf(body, 'tool_result').flatMap((block) => {
    const id = textOf(block['tool_use_id']);
    return id === undefined ? [] : [{ id, content: block['content'], isError: block['is_error'] === true }];
  });
}

/** The text of a content field: a string, or the text blocks of a list. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .map((block) => (typeof block === 'string' ? block : textOf(objectOf(block)?.['text'])))
    .filter((text) => text !== undefined)
    .join('\n');
}

function blocksOf(body: JsonObject, type: string): JsonObject[] {
  const blocks: JsonObject[] = [];
  for (const block of listOf(body['content']))
    if (isJsonObject(block) && block['type'] === type) blocks.push(block);
  return blocks;
}

/** Real inputs are objects; anything else that a model sent is kept under one key. */
function inputOf(input: unknown): JsonObject {
  return isJsonObject(input) ? input : { value: input };
}
