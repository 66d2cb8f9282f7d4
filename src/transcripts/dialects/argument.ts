import { isJsonObject, type JsonObject, textOf } from '../../json-object.ts';
import type { ScannedValue } from '../scanner/scanned-value.ts';

/** Cut there: enough for a command line with a small here-document. */
const longestArgument = 2_000;

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
  'patch',
  'filePath',
  'patchText',
  'CommandLine',
  'TargetFile',
  'AbsolutePath',
  'DirectoryPath',
  'Url',
] as const;

/** One text for a call: a command, a path, an address; else the whole input as JSON. Cut to a bound. */
export function argumentOf(input: JsonObject): string {
  for (const field of telling) {
    const text = textOf(input[field]);
    if (text !== undefined) return text.slice(0, longestArgument);
  }
  return Object.keys(input).length === 0 ? '' : JSON.stringify(input).slice(0, longestArgument);
}

/** What a character takes at most in JSON. */
const longestCharacter = 6;

/** The same as {@link argumentOf} of the input's object, read from the line. */
export function argumentIn(input: ScannedValue | undefined): string {
  let [best, chosen]: [number, ScannedValue | undefined] = [telling.length, undefined];
  for (const { name, value } of input?.members() ?? []) {
    const rank = value.isString ? ranks.get(name.text() ?? '') : undefined;
    if (rank !== undefined && rank <= best && !value.isEmpty) [best, chosen] = [rank, value];
  }
  return chosen
    ? (chosen.text(longestArgument * longestCharacter) ?? '').slice(0, longestArgument)
    : argumentOf(inputOf(input));
}

const ranks: ReadonlyMap<string, number> = new Map(telling.map((name, rank) => [name, rank]));

/** Real inputs are objects; anything else that a model sent is kept under one key. */
export function inputOf(value: ScannedValue | undefined): JsonObject {
  const input = value?.json();
  return isJsonObject(input) ? input : { value: input };
}
