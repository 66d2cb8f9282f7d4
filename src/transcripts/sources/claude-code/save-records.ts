/** What could be read of a line that is no JSON object as it stands. */
export interface Salvage {
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** One sentence for the gap. */
  readonly reason: string;
}

/** How many beginnings of records are tried inside one broken line. */
const mostAttempts = 64;

/** Beginnings that Claude Code's records have: a record glued behind a torn one starts with one of them. */
const opening = /\{"(?:parentUuid|type|sessionId|session_id|leafUuid|isSidechain|message|timestamp|uuid)":/g;

/**
 * Finds whole records inside a line that two writers glued together, that a crash tore, or that zero bytes fill.
 * @param text a line that `JSON.parse` refuses
 */
export function saveRecords(text: string): Salvage {
  const cleaned = text.replace(/[\u0000\ufeff]/g, '').trim();
  const whole = parseObject(cleaned);
  if (whole) return { records: [whole], reason: 'has bytes around a record that do not belong there' };
  const records: Readonly<Record<string, unknown>>[] = [];
  let attempts = 0;
  opening.lastIndex = 0;
  for (let match = opening.exec(cleaned); match && attempts < mostAttempts; match = opening.exec(cleaned)) {
    const end = objectEnd(cleaned, match.index);
    const record = end === undefined ? undefined : parseObject(cleaned.slice(match.index, end));
    attempts += 1;
    if (!record || end === undefined) continue;
    records.push(inContext(record, cleaned));
    opening.lastIndex = end;
  }
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
function inContext(
  block: Readonly<Record<string, unknown>>,
  text: string,
): Readonly<Record<string, unknown>> {
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

/** The index after the object that begins at `start`, by counting braces outside strings. */
function objectEnd(text: string, start: number): number | undefined {
  let [depth, quoted] = [0, false];
  for (let index = start; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === 0x22) quoted = !quoted;
    else if (character === 0x5c && quoted) index += 1;
    else if (!quoted && character === 0x7b) depth += 1;
    else if (!quoted && character === 0x7d) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
