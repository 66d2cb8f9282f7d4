import { isJsonObject, type JsonObject, listOf, objectOf, textOf } from './json-object.ts';

/** What the program itself puts into a user record, or what another agent says. */
const notHuman =
  /^(?:<(?:local-command-|bash-|command-stdout|system-reminder|task-notification|teammate-message|user-memory-input)|\[Request interrupted by user|Caveat: The messages below were generated)/;

/**
 * The words of a human in a `user` record; absent where the record carries a tool result, a notification, a compaction
 * summary, or stands in a subagent, whose prompts are written by its parent.
 */
export function humanPromptOf(record: JsonObject): string | undefined {
  if (record['type'] !== 'user' || record['isSidechain'] === true) return undefined;
  if (record['isMeta'] === true || record['isCompactSummary'] === true) return undefined;
  if (record['toolUseResult'] !== undefined || isForeign(record['origin'])) return undefined;
  const content = objectOf(record['message'])?.['content'];
  const texts = typeof content === 'string' ? [content] : textBlocks(content);
  const words = texts.filter((text) => text.trim() !== '' && !notHuman.test(text.trimStart()));
  return words.length === 0 ? undefined : commandOf(words.join('\n'));
}

function textBlocks(content: unknown): string[] {
  const blocks = listOf(content).filter(isJsonObject);
  if (blocks.some((block) => block['type'] === 'tool_result')) return [];
  return blocks.map((block) => textOf(block['text'])).filter((text) => text !== undefined);
}

/** `origin.kind` (2.1.88 and later) names what is not typed: `task-notification`, `peer`, … */
function isForeign(origin: unknown): boolean {
  const kind = objectOf(origin)?.['kind'];
  return kind !== undefined && kind !== 'human';
}

/** A slash command as it was typed. */
function commandOf(words: string): string {
  const name = /<command-name>([^<]{1,200})<\/command-name>/.exec(words)?.[1];
  if (name === undefined) return words;
  const argument = /<command-args>([^<]*)<\/command-args>/.exec(words)?.[1]?.trim() ?? '';
  return argument === '' ? name : `${name} ${argument}`;
}
