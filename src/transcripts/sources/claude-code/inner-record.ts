import { isJsonObject, type JsonObject } from '../../../json-object.ts';
import { says } from '../../digest/possible-content.ts';
import { callBlocks } from './record-types.ts';

/** What lies deeper counts as if it held one. */
const deepest = 12;

/**
 * Whether a whole message or a call stands inside a record whose type has none of its own: nobody reads it there, and
 * whoever wrapped it may have meant that.
 */
export function holdsInnerRecord(record: JsonObject): boolean {
  return Object.values(record).some((value) => holdsAt(value, 1));
}

function holdsAt(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth > deepest || (isJsonObject(value) && (isMessageRecord(value) || isCall(value)))) return true;
  return Object.values(value).some((inner) => holdsAt(inner, depth + 1));
}

function isMessageRecord({ type, message }: JsonObject): boolean {
  return (type === 'user' || type === 'assistant') && isJsonObject(message) && says(message['content']);
}

/** The beginning of a call that is still streamed has no input yet. */
function isCall({ type, input }: JsonObject): boolean {
  return typeof type === 'string' && callBlocks.has(type) && says(input);
}
