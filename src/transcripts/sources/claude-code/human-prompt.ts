import type { ScannedValue } from '../../scanner/scanned-value.ts';
import type { MessageView } from './message-view.ts';
import type { RecordView } from './record-view.ts';

/** What the program itself puts into a user record, or what another agent says. */
const notHuman =
  /^(?:<(?:local-command-|bash-|command-stdout|system-reminder|task-notification|teammate-message|user-memory-input)|\[Request interrupted by user|Caveat: The messages below were generated)/;

/** More than anybody types; what is pasted is cut there. */
const longestPrompt = 64 * 1024;

/**
 * The words of a human in a `user` record; absent where the record carries a tool result, a notification, a compaction
 * summary, or stands in a subagent, whose prompts are written by its parent.
 */
export function humanPromptOf(record: RecordView): string | undefined {
  if (record.hasStructured || record.type !== 'user' || record.isSidechain) return undefined;
  if (record.isMeta || record.isCompactSummary || isForeign(record.origin)) return undefined;
  const { message } = record;
  const content = message?.content;
  const texts = content?.isString ? [content.text(longestPrompt) ?? ''] : message ? textBlocks(message) : [];
  const words = texts.filter((text) => text.trim() !== '' && !notHuman.test(text.trimStart()));
  return words.length === 0 ? undefined : commandOf(words.join('\n'));
}

function textBlocks(message: MessageView): string[] {
  const texts: string[] = [];
  let isResult = false;
  message.eachBlock((block) => {
    isResult ||= block.type === 'tool_result';
    const text = isResult ? undefined : block.text?.text(longestPrompt);
    if (text !== undefined) texts.push(text);
  });
  return isResult ? [] : texts;
}

/** `origin.kind` (2.1.88 and later) names what is not typed: `task-notification`, `peer`, … */
function isForeign(origin: ScannedValue | undefined): boolean {
  const kind = origin?.member('kind');
  return kind !== undefined && kind.text() !== 'human';
}

/** A slash command as it was typed. */
function commandOf(words: string): string {
  const name = /<command-name>([^<]{1,200})<\/command-name>/.exec(words)?.[1];
  if (name === undefined) return words;
  const argument = /<command-args>([^<]*)<\/command-args>/.exec(words)?.[1]?.trim() ?? '';
  return argument === '' ? name : `${name} ${argument}`;
}
