import { isJsonObject, type JsonObject, objectOf, textOf } from '../../../json-object.ts';

/** Stands behind what is left of a text that was cut. */
const cutEnd = /\n<truncated \d{1,12} bytes>$/;

/** What a call asks for, as entries have it. */
export interface AskedCall {
  readonly tool: string;
  readonly input: JsonObject;
  readonly cwd?: string;
}

/**
 * The tool and input of a call. One of the two transcripts has every argument as a text of JSON, and cuts long ones:
 * both are told alike, so that a call is the same in both.
 */
export function askedCall(call: JsonObject): AskedCall {
  const written = objectOf(call['args']) ?? {};
  const args = isEncoded(written) ? mapped(written, decoded) : written;
  const tool = (textOf(call['name']) ?? '').replace(/^default_api:/, '');
  const server = textOf(args['ServerName']);
  if (tool === 'call_mcp_tool' && server !== undefined)
    return { tool: `mcp__${server}__${textOf(args['ToolName']) ?? ''}`, input: argumentsOf(args) };
  const chunks = args['ReplacementChunks'];
  const input = Array.isArray(chunks) ? { ...args, edits: chunks } : args;
  const cwd = textOf(args['Cwd']);
  return { tool, input, ...(cwd !== undefined && { cwd }) };
}

/** Whether an argument of the call was cut. */
export function isCut(call: JsonObject): boolean {
  const values = Object.values(objectOf(call['args']) ?? {});
  return values.some((value) => typeof value === 'string' && cutEnd.test(value));
}

function argumentsOf({ Arguments: given }: JsonObject): JsonObject {
  const value = typeof given === 'string' ? parsed(given) : given;
  return isJsonObject(value) ? value : { value };
}

/** A text as somebody would write it is no JSON; one argument in quotes alone does not make it such. */
function isEncoded(args: JsonObject): boolean {
  const values = Object.values(args);
  return values.length > 0 && values.every((value) => typeof value === 'string' && holdsJson(value));
}

function holdsJson(text: string): boolean {
  return cutEnd.test(text) || parsed(text) !== undefined;
}

function decoded(text: unknown): unknown {
  const written = String(text);
  const [mark] = cutEnd.exec(written) ?? [];
  if (mark === undefined) return parsed(written);
  return `${beginning(written.slice(0, -mark.length))}${mark}`;
}

/** The beginning of a text of JSON, which may end within a sign. */
function beginning(part: string): string {
  const whole = part.replace(/\ufffd+$/, '');
  if (!whole.startsWith('"')) return whole;
  for (let end = whole.length; end > 0 && end > whole.length - 8; end -= 1) {
    const text = parsed(`${whole.slice(0, end)}"`);
    if (typeof text === 'string') return text;
  }
  return whole;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mapped(args: JsonObject, change: (value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, change(value)]));
}
