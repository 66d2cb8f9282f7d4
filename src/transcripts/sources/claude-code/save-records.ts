import { objectIn, wholeObjects } from '../../../evidence/lines/whole-objects.ts';
import type { JsonObject } from '../../../json-object.ts';

/** What could be read of a line that is no JSON object as it stands. */
export interface Salvage {
  readonly records: readonly JsonObject[];
  /** One sentence for the gap. */
  readonly reason: string;
}

/** Beginnings that Claude Code's records have: a record glued behind a torn one starts with one of them. */
const opening = /\{"(?:parentUuid|type|sessionId|session_id|leafUuid|isSidechain|message|timestamp|uuid)":/g;

/**
 * Finds whole records inside a line that two writers glued together, that a crash tore, or that zero bytes fill.
 * @param text a line that `JSON.parse` refuses
 */
export function saveRecords(text: string): Salvage {
  const cleaned = text.replace(/[\u0000\ufeff]/g, '').trim();
  const whole = objectIn(cleaned);
  if (whole) return { records: [whole], reason: 'has bytes around a record that do not belong there' };
  const records = wholeObjects(cleaned, opening).map((object) => inContext(object, cleaned));
  return { records, reason: reasonFor(records.length) };
}

/** Fields of a record that still stand in the text around a block of its content. */
const contextFields: Readonly<Record<string, RegExp>> = {
  sessionId: /^[\w-]{1,100}$/,
  timestamp: /^\d{4}-\d\d-\d\dT[\d:.]{8,16}Z?$/,
  cwd: /^(?:\/|[A-Za-z]:)/,
  version: /^\d[\w.-]{0,40}$/,
  gitBranch: /^[^[\]]{1,200}$/,
  agentId: /^[\w-]{1,100}$/,
};

/** A content block whose record is broken around it, as a record with what can be told of that one. */
function inContext(block: JsonObject, text: string): JsonObject {
  const { type } = block;
  if (type !== 'tool_use' && type !== 'tool_result') return block;
  const context = Object.entries(contextFields).flatMap(([field, form]) => {
    const value = new RegExp(`"${field}":"((?:[^"\\\\]|\\\\.){1,1000})"`).exec(text)?.[1];
    const whole = value === undefined ? undefined : parseText(value);
    return whole !== undefined && form.test(whole) ? [[field, whole] as const] : [];
  });
  const isUse = type === 'tool_use';
  const message = { role: isUse ? 'assistant' : 'user', content: [block] };
  return { ...Object.fromEntries(context), type: isUse ? 'assistant' : 'user', message };
}

function parseText(escaped: string): string | undefined {
  try {
    return String(JSON.parse(`"${escaped}"`));
  } catch {
    return undefined;
  }
}

function reasonFor(saved: number): string {
  if (saved === 0) return 'is not a JSON object';
  return saved === 1 ? 'is broken; one whole record in it was read' : `holds ${saved} records glued together`;
}
