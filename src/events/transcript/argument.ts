import { type JsonObject, textOf } from './json-object.ts';

/** Cut there: enough for a command line with a small here-document. */
export const longestArgument = 2_000;

/**
 * Input fields that say best what a call is about, the first one present counts. Tools of MCP servers name their
 * fields as they like, so these are not tied to tools.
 */
const telling = [
  'command',
  'cmd',
  'file_path',
  'notebook_path',
  'url',
  'query',
  'pattern',
  'path',
  'code',
  'script',
  'skill',
  'bash_id',
  'shell_id',
  'task_id',
  'prompt',
  'description',
  'subject',
  'uri',
] as const;

/** One text for a call: a command, a path, an address; else the whole input as JSON. Cut to a bound. */
export function argumentOf(input: JsonObject): string {
  for (const field of telling) {
    const text = textOf(input[field]);
    if (text !== undefined) return text.slice(0, longestArgument);
  }
  return Object.keys(input).length === 0 ? '' : JSON.stringify(input).slice(0, longestArgument);
}
